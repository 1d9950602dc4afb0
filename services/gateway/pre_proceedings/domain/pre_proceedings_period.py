"""Periods of pre-proceedings: since when and until when, and what is only done while one lasts."""

from dataclasses import dataclass, replace
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from shared.events.base import Event
from shared.events.codes.gateway import MeetingWithParents
from shared.events.gateway import (
    ExceptionReportMade,
    PreProceedingsAssessmentAgreed,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsReviewed,
    PreProceedingsStarted,
    ProceedingsConcluded,
)
from shared.grounds import Grounds, ruled
from shared.history import once

IN_PERIOD = (
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsAssessmentAgreed,
    ExceptionReportMade,
    PreProceedingsReviewed,
    PreProceedingsExtended,
    PreProceedingsEnded,
)


@dataclass(frozen=True)
class Period:
    """A period of pre-proceedings: from the panel's decision, until the day that it was last given, and its end."""

    started: PreProceedingsStarted
    extensions: tuple[PreProceedingsExtended, ...] = ()
    ended: PreProceedingsEnded | None = None

    @property
    def since(self) -> date:
        """The day on which it began."""
        return self.started.occurred_on

    def covers(self, day: date) -> bool:
        """Whether it lasts on a day; that of its end counts."""
        return self.since <= day and (self.ended is None or day <= self.ended.occurred_on)

    @property
    def until(self) -> date | None:
        """The day that the panel last gave it, if it gave one."""
        return self.extensions[-1].until if self.extensions else self.started.until


@once
def periods(matter: LegalMatter) -> tuple[Period, ...]:
    """Every period of pre-proceedings, by day."""
    found: list[Period] = []
    for event in matter.every(PreProceedingsStarted, PreProceedingsExtended, PreProceedingsEnded):
        match event:
            case PreProceedingsStarted():
                found.append(Period(event))
            case PreProceedingsExtended() if found:
                found[-1] = replace(found[-1], extensions=(*found[-1].extensions, event))
            case PreProceedingsEnded() if found:
                found[-1] = replace(found[-1], ended=event)
    return tuple(found)


def period_before(matter: LegalMatter) -> Period | None:
    """The last period, unless proceedings have been concluded since: what comes after them begins afresh."""
    found = periods(matter)
    concluded = matter.latest(ProceedingsConcluded)
    return None if not found or (concluded and concluded.occurred_on >= found[-1].since) else found[-1]


def must_be_in_period(matter: LegalMatter, event: Event) -> None:
    """Refuse what does not come while pre-proceedings last, their last day included."""
    if not any(period.covers(event.occurred_on) for period in periods(matter)):
        matter.in_pre_proceedings(event.occurred_on)


def _comes_in_it(event: Event) -> bool:
    """All but the final meeting, in which the parents are told of the end."""
    return not (isinstance(event, PreProceedingsMeetingHeld) and event.kind is MeetingWithParents.FINAL)


GROUNDS = Grounds[LegalMatter]((ruled(IN_PERIOD, must_be_in_period, "pre-proceedings on that day", only=_comes_in_it),))

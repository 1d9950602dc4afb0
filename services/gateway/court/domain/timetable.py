"""The timetable: the sets of proceedings there were, their hearings and directions, and when they have to end."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from services.gateway.child.domain.matter import LegalMatter
from shared.events.base import Event
from shared.events.codes.gateway import Application, HearingKind
from shared.events.gateway import (
    CourtDirectionGiven,
    CourtDirectionMet,
    HearingHeld,
    HearingListed,
    ProceedingsConcluded,
    ProceedingsIssued,
    TimetableExtended,
)
from shared.history import once
from shared.policy.arithmetic import add_span, last_of
from shared.policy.terms import Span

E = TypeVar("E", bound=Event)

TIMETABLED = frozenset({Application.CARE, Application.SUPERVISION})
RULE_26_WEEKS = "EN-PROCEEDINGS-26W"


class HearingState(StrEnum):
    """What became of a hearing."""

    LISTED = "listed"
    HELD = "held"
    ADJOURNED = "adjourned"


@dataclass(frozen=True)
class Hearing:
    """A hearing: which, on which day, and what became of it."""

    kind: HearingKind
    on: date
    state: HearingState


@dataclass(frozen=True)
class Direction:
    """Something that the court directed, and when it was met."""

    given: CourtDirectionGiven
    met_on: date | None

    def overdue(self, today: date) -> bool:
        """Whether it is past its day and not met."""
        return self.met_on is None and self.given.due_on < today


@dataclass(frozen=True)
class Proceedings:
    """One set of proceedings: its applications, by day, and its conclusion."""

    matter: LegalMatter
    applications: tuple[ProceedingsIssued, ...]
    concluded: ProceedingsConcluded | None = None

    @property
    def since(self) -> date:
        """The day on which the first application was issued."""
        return self.applications[0].occurred_on

    @property
    def timetabled_from(self) -> date | None:
        """The day from which the 26 weeks count, where there is a care or supervision application."""
        return next((each.occurred_on for each in self.applications if each.application in TIMETABLED), None)

    def covers(self, on: date) -> bool:
        """Whether they are open on a day; that of their conclusion counts."""
        return self.since <= on and (self.concluded is None or on <= self.concluded.occurred_on)

    def during(self, *kinds: type[E]) -> tuple[E, ...]:
        """What happened of these kinds while the proceedings were open."""
        return tuple(each for each in self.matter.every(*kinds) if self.covers(each.occurred_on))

    @property
    def first_last_day(self) -> date | None:
        """The last day of the 26 weeks."""
        return twenty_six_weeks(self.matter, self.timetabled_from) if self.timetabled_from else None

    @property
    def last_day(self) -> date | None:
        """The day by which the proceedings are to be disposed of, as last extended."""
        extended = self.during(TimetableExtended)
        return extended[-1].on if extended else self.first_last_day

    @property
    def final_evidence_due(self) -> date | None:
        """The day for the final evidence, as the court last set it."""
        said: tuple[HearingListed | HearingHeld | TimetableExtended, ...]
        said = self.during(HearingListed, HearingHeld, TimetableExtended)
        return next((each.final_evidence_due for each in reversed(said) if each.final_evidence_due), None)

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        """Every hearing by day. One that is listed anew before it was held was adjourned.

        Of an application that was issued for a day, what is listed or held on that day says which hearing it is.
        """
        found: list[Hearing] = []
        events: tuple[ProceedingsIssued | HearingListed | HearingHeld, ...]
        events = self.during(ProceedingsIssued, HearingListed, HearingHeld)
        said = {event.on for event in events if not isinstance(event, ProceedingsIssued)}
        for event in events:
            now = _hearing(event)
            if now is None or (isinstance(event, ProceedingsIssued) and now.on in said):
                continue
            found = [_in_view_of(one, now) for one in found]
            if now not in found:
                found.append(now)
        return tuple(sorted(found, key=lambda one: (one.on, one.kind)))

    @property
    def directions(self) -> tuple[Direction, ...]:
        """What the court directed, by the day that it is due."""
        given = self.during(CourtDirectionGiven)
        return tuple(one for one in directions_of(self.matter) if one.given in given)


def directions_of(matter: LegalMatter) -> tuple[Direction, ...]:
    """Everything that a court directed about a child, by the day that it is due."""
    met = {each.direction_id: each.occurred_on for each in matter.every(CourtDirectionMet)}
    given = sorted(matter.every(CourtDirectionGiven), key=lambda each: (each.due_on, each.direction_id))
    return tuple(Direction(each, met.get(each.direction_id)) for each in given)


def _hearing(event: ProceedingsIssued | HearingListed | HearingHeld) -> Hearing | None:
    """The hearing that an event tells of; the first that a court lists is case management (Practice Direction 12A)."""
    if isinstance(event, ProceedingsIssued):
        kind = HearingKind.CASE_MANAGEMENT if event.application in TIMETABLED else HearingKind.OTHER
        return Hearing(kind, event.hearing_on, HearingState.LISTED) if event.hearing_on else None
    held = isinstance(event, HearingHeld)
    return Hearing(event.kind, event.on, HearingState.HELD if held else HearingState.LISTED)


def _in_view_of(earlier: Hearing, now: Hearing) -> Hearing:
    """What became of a listed hearing, as another of its kind is listed or held."""
    if earlier.kind is not now.kind or earlier.state is not HearingState.LISTED:
        return earlier
    if now.state is HearingState.LISTED:
        return replace(earlier, state=HearingState.ADJOURNED) if earlier.on != now.on else earlier
    if earlier.on > now.on:
        return earlier
    return now if earlier.on == now.on else replace(earlier, state=HearingState.ADJOURNED)


@once
def proceedings_of(matter: LegalMatter) -> tuple[Proceedings, ...]:
    """Every set of proceedings, by day: applications belong together until a conclusion."""
    found: list[Proceedings] = []
    for event in matter.every(ProceedingsIssued, ProceedingsConcluded):
        last = found[-1] if found and found[-1].concluded is None else None
        if isinstance(event, ProceedingsIssued):
            if last:
                found[-1] = replace(last, applications=(*last.applications, event))
            else:
                found.append(Proceedings(matter, (event,)))
        elif last and isinstance(event, ProceedingsConcluded):
            found[-1] = replace(last, concluded=event)
    return tuple(found)


def applied_for(matter: LegalMatter, on: date) -> frozenset[Application]:
    """What the court had been asked for by a day, in proceedings that are open on it."""
    issued = [each for one in proceedings_of(matter) if one.covers(on) for each in one.applications]
    return frozenset(each.application for each in issued if each.occurred_on <= on)


def care_proceedings_since(matter: LegalMatter) -> date | None:
    """The day of the first care or supervision application in the proceedings that are open."""
    found = proceedings_of(matter)
    return found[-1].timetabled_from if found and found[-1].concluded is None else None


def twenty_six_weeks(matter: LegalMatter, issued_on: date) -> date:
    """The last of the 26 weeks that begin with the day of issue (Children Act 1989 s.32(1)(a)(ii))."""
    limit = matter.law.rule(RULE_26_WEEKS).limit
    weeks = limit.beginning_with if limit else None
    return last_of(issued_on, weeks or Span(days=0))


def latest_extension(proceedings: Proceedings, on: date) -> date:
    """The last day to which the court may extend on a day: so many weeks after the later of both (s.32(8))."""
    weeks = Span(weeks=proceedings.matter.law.limit("timetable_extension_weeks"))
    return add_span(max(on, proceedings.last_day or on), weeks)

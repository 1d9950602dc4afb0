"""Periods of pre-proceedings: since when and until when, and what the panel's decisions do to them."""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.timetable import care_proceedings_since
from services.gateway.pre_proceedings.domain import pre_proceedings_plan as plan
from services.gateway.pre_proceedings.domain import pre_proceedings_weeks as weeks
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome, PreProceedingsOutcome, ReferralPurpose, StepDownTo
from shared.events.gateway import (
    ExceptionReportMade,
    GatewayDecisionMade,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ReferredToLegalGateway,
)
from shared.history import once
from shared.identifiers import Code


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

    @property
    def until(self) -> date | None:
        """The day that the panel last gave it, if it gave one."""
        return self.extensions[-1].until if self.extensions else self.started.until


@dataclass(frozen=True)
class Terms:
    """What the panel lays down about pre-proceedings: until when they go on and for what, or what follows them."""

    until: date | None = None
    purpose: Code | None = None
    step_down_to: StepDownTo = StepDownTo.CHILD_PROTECTION_PLAN


NO_TERMS = Terms()


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


def follows(matter: LegalMatter, decision: GatewayDecisionMade, terms: Terms = NO_TERMS) -> tuple[Event, ...]:
    """What a decision of the panel does to pre-proceedings; `matter` does not know the decision yet.

    The panel's reasons are the decision's note. Raises RuleBroken where the decision lacks what it rests on.
    """
    match decision.outcome:
        case GatewayOutcome.PRE_PROCEEDINGS:
            return (_start(matter, decision, terms.until or decision.review_on),)
        case GatewayOutcome.EXTENSION if _purpose(matter, decision) is not ReferralPurpose.SUPERVISION_ORDER_EXTENSION:
            return (_extend(matter, decision, replace(terms, until=terms.until or decision.review_on)),)
        case GatewayOutcome.STEP_DOWN if matter.pre_proceedings:
            return (_step_down(matter, decision, terms.step_down_to),)
        case _:
            return ()


def _start(matter: LegalMatter, decision: GatewayDecisionMade, until: date | None) -> PreProceedingsStarted:
    on = decision.occurred_on
    _may_begin(matter, decision)
    started = PreProceedingsStarted(**matter.about(on), period=2 if period_before(matter) else 1, until=until)
    past = weeks.longest_at_first(matter, (decision, started), until) if until else None
    if past:
        raise RuleBroken(
            f"{words_of_day(until)} is past {words_of_day(past.due_on)}, the last day for pre-proceedings "
            f"that are not extended ({past.source}); name an earlier day"
        )
    return started


def _may_begin(matter: LegalMatter, decision: GatewayDecisionMade) -> None:
    on = decision.occurred_on
    if applied_on := care_proceedings_since(matter):
        raise RuleBroken(
            f"care or supervision proceedings are open since {words_of_day(applied_on)}, and pre-proceedings come "
            "before them; decide otherwise, or record how the proceedings concluded first"
        )
    if matter.pre_proceedings:
        raise RuleBroken(
            f"the child is in pre-proceedings since {words_of_day(matter.pre_proceedings.occurred_on)}; "
            "the panel extends or ends them, and does not begin them again"
        )
    last = matter.latest(PreProceedingsEnded)
    if last and on < last.occurred_on:
        raise RuleBroken(
            f"earlier pre-proceedings ended on {words_of_day(last.occurred_on)}; check the day of the decision"
        )
    before = period_before(matter)
    second = _purpose(matter, decision) is ReferralPurpose.SECOND_PERIOD
    if before and not second:
        raise RuleBroken(
            f"the family was in pre-proceedings from {words_of_day(before.since)}; "
            "a second period needs a referral with that purpose: make one, and record the panel's decision on it"
        )
    if second and not before:
        raise RuleBroken("there was no first period of pre-proceedings; refer the family for a decision on threshold")


def period_before(matter: LegalMatter) -> Period | None:
    """The last period, unless proceedings have been concluded since: what comes after them begins afresh."""
    found = periods(matter)
    concluded = matter.latest(ProceedingsConcluded)
    return None if not found or (concluded and concluded.occurred_on >= found[-1].since) else found[-1]


def _purpose(matter: LegalMatter, decision: GatewayDecisionMade) -> ReferralPurpose | None:
    """For what the family was referred when the panel decided."""
    referrals = (each for each in matter.every(ReferredToLegalGateway) if each.referral_id == decision.referral_id)
    return next((each.purpose for each in referrals), None)


def _extend(matter: LegalMatter, decision: GatewayDecisionMade, terms: Terms) -> PreProceedingsExtended:
    """Give the open period a new day, for a purpose that the policy knows.

    Where it goes past a day by which the policy wants pre-proceedings concluded, an exception report is there first.
    """
    on, until = decision.occurred_on, terms.until
    started, period = matter.in_pre_proceedings(on), periods(matter)[-1]
    _check_purpose(matter, terms.purpose)
    if until is None:
        raise RuleBroken("an extension needs the day until which pre-proceedings go on; add it")
    if until <= max(on, period.until or on):
        raise RuleBroken(
            f"{words_of_day(until)} is no extension: pre-proceedings last until "
            f"{words_of_day(period.until or on)}; name a later day"
        )
    if longest := weeks.longest(matter, on, until):
        raise RuleBroken(
            f"pre-proceedings must end by {words_of_day(longest.due_on)} ({longest.source}); "
            "name an earlier day, step down, or issue"
        )
    passed = weeks.passed(matter, on, until)
    if passed and not _reported(matter, period):
        raise RuleBroken(
            f"{words_of_day(until)} is past {words_of_day(passed.due_on)}, by when pre-proceedings should be concluded "
            f"({passed.source}); record the exception report first"
        )
    about = matter.about(on)
    return PreProceedingsExtended(
        **about, period=started.period, until=until, purpose=terms.purpose, note_id=decision.note_id
    )


def _reported(matter: LegalMatter, period: Period) -> bool:
    """Whether an exception report was made for the next extension: since the last one, or since the period began."""
    reports = [report.occurred_on for report in matter.every(ExceptionReportMade)]
    if period.extensions:
        return any(on > period.extensions[-1].occurred_on for on in reports)
    return any(on >= period.since for on in reports)


def _check_purpose(matter: LegalMatter, purpose: Code | None) -> None:
    known = {item.code: item.words for item in matter.law.items("extension_purposes")}
    listed = "; ".join(f"{code} ({words})" for code, words in known.items())
    if purpose is None:
        raise RuleBroken(f"an extension needs a purpose; name one{f' of: {listed}' if known else ''}")
    if known and purpose not in known:
        near = get_close_matches(purpose, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"name one of: {listed}"
        raise RuleBroken(f"{purpose} is no purpose of an extension here; {hint}")


def _step_down(matter: LegalMatter, decision: GatewayDecisionMade, to: StepDownTo) -> PreProceedingsEnded:
    """End the open period because things are better, once all that was agreed is there.

    A child protection plan follows; a child in need plan is the exception.
    """
    started = matter.in_pre_proceedings(decision.occurred_on)
    if missing := list(plan.missing_to_conclude(matter)):
        raise RuleBroken(f"pre-proceedings cannot be concluded; still missing: {'; '.join(missing)}")
    return PreProceedingsEnded(
        **matter.about(decision.occurred_on),
        period=started.period,
        outcome=PreProceedingsOutcome.STEP_DOWN,
        step_down_to=to,
    )

"""What follows from a decision of the panel: pre-proceedings begin, go on for longer, or end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.timetable import care_proceedings_since
from services.gateway.pre_proceedings.domain import pre_proceedings_period as period_rules
from services.gateway.pre_proceedings.domain import pre_proceedings_weeks as weeks
from services.gateway.pre_proceedings.domain.pre_proceedings_period import period_before, periods
from services.gateway.pre_proceedings.domain.pre_proceedings_plan import must_be_ready_to_conclude
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
    ProceedingsIssued,
    ReferredToLegalGateway,
)
from shared.grounds import Ground, Grounds, by_the_day, ruled
from shared.identifiers import Code

EXTENDS_AN_ORDER = ReferralPurpose.SUPERVISION_ORDER_EXTENSION


@dataclass(frozen=True)
class Terms:
    """What the panel lays down about pre-proceedings: until when they go on and for what, or what follows them."""

    until: date | None = None
    purpose: Code | None = None
    step_down_to: StepDownTo = StepDownTo.CHILD_PROTECTION_PLAN


NO_TERMS = Terms()


def follows(matter: LegalMatter, decision: GatewayDecisionMade, terms: Terms = NO_TERMS) -> tuple[Event, ...]:
    """What a decision of the panel does to pre-proceedings; `matter` does not know the decision yet.

    The panel's reasons are the decision's note. Raises RuleBroken where the decision lacks what it rests on.
    """
    decided: LegalMatter = matter.apply(decision)
    match decision.outcome:
        case GatewayOutcome.PRE_PROCEEDINGS:
            return (_start(decided, decision, terms.until or decision.review_on),)
        case GatewayOutcome.EXTENSION if (
            purpose_of(matter, decision) is not ReferralPurpose.SUPERVISION_ORDER_EXTENSION
        ):
            return (_extend(decided, decision, replace(terms, until=terms.until or decision.review_on)),)
        case GatewayOutcome.STEP_DOWN if matter.pre_proceedings:
            return (_step_down(decided, decision, terms.step_down_to),)
        case _:
            return ()


def _start(matter: LegalMatter, decision: GatewayDecisionMade, until: date | None) -> PreProceedingsStarted:
    second = purpose_of(matter, decision) is ReferralPurpose.SECOND_PERIOD
    started = PreProceedingsStarted(**matter.about(decision.occurred_on), period=2 if second else 1, until=until)
    return GROUNDS.must_stand(matter, started)


def _must_come_before_proceedings(matter: LegalMatter, _started: PreProceedingsStarted) -> None:
    if applied_on := care_proceedings_since(matter):
        raise RuleBroken(
            f"care or supervision proceedings are open since {words_of_day(applied_on)}, and pre-proceedings come "
            "before them; decide otherwise, or record how the proceedings concluded first"
        )


def _must_follow_others(matter: LegalMatter, started: PreProceedingsStarted) -> None:
    """Refuse pre-proceedings while others are open, or before those ended."""
    if matter.pre_proceedings:
        raise RuleBroken(
            f"the child is in pre-proceedings since {words_of_day(matter.pre_proceedings.occurred_on)}; "
            "the panel extends or ends them, and does not begin them again"
        )
    last = matter.latest(PreProceedingsEnded)
    if last and started.occurred_on < last.occurred_on:
        raise RuleBroken(
            f"earlier pre-proceedings ended on {words_of_day(last.occurred_on)}; check the day of the decision"
        )


def _must_be_of_its_number(matter: LegalMatter, started: PreProceedingsStarted) -> None:
    before, second = period_before(matter), started.period != 1
    if before and not second:
        raise RuleBroken(
            f"the family was in pre-proceedings from {words_of_day(before.since)}; "
            "a second period needs a referral with that purpose: make one, and record the panel's decision on it"
        )
    if second and not before:
        raise RuleBroken("there was no first period of pre-proceedings; refer the family for a decision on threshold")


def _must_end_in_time(matter: LegalMatter, started: PreProceedingsStarted) -> None:
    """Refuse a day past that to which the policy lets pre-proceedings last that are not extended."""
    past = weeks.longest_at_first(matter, started, started.until) if started.until else None
    if started.until and past:
        raise RuleBroken(
            f"{words_of_day(started.until)} is past {words_of_day(past.due_on)}, the last day for pre-proceedings "
            f"that are not extended ({past.source}); name an earlier day"
        )


def purpose_of(matter: LegalMatter, decision: GatewayDecisionMade) -> ReferralPurpose | None:
    """For what the family was referred when the panel decided."""
    referrals = (each for each in matter.every(ReferredToLegalGateway) if each.referral_id == decision.referral_id)
    return next((each.purpose for each in referrals), None)


def _extend(matter: LegalMatter, decision: GatewayDecisionMade, terms: Terms) -> PreProceedingsExtended:
    """Give the open period a new day, for a purpose that the policy knows."""
    on, until = decision.occurred_on, terms.until
    started = matter.in_pre_proceedings(on)
    _check_purpose(matter, terms.purpose)
    if until is None:
        raise RuleBroken("an extension needs the day until which pre-proceedings go on; add it")
    extended = PreProceedingsExtended(
        **matter.about(on), period=started.period, until=until, purpose=terms.purpose, note_id=decision.note_id
    )
    return GROUNDS.must_stand(matter, extended)


def _must_extend_lawfully(matter: LegalMatter, extended: PreProceedingsExtended) -> None:
    """Refuse a day that is no later one, or past that to which the policy lets pre-proceedings last at all."""
    on, until = extended.occurred_on, extended.until
    matter.in_pre_proceedings(on)
    period = periods(matter)[-1]
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


def _must_be_reported(matter: LegalMatter, extended: PreProceedingsExtended) -> None:
    """Refuse more time past a day by which the policy wants pre-proceedings concluded, without an exception report."""
    matter.in_pre_proceedings()
    passed = weeks.passed(matter, extended.occurred_on, extended.until)
    if passed and not _reported(matter):
        raise RuleBroken(
            f"{words_of_day(extended.until)} is past {words_of_day(passed.due_on)}, by when pre-proceedings should be "
            f"concluded ({passed.source}); record the exception report first"
        )


def _reported(matter: LegalMatter) -> bool:
    """Whether an exception report was made for the next extension: since the last one, or since the period began."""
    period = periods(matter)[-1]
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
    ended = PreProceedingsEnded(
        **matter.about(decision.occurred_on),
        period=matter.in_pre_proceedings(decision.occurred_on).period,
        outcome=PreProceedingsOutcome.STEP_DOWN,
        step_down_to=to,
    )
    return GROUNDS.must_stand(matter, ended)


def _decided(outcome: GatewayOutcome) -> Callable[[LegalMatter, Event], bool]:
    """Whether the panel decided so on the same day."""

    def decided(matter: LegalMatter, event: Event) -> bool:
        decisions = matter.every(GatewayDecisionMade)
        return any(each.outcome is outcome and each.occurred_on == event.occurred_on for each in decisions)

    return decided


def _steps_down(ended: PreProceedingsEnded) -> bool:
    return ended.outcome is PreProceedingsOutcome.STEP_DOWN


def _goes_to_court(ended: PreProceedingsEnded) -> bool:
    return not _steps_down(ended)


GROUNDS = Grounds[LegalMatter](
    (
        Ground((PreProceedingsStarted,), _decided(GatewayOutcome.PRE_PROCEEDINGS), "the panel's decision of that day"),
        ruled(
            (PreProceedingsStarted,),
            _must_come_before_proceedings,
            "the end of the care proceedings before",
            in_turn=True,
        ),
        ruled((PreProceedingsStarted,), _must_follow_others, "the end of the pre-proceedings before", in_turn=True),
        ruled(
            (PreProceedingsStarted,),
            _must_be_of_its_number,
            "the first period, or a referral for a second",
            in_turn=True,
        ),
        ruled(
            (PreProceedingsStarted,), _must_end_in_time, "a day within the weeks of the policy: {refusal}", in_turn=True
        ),
        Ground(
            (PreProceedingsExtended,),
            _decided(GatewayOutcome.EXTENSION),
            "the panel's decision of that day to extend",
        ),
        Ground(
            (PreProceedingsEnded,),
            _decided(GatewayOutcome.STEP_DOWN),
            "the panel's decision of that day to step down, or proceedings",
            only=_steps_down,
        ),
        Ground(
            (PreProceedingsEnded,),
            by_the_day(ProceedingsIssued),
            "the panel's decision of that day to step down, or proceedings",
            only=_goes_to_court,
        ),
        *period_rules.GROUNDS.table,
        ruled(
            (PreProceedingsExtended,),
            _must_extend_lawfully,
            "a day within the weeks of the policy: {refusal}",
            in_turn=True,
        ),
        ruled((PreProceedingsExtended,), _must_be_reported, "the exception report", in_turn=True),
        ruled(
            (PreProceedingsEnded,),
            must_be_ready_to_conclude,
            "the plan and the assessments on which pre-proceedings are concluded",
            only=_steps_down,
            in_turn=True,
        ),
    )
)

"""The weeks of pre-proceedings: which days the authority's policy sets for their end, reckoned by its own rules."""

from collections.abc import Iterable
from datetime import date, timedelta

from services.gateway.child.domain.matter import LegalMatter
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome, PreProceedingsOutcome
from shared.events.gateway import (
    ExceptionReportMade,
    GatewayDecisionMade,
    ImmediateIssueLetterDelivered,
    LegalPlanningMeetingHeld,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsReviewed,
    PreProceedingsStarted,
)
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation
from shared.policy.reckoning.policy import Duty, Policy

# Longer than any policy lets pre-proceedings last: what would be due if the panel extended them without an end.
WITHOUT_END = timedelta(weeks=520)
ENDED = {"outcome": PreProceedingsOutcome.STEP_DOWN}
EXTENDED = {"outcome": GatewayOutcome.EXTENSION}
STEPS = frozenset(
    step.__name__
    for step in (
        PreProceedingsLetterDrafted,
        PreProceedingsLetterSent,
        ImmediateIssueLetterDelivered,
        LegalPlanningMeetingHeld,
        PreProceedingsMeetingHeld,
        PreProceedingsReviewed,
        ExceptionReportMade,
    )
)


def points(matter: LegalMatter, today: date) -> list[Obligation]:
    """The days that the policy sets for the last period, the earliest first: its review, its end, its longest end."""
    return _reckoned(matter, today, {duty.rule_id for duty in matter.law.duties if _met_by_end(duty)})


def points_if_extended(matter: LegalMatter, today: date) -> list[Obligation]:
    """The points that come with an extension and are not there yet."""
    there = {point.rule_id for point in points(matter, today)}
    extended = _extended(matter, today, today + WITHOUT_END)
    return [point for point in points(extended, today) if point.rule_id not in there]


def passed(matter: LegalMatter, on: date, until: date) -> Obligation | None:
    """The first day by which the policy wants these pre-proceedings concluded that an extension would go past."""
    found = _reckoned(matter, on, _concluding(matter.law))
    return next((point for point in found if point.due_on and point.due_on < until), None)


def longest(matter: LegalMatter, on: date, until: date) -> Obligation | None:
    """The first day for their end that an extension neither moves nor puts aside: no extension goes past it."""
    found = _reckoned(_extended(matter, on, until), on, _concluding(matter.law))
    return next((point for point in found if point.due_on and not point.ended_on and point.due_on < until), None)


def longest_at_first(matter: LegalMatter, started: PreProceedingsStarted, until: date) -> Obligation | None:
    """The first day for their end, of pre-proceedings that begin so, past which only an extension goes."""
    on, later = started.occurred_on, started.occurred_on + timedelta(days=1)
    begun: LegalMatter = matter.apply(started)
    extended = _reckoned(_extended(begun, later, until), later, _concluding(matter.law))
    aims = {point.rule_id for point in extended if point.ended_on}  # what an extension puts aside is no limit
    found = _reckoned(begun, on, _concluding(matter.law) - aims)
    return next((point for point in found if point.due_on and point.due_on < until), None)


def steps_due(matter: LegalMatter, today: date) -> list[Obligation]:
    """What the policy sets a day for since the last period began and a step meets: letters, meetings, reviews."""
    steps = {duty.rule_id for duty in matter.law.duties if any(one.type in STEPS for one in duty.met_by)}
    return _reckoned(matter, today, steps)


def _concluding(policy: Policy) -> set[str]:
    """The rules that nothing but an end of pre-proceedings meets, least of all a decision to extend them."""
    extension = Fact.named("", GatewayDecisionMade, date.min, fields=EXTENDED)
    return {
        duty.rule_id
        for duty in policy.duties
        if _met_by_end(duty) and not any(one.type == extension.type and one.fits(extension) for one in duty.met_by)
    }


def _met_by_end(duty: Duty) -> bool:
    end = Fact.named("", PreProceedingsEnded, date.min, fields=ENDED)
    return any(one.type == end.type and one.fits(end) for one in duty.met_by)


def _reckoned(matter: LegalMatter, today: date, rules: set[str]) -> list[Obligation]:
    """What these rules make due since the last period began, the earliest first."""
    started = matter.latest(PreProceedingsStarted)
    since = started.occurred_on if started else date.min
    found = obligations(_facts(matter.known), matter.law, today)
    return sorted(
        (one for one in found if one.rule_id in rules and one.due_on and one.started_on >= since),
        key=lambda one: (one.due_on or date.max, one.rule_id),
    )


def _facts(events: Iterable[Event]) -> list[Fact]:
    """These events as the engine reads them; their places stand for their ids."""
    return [Fact.of(event, f"{place:06}") for place, event in enumerate(events)]


def _extended(matter: LegalMatter, on: date, until: date) -> LegalMatter:
    """The matter as it would be with an extension."""
    period = matter.in_pre_proceedings().period
    extension = PreProceedingsExtended(**matter.about(on), period=period, until=until)
    applied: LegalMatter = matter.apply(extension)
    return applied

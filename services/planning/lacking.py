"""What has lost its ground: an entry that stood on another one, once that was corrected or voided."""

from collections.abc import Callable
from typing import Any

from services.planning.care.domain.care import ORDER_OF_BASIS, in_care
from services.planning.care.domain.legal_basis import care_goes_on, is_a_change, rests_on_no_order
from services.planning.child.domain import PermanenceCase
from shared.events.base import Event
from shared.events.gateway import ProceedingsIssued
from shared.events.planning import (
    AdoptionDecisionMade,
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    ChildPermanenceReportCompleted,
    FinalCarePlanningMeetingHeld,
    LegalBasisChanged,
    PlacementStarted,
    PlanningMeetingHeld,
    ReturnHomeApproved,
    ReviewHeld,
)

There = Callable[[PermanenceCase, Any], bool]


def lacks(case: PermanenceCase, event: Event) -> str | None:
    """Which ground an entry lacks that it had when it was recorded; None where nothing is wrong with it."""
    if not case.registered:
        return "the child's registration with the Legal Gateway"
    return next(
        (ground for kinds, there, ground in GROUNDS if isinstance(event, kinds) and not there(case, event)), None
    )


def _has_order(case: PermanenceCase, event: BecameLookedAfter) -> bool:
    order = ORDER_OF_BASIS.get(event.legal_basis)
    return order is None or case.by(order, event.occurred_on)


def _in_care(case: PermanenceCase, event: Event) -> bool:
    return in_care(case, event.occurred_on) is not None


def _may_be_planned_for(case: PermanenceCase, event: Event) -> bool:
    return case.legal_action_agreed_by(event.occurred_on) or _in_care(case, event)


def _by(kind: type[Event]) -> There:
    """Such a thing had happened by the day."""
    return lambda case, event: case.by(kind, event.occurred_on)


GROUNDS: tuple[tuple[tuple[type[Event], ...], There, str], ...] = (
    ((BecameLookedAfter,), _has_order, "the order that was its legal basis"),
    (
        (CeasedToBeLookedAfter, PlacementStarted, ReturnHomeApproved, ReviewHeld),
        _in_care,
        "that the child was looked after on that day",
    ),
    ((LegalBasisChanged,), care_goes_on, "that the child was looked after at the end of that day"),
    ((LegalBasisChanged,), rests_on_no_order, "a ground that is no order of the court"),
    ((LegalBasisChanged,), is_a_change, "another ground until that day"),
    ((PlanningMeetingHeld,), _may_be_planned_for, "legal action agreed by the Legal Gateway, or care, by that day"),
    ((FinalCarePlanningMeetingHeld,), _by(ProceedingsIssued), "proceedings that were issued"),
    ((AdoptionDecisionMade,), _by(ChildPermanenceReportCompleted), "the child permanence report"),
)

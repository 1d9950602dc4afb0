"""Outcomes: in what proceedings conclude, once every order that they ended in is recorded."""

from collections.abc import Callable

import pytest

from services.gateway.court.domain import proceedings
from shared.errors import RuleBroken
from shared.events.codes.gateway import ProceedingsOutcome
from shared.events.gateway import (
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    OrderGranted,
    PlacementOrderGranted,
    ProceedingsConcluded,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from tests.gateway.court import Child, day, in_care, to_be_discharged


def conclude(child: Child, on: str, outcome: ProceedingsOutcome) -> None:
    child.then(proceedings.conclude(child.matter, day(on), outcome))


def concluded(outcome: ProceedingsOutcome, *orders: type[OrderGranted]) -> Child:
    child = Child().before_the_court().asked_to_be_placed()
    for order in orders:
        child.granted(order, "2026-06-22")
    conclude(child, "2026-06-22", outcome)
    return child


@pytest.mark.parametrize(
    ("outcome", "orders"),
    [
        (ProceedingsOutcome.PLACEMENT_ORDER, (PlacementOrderGranted,)),
        (ProceedingsOutcome.CARE_AND_PLACEMENT_ORDER, (CareOrderGranted, PlacementOrderGranted)),
        (
            ProceedingsOutcome.SPECIAL_GUARDIANSHIP_AND_SUPERVISION_ORDER,
            (SpecialGuardianshipOrderGranted, SupervisionOrderGranted),
        ),
        (
            ProceedingsOutcome.CHILD_ARRANGEMENTS_AND_SUPERVISION_ORDER,
            (ChildArrangementsOrderGranted, SupervisionOrderGranted),
        ),
        (ProceedingsOutcome.APPLICATION_REFUSED, ()),
    ],
)
def test_proceedings_conclude_in_what_the_court_ordered(
    outcome: ProceedingsOutcome, orders: tuple[type[OrderGranted], ...]
) -> None:
    assert concluded(outcome, *orders).matter.every(ProceedingsConcluded)[-1].outcome is outcome


def test_proceedings_that_are_withdrawn_leave_an_order_of_private_law() -> None:
    child = concluded(ProceedingsOutcome.WITHDRAWN, ChildArrangementsOrderGranted)
    assert child.matter.every(ProceedingsConcluded)[-1].outcome is ProceedingsOutcome.WITHDRAWN


def test_proceedings_conclude_in_the_discharge_of_the_order() -> None:
    child = to_be_discharged()
    (order,) = child.matter.every(CareOrderGranted)
    child.ended(order, "2027-03-01")
    conclude(child, "2027-03-01", ProceedingsOutcome.DISCHARGE_GRANTED)
    assert child.matter.proceedings is None


def test_a_supervision_order_in_the_place_of_the_care_order_discharges_it() -> None:
    child = to_be_discharged()
    child.granted(SupervisionOrderGranted, "2027-03-01")
    conclude(child, "2027-03-01", ProceedingsOutcome.DISCHARGE_GRANTED)
    assert child.comes("2027-03-01") == [("CareOrder", "2027-03-01", "superseded")]


REFUSALS: dict[str, Callable[[], object]] = {
    "no care order is recorded in these proceedings; record the order first": lambda: conclude(
        Child().before_the_court(), "2026-06-22", ProceedingsOutcome.CARE_ORDER
    ),
    "no placement order is recorded in these proceedings": lambda: conclude(
        in_care(), "2026-06-22", ProceedingsOutcome.CARE_AND_PLACEMENT_ORDER
    ),
    "no supervision order is recorded in these proceedings": lambda: concluded(
        ProceedingsOutcome.SPECIAL_GUARDIANSHIP_AND_SUPERVISION_ORDER, SpecialGuardianshipOrderGranted
    ),
    "a care order of 22 June 2026 is recorded in these proceedings; conclude them in that order, or have it voided": (
        lambda: conclude(in_care(), "2026-06-22", ProceedingsOutcome.NO_ORDER)
    ),
    "a placement order of 22 June 2026 is recorded in these proceedings": lambda: concluded(
        ProceedingsOutcome.WITHDRAWN, PlacementOrderGranted
    ),
    "no order is recorded as discharged in these proceedings; record its discharge first": lambda: conclude(
        to_be_discharged(), "2027-03-01", ProceedingsOutcome.DISCHARGE_GRANTED
    ),
}


@pytest.mark.parametrize("says", REFUSALS)
def test_a_refusal_says_what_to_do(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()

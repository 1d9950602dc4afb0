"""Outcomes: what must be on record before proceedings conclude in an outcome."""

from datetime import date

from services.gateway.domain.timetable import Proceedings
from shared.errors import RuleBroken
from shared.events.codes import OrderEnd, ProceedingsOutcome
from shared.events.gateway import (
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.policy.words import words_of_event

# The orders that an outcome speaks of.
ORDERS_OF_OUTCOME: dict[ProceedingsOutcome, tuple[type[OrderGranted], ...]] = {
    ProceedingsOutcome.CARE_ORDER: (CareOrderGranted,),
    ProceedingsOutcome.PLACEMENT_ORDER: (PlacementOrderGranted,),
    ProceedingsOutcome.CARE_AND_PLACEMENT_ORDER: (CareOrderGranted, PlacementOrderGranted),
    ProceedingsOutcome.SUPERVISION_ORDER: (SupervisionOrderGranted,),
    ProceedingsOutcome.SPECIAL_GUARDIANSHIP_ORDER: (SpecialGuardianshipOrderGranted,),
    ProceedingsOutcome.SPECIAL_GUARDIANSHIP_AND_SUPERVISION_ORDER: (
        SpecialGuardianshipOrderGranted,
        SupervisionOrderGranted,
    ),
    ProceedingsOutcome.CHILD_ARRANGEMENTS_ORDER: (ChildArrangementsOrderGranted,),
    ProceedingsOutcome.CHILD_ARRANGEMENTS_AND_SUPERVISION_ORDER: (
        ChildArrangementsOrderGranted,
        SupervisionOrderGranted,
    ),
}


def must_be_recorded(running: Proceedings, on: date, outcome: ProceedingsOutcome) -> None:
    """Refuse an outcome before every order that it speaks of, or the discharge, is recorded in the proceedings."""
    for order in ORDERS_OF_OUTCOME.get(outcome, ()):
        if not any(each.occurred_on <= on for each in running.during(order)):
            words = words_of_event(order.__name__.removesuffix("Granted"))
            raise RuleBroken(f"no {words} is recorded in these proceedings; record the order first")
    if outcome is ProceedingsOutcome.DISCHARGE_GRANTED and not any(
        each.reason is OrderEnd.DISCHARGED and each.occurred_on <= on for each in running.during(OrderEnded)
    ):
        raise RuleBroken("no order is recorded as discharged in these proceedings; record its discharge first")

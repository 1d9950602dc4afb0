"""Outcomes: what must be on record before proceedings conclude in an outcome."""

from datetime import date

from services.gateway.court.domain.timetable import Proceedings
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.gateway import OrderEnd, ProceedingsOutcome
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

# The court makes these on the authority's applications alone (Children Act 1989 s.31; Adoption and Children Act 2002
# s.21), so that proceedings in which it made one did not end without an order.
WITHOUT_ORDER = frozenset({ProceedingsOutcome.NO_ORDER, ProceedingsOutcome.WITHDRAWN})
ON_APPLICATION = (CareOrderGranted, SupervisionOrderGranted, PlacementOrderGranted)


def must_be_recorded(running: Proceedings, on: date, outcome: ProceedingsOutcome) -> None:
    """Refuse an outcome before all that it speaks of is recorded in the proceedings, or one that says there is none."""
    for order in ORDERS_OF_OUTCOME.get(outcome, ()):
        if not any(each.occurred_on <= on for each in running.during(order)):
            raise RuleBroken(f"no {_words(order)} is recorded in these proceedings; record the order first")
    made = [each for each in running.during(*ON_APPLICATION) if each.occurred_on <= on]
    if outcome in WITHOUT_ORDER and made:
        raise RuleBroken(
            f"a {_words(type(made[-1]))} of {words_of_day(made[-1].occurred_on)} is recorded in these proceedings; "
            "conclude them in that order, or have it voided if it was not made"
        )
    discharged = [each for each in running.during(OrderEnded) if each.reason is OrderEnd.DISCHARGED]
    # A supervision order that takes the place of a care order discharges it (Children Act 1989 s.39(4)).
    if outcome is ProceedingsOutcome.DISCHARGE_GRANTED and not any(
        each.occurred_on <= on for each in (*discharged, *running.during(SupervisionOrderGranted))
    ):
        raise RuleBroken("no order is recorded as discharged in these proceedings; record its discharge first")


def _words(order: type[OrderGranted]) -> str:
    return words_of_event(order.__name__.removesuffix("Granted"))

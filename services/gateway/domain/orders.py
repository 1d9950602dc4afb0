"""Orders: which order the court made, on which ground, and which orders it ends."""

from datetime import date

from services.gateway.domain.matter import LegalMatter
from shared.errors import RuleBroken
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    InterimCareOrderGranted,
    OrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.identifiers import OrderId

# An order that ends others: special guardianship and live-with orders discharge a care order (Children Act 1989 s.91);
# an adoption order ends them all (Adoption and Children Act 2002 s.46).
FINAL_ORDERS: tuple[type[OrderGranted], ...] = (
    AdoptionOrderGranted,
    SpecialGuardianshipOrderGranted,
    ChildArrangementsOrderGranted,
)
CARE_ORDERS: tuple[type[OrderGranted], ...] = (InterimCareOrderGranted, CareOrderGranted)
ORDERS_IN_PROCEEDINGS: tuple[type[OrderGranted], ...] = (*CARE_ORDERS, SupervisionOrderGranted)


def grant(
    matter: LegalMatter, order: type[OrderGranted], order_id: OrderId, on: date, until: date | None
) -> OrderGranted:
    """Record that the court made an order, where its ground is there."""
    if matter.latest(AdoptionOrderGranted):
        raise RuleBroken("the child is adopted, and no order about the authority's care can follow; check the child")
    if issubclass(order, ORDERS_IN_PROCEEDINGS):
        matter.in_proceedings()
    if order is PlacementOrderGranted and not matter.should_be_placed:
        raise RuleBroken(
            "a placement order needs a should-be-placed decision first; record the decision maker's decision"
        )
    if order is AdoptionOrderGranted and not stands(matter, PlacementOrderGranted):
        raise RuleBroken("an adoption order needs a placement order here; record the placement order first")
    return order(**matter.about(on), order_id=order_id, until=until)


def stands(matter: LegalMatter, order: type[OrderGranted]) -> bool:
    """Whether such an order was made and no later one ended it."""
    in_force: list[OrderGranted] = []
    for granted in matter.every(OrderGranted):
        in_force = [granted] if isinstance(granted, FINAL_ORDERS) else [*in_force, granted]
    return any(isinstance(granted, order) for granted in in_force)

"""Commands that record orders of the court."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import in_proceedings, order_ends, orders
from shared.events.codes.gateway import ContactScope, OrderCondition, OrderEnd
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    LeaveToShareProfileGranted,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.identifiers import OrderId, new_id
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class OrderKind(StrEnum):
    """Which order the court made."""

    EMERGENCY_PROTECTION = "emergency_protection"
    INTERIM_CARE = "interim_care"
    CARE = "care"
    INTERIM_SUPERVISION = "interim_supervision"
    SUPERVISION = "supervision"
    PLACEMENT = "placement"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CHILD_ARRANGEMENTS = "child_arrangements"
    ADOPTION = "adoption"


ORDERS: dict[OrderKind, type[OrderGranted]] = {
    OrderKind.EMERGENCY_PROTECTION: EmergencyProtectionOrderGranted,
    OrderKind.INTERIM_CARE: InterimCareOrderGranted,
    OrderKind.CARE: CareOrderGranted,
    OrderKind.INTERIM_SUPERVISION: InterimSupervisionOrderGranted,
    OrderKind.SUPERVISION: SupervisionOrderGranted,
    OrderKind.PLACEMENT: PlacementOrderGranted,
    OrderKind.SPECIAL_GUARDIANSHIP: SpecialGuardianshipOrderGranted,
    OrderKind.CHILD_ARRANGEMENTS: ChildArrangementsOrderGranted,
    OrderKind.ADOPTION: AdoptionOrderGranted,
}


class RecordOrder(Command):
    """The court made an order."""

    order: OrderKind
    until: date | None = Field(None, description="its last day, where the court set one")
    conditions: tuple[OrderCondition, ...] = ()
    scope: ContactScope | None = Field(None, description="of a child arrangements order; live_with unless said")
    extends: OrderId | None = Field(None, description="the order that this one extends")
    leave_to_share_profile: bool = False
    consent_dispensed_with: bool = Field(
        default=False,
        description="the court dispensed with a parent's consent to adoption (2002 Act s.52(1))",
    )


@ROUTES.post("/children/{child_id}/orders")
def record_order(matter: LegalMatter, command: RecordOrder) -> OrderGranted:
    """Record an order of the court. The orders that it ends are told as ended in the answer, too."""
    terms = orders.Terms(
        until=command.until,
        conditions=command.conditions,
        scope=command.scope,
        extends=command.extends,
        leave_to_share_profile=command.leave_to_share_profile,
        consent_dispensed_with=command.consent_dispensed_with,
    )
    return orders.grant(matter, ORDERS[command.order], OrderId(new_id()), command.on, terms=terms)


class EndOrder(Command):
    """The court discharged or revoked an order."""

    order_id: OrderId
    reason: Literal[OrderEnd.DISCHARGED, OrderEnd.REVOKED]


@ROUTES.post("/children/{child_id}/orders/ended")
def end_order(matter: LegalMatter, command: EndOrder) -> OrderEnded:
    """Record that the court took an order back. One that runs out, or gives way to another, ends by itself."""
    return order_ends.end(matter, command.order_id, command.on, command.reason)


class GiveLeave(Command):
    """The court gave leave to share the child's profile."""

    photographs: bool = False


@ROUTES.post("/children/{child_id}/leave-to-share-profile")
def record_leave_to_share_profile(matter: LegalMatter, command: GiveLeave) -> LeaveToShareProfileGranted:
    """Record the court's leave to share the child's profile before a placement order."""
    return in_proceedings.give_leave(matter, command.on, photographs=command.photographs)

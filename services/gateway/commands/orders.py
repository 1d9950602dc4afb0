"""Commands that record orders of the court."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.gateway.domain import orders
from services.gateway.domain.matter import LegalMatter
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
from shared.identifiers import OrderId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command


class OrderKind(StrEnum):
    """Which order the court made."""

    INTERIM_CARE = "interim_care"
    CARE = "care"
    SUPERVISION = "supervision"
    PLACEMENT = "placement"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CHILD_ARRANGEMENTS = "child_arrangements"
    ADOPTION = "adoption"


ORDERS: dict[OrderKind, type[OrderGranted]] = {
    OrderKind.INTERIM_CARE: InterimCareOrderGranted,
    OrderKind.CARE: CareOrderGranted,
    OrderKind.SUPERVISION: SupervisionOrderGranted,
    OrderKind.PLACEMENT: PlacementOrderGranted,
    OrderKind.SPECIAL_GUARDIANSHIP: SpecialGuardianshipOrderGranted,
    OrderKind.CHILD_ARRANGEMENTS: ChildArrangementsOrderGranted,
    OrderKind.ADOPTION: AdoptionOrderGranted,
}


class RecordOrder(Command):
    """The court made an order."""

    order: OrderKind
    until: date | None = None


async def record_order(child: UUID, command: RecordOrder, work: UnitOfWork) -> None:
    """Record an order of the court."""
    matter = await work.load(LegalMatter, child)
    work.record(orders.grant(matter, ORDERS[command.order], OrderId(new_id()), command.on, command.until))

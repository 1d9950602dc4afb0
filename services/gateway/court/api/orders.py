"""Orders of the court, the child's legal status, and supervision orders over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.read_model.matters import legal_matter
from services.gateway.court.commands import orders, supervision
from services.gateway.court.read_model import legal_status
from services.gateway.court.read_model import supervision as supervisions
from services.gateway.court.read_model.legal_status import LegalStatusAsRead
from services.gateway.court.read_model.orders import OrderShown, ending, orders_of_child
from services.gateway.court.read_model.supervision import SupervisionAsRead
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking, Reading, Today
from shared.written_days import Day

ORDERS = APIRouter(tags=["orders"])
CHILD = "/children/{child_id}"
SUPERVISION = f"{CHILD}/supervision"

add_commands(ORDERS, (*orders.ROUTES, *supervision.ROUTES))

READS = performs("read_legal_matter")


@ORDERS.get(f"{CHILD}/orders", dependencies=[READS], responses=problem_responses(401, 403, 404, 422))
async def read_orders(child_id: UUID, reading: Reading, today: Today) -> list[OrderShown]:
    """Every order about the child, by day, and how each stands."""
    await legal_matter(reading, child_id)
    return [OrderShown.on(row, today) for row in await orders_of_child(reading, child_id)]


@ORDERS.get("/orders", dependencies=[READS], responses=problem_responses(401, 403, 422))
async def list_orders_ending(
    reading: Reading,
    today: Today,
    ending_before: Day,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[OrderShown]:
    """Orders in force that you may see and that end before a day, the first to end first."""
    return [OrderShown.on(row, today) for row in await ending(reading, today, ending_before, limit)]


@ORDERS.get(f"{CHILD}/legal-status", dependencies=[READS], responses=problem_responses(401, 403, 404, 422))
async def read_legal_status(child_id: UUID, looking: Looking) -> LegalStatusAsRead:
    """The child's legal status from the first day on record, with its codes, and what does not agree on the record."""
    return legal_status.shown(await look(looking, LegalMatter, child_id), looking.today)


@ORDERS.get(SUPERVISION, dependencies=[READS], responses=problem_responses(401, 403, 404, 422))
async def read_supervision(child_id: UUID, looking: Looking) -> list[SupervisionAsRead]:
    """What was done under each supervision order of the child."""
    return supervisions.shown(await look(looking, LegalMatter, child_id), looking.today)

"""The panel's decisions over HTTP: what it decided and asked for, its minutes, and what did not go to it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.gateway.panel.commands import decisions
from services.gateway.panel.read_model.decisions import (
    GatewayActionRow,
    GatewayDecisionRow,
    decisions_of,
    director_notices,
    open_actions,
)
from shared.auth.actions import performs
from shared.events.codes.roles import Role
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Reading

DECISIONS = APIRouter(tags=["decisions of the panel"])
CHILD = "/children/{child_id}"
Limit = Annotated[int, Query(ge=1, le=500)]

add_commands(DECISIONS, decisions.ROUTES)


@DECISIONS.get(
    f"{CHILD}/decisions", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422)
)
async def list_decisions(child_id: UUID, reading: Reading) -> list[GatewayDecisionRow]:
    """What the panel decided for a child, the last first."""
    return list(await decisions_of(reading, child_id))


@DECISIONS.get("/actions", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422))
async def list_open_actions(
    reading: Reading, limit: Limit = 100, owner: Role | None = None, child: UUID | None = None
) -> list[GatewayActionRow]:
    """What the panel asked for and is still open, the first due first; of one role or one child where it is given."""
    return list(await open_actions(reading, limit, owner=owner, child=child))


@DECISIONS.get(
    "/director/notices", dependencies=[performs("read_director_notices")], responses=problem_responses(401, 403, 422)
)
async def list_director_notices(reading: Reading, limit: Limit = 100) -> list[GatewayDecisionRow]:
    """The decisions to start proceedings, and the exception reports, of which the Director was told, the last first."""
    return list(await director_notices(reading, limit))

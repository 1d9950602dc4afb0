"""The panel's decisions over HTTP: what it decided and asked for, its minutes, and what did not go to it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.gateway.panel.commands import decisions
from services.gateway.panel.forms import choices as panel_choices
from services.gateway.panel.forms import warnings as panel_warnings
from services.gateway.panel.read_model.decisions import (
    GatewayActionRow,
    GatewayDecisionRow,
    decisions_of,
    director_notices,
    open_actions,
)
from shared.auth.actions import performs
from shared.events.codes.roles import Role
from shared.web.commands import CommandRoute, add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Reading

DECISIONS = APIRouter(tags=["decisions of the panel"])
CHILD = "/children/{child_id}"
Limit = Annotated[int, Query(ge=1, le=500)]

add_commands(
    DECISIONS,
    "child_id",
    (
        CommandRoute(
            f"{CHILD}/decisions",
            "record_gateway_decision",
            decisions.RecordGatewayDecision,
            decisions.record_decision,
            title="Record what the panel decided",
            choices=panel_choices.for_decision,
            warns=panel_warnings.before_deciding,
        ),
        CommandRoute(
            f"{CHILD}/minutes",
            "record_gateway_minutes",
            decisions.RecordMinutes,
            decisions.record_minutes,
            title="Record the minutes about the child",
        ),
        CommandRoute(
            f"{CHILD}/actions/done",
            "do_gateway_action",
            decisions.DoAction,
            decisions.do_action,
            title="Record that an action is done",
            choices=panel_choices.open_actions,
        ),
        CommandRoute(
            f"{CHILD}/bypass",
            "bypass_legal_gateway",
            decisions.BypassLegalGateway,
            decisions.bypass,
            title="Ratify that the case does not go to the panel",
        ),
        CommandRoute(
            f"{CHILD}/emergency-proceedings",
            "decide_emergency_proceedings",
            decisions.DecideEmergencyProceedings,
            decisions.decide_emergency_proceedings,
            title="Decide on proceedings in an emergency",
        ),
    ),
    page="/children/{case}",
)


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

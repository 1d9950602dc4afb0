"""Proceedings in the family court over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.commands import proceedings
from services.gateway.court.read_model.court import ProceedingsAsRead, shown
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking

COURT = APIRouter(tags=["court"])
CHILD = "/children/{child_id}"

add_commands(COURT, proceedings.ROUTES)


@COURT.get(
    f"{CHILD}/proceedings",
    dependencies=[performs("read_legal_matter")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_proceedings(child_id: UUID, looking: Looking) -> list[ProceedingsAsRead]:
    """Every set of proceedings about the child: applications, the timetable, hearings, directions and the outcome."""
    return shown(await look(looking, LegalMatter, child_id), looking.today)

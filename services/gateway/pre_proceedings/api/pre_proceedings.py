"""Pre-proceedings over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.pre_proceedings.commands import pre_proceedings
from services.gateway.pre_proceedings.read_model.pre_proceedings import PreProceedingsAsRead, shown
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking

PRE_PROCEEDINGS = APIRouter(tags=["pre-proceedings"])
CHILD = "/children/{child_id}"


add_commands(PRE_PROCEEDINGS, pre_proceedings.ROUTES)


@PRE_PROCEEDINGS.get(
    f"{CHILD}/pre-proceedings",
    dependencies=[performs("read_legal_matter")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_pre_proceedings(child_id: UUID, looking: Looking) -> PreProceedingsAsRead:
    """The last period of pre-proceedings: its days and whence they come, what is done, and what is missing."""
    matter = await look(looking, LegalMatter, child_id)
    return shown(matter, looking.today)

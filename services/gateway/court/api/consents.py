"""Consent to adoption over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.commands import consents
from services.gateway.court.read_model.consents import ConsentAsRead, shown
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking

CONSENTS = APIRouter(tags=["consent to adoption"])
CHILD_CONSENTS = "/children/{child_id}/adoption-consents"

add_commands(CONSENTS, consents.ROUTES)


@CONSENTS.get(
    CHILD_CONSENTS, dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422)
)
async def read_adoption_consents(child_id: UUID, looking: Looking) -> list[ConsentAsRead]:
    """Every consent to the child's adoption, by day, and how it ended."""
    return shown(await look(looking, LegalMatter, child_id))

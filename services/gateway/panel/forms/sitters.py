"""Who may sit: the workers of the sitting's authority, those of the panel first."""

from uuid import UUID

from services.gateway.child.forms.workers import teams_of, workers_of
from services.gateway.panel.domain.sitting import PanelSitting
from shared.auth.caller import Caller
from shared.events.codes.roles import Role
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.forms.choices import Found, choosing

OF_THE_PANEL = (Role.GATEWAY_CHAIR, Role.GATEWAY_MEMBER)


@choosing
async def for_panel(work: UnitOfWork, _caller: Caller, sitting_id: UUID) -> Found:
    """The workers of the sitting's authority, those of the panel first."""
    found = await workers_of(work, (await look(work, PanelSitting, sitting_id)).authority, OF_THE_PANEL)
    teams = await teams_of(work, (await look(work, PanelSitting, sitting_id)).authority)
    return {"chair_id": found, "members": found, "chair_team": teams}

"""Which workers may be chosen in the forms: those of the authority who work there now, by name, role and team."""

from collections.abc import Sequence
from uuid import UUID

from services.gateway.commands.choices import Choice, Found, choosing
from services.gateway.domain.matter import LegalMatter
from services.gateway.domain.sitting import PanelSitting
from services.gateway.read_model.looking import look
from services.gateway.records.workers import Workers
from shared.auth.caller import Caller
from shared.events.codes import Role
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.words import in_words

RECORD_FIRST = ("/workers", "Record the workers first")  # where there is nobody to choose
OF_THE_PANEL = (Role.GATEWAY_CHAIR, Role.GATEWAY_MEMBER)


@choosing
async def for_allocation(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The workers of the child's authority."""
    authority = (await look(work, LegalMatter, child)).authority
    return {"worker_id": await workers_of(work, authority), "team": await teams_of(work, authority)}


@choosing
async def for_panel(work: UnitOfWork, _caller: Caller, sitting_id: UUID) -> Found:
    """The workers of the sitting's authority, those of the panel first."""
    found = await workers_of(work, (await look(work, PanelSitting, sitting_id)).authority, OF_THE_PANEL)
    teams = await teams_of(work, (await look(work, PanelSitting, sitting_id)).authority)
    return {"chair_id": found, "members": found, "chair_team": teams}


async def teams_of(work: UnitOfWork, authority: str) -> Sequence[Choice]:
    """The teams of an authority's workers."""
    teams = {one.team for one in await Workers(work).every(authority) if one.team}
    return [(team, in_words(team)) for team in sorted(teams)]


async def workers_of(work: UnitOfWork, authority: str, first: Sequence[Role] = ()) -> Sequence[Choice]:
    """The workers of an authority to choose from, those of some roles first."""
    found = await Workers(work).every(authority)
    found.sort(key=lambda one: first.index(one.role) if one.role in first else len(first))
    return [(str(one.worker_id), one.described) for one in found]

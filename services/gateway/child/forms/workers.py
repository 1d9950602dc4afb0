"""Which workers may be chosen in the forms: those of the authority who work there now, by name, role and team."""

from collections.abc import Sequence
from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.records.workers import Workers
from shared.auth.caller import Caller
from shared.events.codes.roles import Role
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.forms.choices import Found, choosing
from shared.web.forms.fields import Choice
from shared.words import in_words

RECORD_FIRST = ("/workers", "Record the workers first")  # where there is nobody to choose


@choosing
async def for_allocation(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The workers of the child's authority."""
    authority = (await look(work, LegalMatter, child)).authority
    return {"worker_id": await workers_of(work, authority), "team": await teams_of(work, authority)}


async def teams_of(work: UnitOfWork, authority: str) -> Sequence[Choice]:
    """The teams of an authority's workers."""
    teams = {one.team for one in await Workers(work).every(authority) if one.team}
    return [(team, in_words(team)) for team in sorted(teams)]


async def workers_of(work: UnitOfWork, authority: str, first: Sequence[Role] = ()) -> Sequence[Choice]:
    """The workers of an authority to choose from, those of some roles first."""
    found = await Workers(work).every(authority)
    found.sort(key=lambda one: first.index(one.role) if one.role in first else len(first))
    return [(str(one.worker_id), one.described) for one in found]

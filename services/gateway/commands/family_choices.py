"""Which children may be chosen as brothers and sisters: those who share somebody of the family, or the family name."""

from uuid import UUID

from services.gateway.commands.choices import Found, choosing, people_of
from services.gateway.domain.family import sibling_group
from services.gateway.domain.matter import LegalMatter
from services.gateway.read_model.looking import look
from services.gateway.records.people import People
from shared.auth.caller import Caller
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import words_of

SHARING = """
select distinct child_id from family_members where child_id <> $1
    and person_id in (select person_id from family_members where child_id = $1)
"""
CHILDREN = """
select child_id from legal_matters
where child_id = any($1) and ($2::uuid is null or sibling_group_id is distinct from $2) order by child_id
"""


@choosing
async def for_group(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """Children who may be brothers or sisters and are not grouped with the child; without any, ids are typed."""
    group = sibling_group(await look(work, LegalMatter, child))
    alike = {one for (one,) in await work.connection.fetch(SHARING, child)} | await _of_one_name(work, child)
    found = [one for (one,) in await work.connection.fetch(CHILDREN, alike - {child}, group)] if alike else []
    return {"brothers_and_sisters": await people_of(work, caller, found)} if found else {}


async def _of_one_name(work: UnitOfWork, child: UUID) -> set[UUID]:
    people = People(work)
    named = [one.details.family_name for one in await people.all_of([child])]
    words = words_of(named[0]) if named and named[0] else ()
    return {one.person_id for one in await people.named(words, None)} if words else set()

"""Who may be chosen of a family: brothers and sisters by whom or what they share, and the people who are of it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from fastapi import Request

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms.choices import people_of
from services.gateway.records.people import People
from shared.auth.caller import Caller
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import words_of
from shared.web.forms.choices import Found, choosing
from shared.web.reading import looking

SHARING = """
select distinct child_id from family_members where child_id <> $1
    and person_id in (select person_id from family_members where child_id = $1)
"""
CHILDREN = """
select child_id from legal_matters
where child_id = any($1) and ($2::uuid is null or sibling_group_id is distinct from $2) order by child_id
"""
FAMILY = """
select distinct person_id from family_members
where child_id = $1 or child_id in (select child_id from legal_matters where sibling_group_id = $2)
"""
# Whom somebody recorded and put into no family yet, the last first.
NEW = """
select person_id from people where version = 1 and recorded_by = $1
    and not exists (select 1 from family_members as of_one where of_one.person_id = people.person_id)
    and not exists (select 1 from legal_matters where child_id = people.person_id)
order by recorded_at desc limit 20
"""
PERSON = "person_id"
# Where there is nobody to choose.
FIND_FIRST = ("/people", "Find the person by name, or record somebody new from the child's page")


async def for_family(request: Request, child: UUID) -> Found:
    """Who may be of the child's family: the known family, who shares its name, whom the caller just recorded or found.

    Whom the address or the form names is among them, so that somebody found by name can be chosen.
    """
    written = await request.form() if request.method == "POST" else request.query_params
    async with looking(request) as (work, caller):
        group = (await look(work, LegalMatter, child)).sibling_group
        family = [one for (one,) in await work.connection.fetch(FAMILY, child, group)]
        new = [one for (one,) in await work.connection.fetch(NEW, caller.subject)]
        found = [*_ids(written.getlist(PERSON)), *family, *sorted(await _of_one_name(work, child)), *new]
        return {PERSON: await people_of(work, caller, (one for one in found if one != child))}


def _ids(said: Iterable[object]) -> Iterator[UUID]:
    for one in said:
        with suppress(ValueError):
            yield UUID(str(one))


@choosing
async def for_group(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """Children who may be brothers or sisters and are not grouped with the child; without any, ids are typed."""
    group = (await look(work, LegalMatter, child)).sibling_group
    alike = {one for (one,) in await work.connection.fetch(SHARING, child)} | await _of_one_name(work, child)
    found = [one for (one,) in await work.connection.fetch(CHILDREN, alike - {child}, group)] if alike else []
    return {"brothers_and_sisters": await people_of(work, caller, found)} if found else {}


async def _of_one_name(work: UnitOfWork, child: UUID) -> set[UUID]:
    people = People(work)
    named = [one.details.family_name for one in await people.all_of([child])]
    words = words_of(named[0]) if named and named[0] else ()
    return {one.person_id for one in await people.named(words, None)} if words else set()

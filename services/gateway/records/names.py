"""Names: what people are called, for callers who may read people's details, out of the gateway's own tables.

A worker's name is no secret among those who read legal matters. Who may not read names is shown a child's reference.
"""

from collections.abc import Iterable
from uuid import UUID

import structlog

from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People, PersonRecord
from services.gateway.records.workers import Workers
from shared.auth.caller import Caller
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.child_facts import facts_of
from shared.web.names import NOT_RECORDED, NOT_SHOWN, Names
from shared.words import in_words

# What somebody is to a child says who is meant where there is no name to show.
RELATIVES = """
select distinct on (person_id) person_id, relationship from family_members where person_id = any($1) order by person_id
"""

log = structlog.get_logger(__name__)


async def names_of(work: UnitOfWork, caller: Caller, people: Iterable[UUID | str | None]) -> Names:
    """What these people are called. Whose names were shown to whom is noted, but for workers."""
    wanted = sorted({UUID(str(one)) for one in people if one})
    unnamed = NOT_RECORDED if caller.may("read_people") else NOT_SHOWN
    if not wanted:
        return Names(work.today, {}, {}, unnamed=unnamed)
    known = await Workers(work).these(wanted) if caller.may("read_legal_matter") else {}
    named = {worker: record.name for worker, record in known.items()}
    others = [one for one in wanted if one not in named]
    found = await People(work).readable(others) if others and caller.may("read_people") else []
    note_reading(caller, found)
    named |= {record.person_id: called(record.details) for record in found}
    children = await facts_of(work.connection, wanted)
    nameless = [one for one in wanted if one not in named and one not in children]
    asks = nameless and caller.may("read_legal_matter")
    relatives = await work.connection.fetch(RELATIVES, nameless) if asks else []
    named |= {person: f"{in_words(relationship)} ({unnamed.lower()})" for person, relationship in relatives}
    return Names(work.today, children, named, unnamed=unnamed)


def note_reading(caller: Caller, records: Iterable[PersonRecord]) -> None:
    """Note in the log whose details were shown to whom."""
    for record in records:
        log.info("personal details read", by=caller.subject, person_id=str(record.person_id))


def called(details: PersonDetails) -> str:
    """What somebody is called: given and family name, or else what the person is known as."""
    given = details.given_names or details.known_as
    return " ".join(part for part in (given, details.family_name) if part)

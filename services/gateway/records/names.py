"""Names: what people are called, for callers who may read people's details; to the others they are ids.

A worker's name is no secret among those who read legal matters.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

import structlog

from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People, PersonRecord
from services.gateway.records.workers import Workers
from shared.auth.caller import Caller
from shared.messaging.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


class Names:
    """What some people are called; `names[id]` is the id's beginning for who is not known, or not to be read about."""

    def __init__(self, known: Mapping[UUID, str]) -> None:
        """By id."""
        self._known = known

    def __getitem__(self, person: UUID | str) -> str:
        """A name, or the beginning of the id."""
        return self._known.get(UUID(str(person)), str(person)[:8])


async def names_of(work: UnitOfWork, caller: Caller, people: Iterable[UUID | str | None]) -> Names:
    """What these people are called. Whose names were shown to whom is noted, but for workers."""
    wanted = sorted({UUID(str(one)) for one in people if one})
    known = await Workers(work).these(wanted) if wanted and caller.may("read_legal_matter") else {}
    names = {worker: record.name for worker, record in known.items()}
    others = [one for one in wanted if one not in names]
    found = await People(work).readable(others) if others and caller.may("read_people") else []
    note_reading(caller, found)
    return Names(names | {record.person_id: called(record.details) for record in found})


def note_reading(caller: Caller, records: Iterable[PersonRecord]) -> None:
    """Note in the log whose details were shown to whom."""
    for record in records:
        log.info("personal details read", by=caller.subject, person_id=str(record.person_id))


def called(details: PersonDetails) -> str:
    """What somebody is called: given and family name, or else what the person is known as."""
    given = details.given_names or details.known_as
    return " ".join(part for part in (given, details.family_name) if part)

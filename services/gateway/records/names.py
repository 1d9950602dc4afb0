"""Names: what people are called, for callers who may read people's details; to the others they are ids."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import structlog

from services.gateway.records.details import PersonDetails
from services.gateway.records.people import People, PersonRecord
from shared.auth.caller import Caller
from shared.auth.table import action_table
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import CannotOpen

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
    """What these people are called. Whose names were shown to whom is noted."""
    if caller.roles.isdisjoint(action_table()["read_people"]):
        return Names({})
    wanted = sorted({UUID(str(one)) for one in people if one})
    found = await _readable(work, wanted) if wanted else []
    note_reading(caller, found)
    return Names({record.person_id: called(record.details) for record in found})


def note_reading(caller: Caller, records: Iterable[PersonRecord]) -> None:
    """Note in the log whose details were shown to whom."""
    for record in records:
        log.info("personal details read", by=caller.subject, person_id=str(record.person_id))


async def _readable(work: UnitOfWork, wanted: Sequence[UUID]) -> list[PersonRecord]:
    """The details that can be opened: one that cannot must not keep a page with everything else from being shown."""
    people = People(work)
    try:
        return await people.all_of(wanted)
    except CannotOpen:
        if len(wanted) == 1:
            return []
        return [record for one in wanted for record in await _readable(work, [one])]


def called(details: PersonDetails) -> str:
    """What somebody is called: given and family name, or else what the person is known as."""
    given = details.given_names or details.known_as
    return " ".join(part for part in (given, details.family_name) if part)

"""The journal: what this service recorded; audit trail, outbox and source of state in one table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import asyncpg

from shared.errors import OutOfDate
from shared.events.base import REGISTRY, Event
from shared.identifiers import new_id

LOAD = """
select false as heard, event_id, case_id, version, type, recorded_at, data, recorded_by as by from journal
where case_id = any($1) and ($2::text[] is null or type = any($2))
union all
select true, event_id, case_id, version, type, recorded_at, data, source from inbox where case_id = any($1)
"""

APPEND = """
insert into journal (event_id, case_kind, case_id, version, type, authority, occurred_on, data,
                     recorded_at, recorded_by, on_behalf_of, caused_by, traceparent)
select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::date[], $8::jsonb[],
                     $9::timestamptz[], $10::text[], $11::text[], $12::uuid[], $13::text[])
"""


@dataclass(frozen=True)
class Signature:
    """The signature of an entry: who records, for whom, because of which heard event, and under which trace."""

    by: str
    on_behalf_of: str | None = None
    caused_by: UUID | None = None
    traceparent: str | None = None


@dataclass(frozen=True)
class Entry:
    """An event as it stands in a journal or inbox.

    `by` is who recorded it: a person, this service by itself or, of what was heard, the service that told it.
    """

    event_id: UUID
    event: Event
    version: int
    recorded_at: datetime
    heard: bool = False
    by: str = ""


@dataclass(frozen=True)
class NewEntry:
    """An event about to be written: `version` is its place in the case, counted from 1."""

    event: Event
    version: int
    recorded_at: datetime
    signature: Signature
    event_id: UUID = field(default_factory=new_id)

    def as_entry(self) -> Entry:
        """The entry as it will stand in the journal."""
        return Entry(self.event_id, self.event, self.version, self.recorded_at, by=self.signature.by)


async def stored(
    connection: asyncpg.Connection, case_ids: Sequence[UUID], recorded: Sequence[type[Event]] | None = None
) -> list[asyncpg.Record]:
    """The rows of these cases as they were written, in no order: the columns of `LOAD`, `data` as JSON.

    Of what was recorded here only events of the classes in `recorded`, where that is given.
    """
    types = None if recorded is None else [event.wire_name for event in recorded]
    found: list[asyncpg.Record] = await connection.fetch(LOAD, case_ids, types)
    return found


async def load(connection: asyncpg.Connection, case_ids: Sequence[UUID]) -> dict[UUID, list[Entry]]:
    """Everything known of these cases: what was heard, by day, then what was recorded here, in its order."""
    found: dict[UUID, list[Entry]] = {case_id: [] for case_id in case_ids}
    for heard, event_id, case_id, version, type_, recorded_at, data, by in await stored(connection, case_ids):
        event = REGISTRY[type_].model_validate_json(data).upcast()
        found[case_id].append(Entry(event_id, event, version, recorded_at, heard, by))
    for entries in found.values():
        entries.sort(key=in_order)
    return found


def in_order(entry: Entry) -> tuple[object, ...]:
    """Heard events have no order between services, so the day stands in; our own have their version."""
    if entry.heard:
        return (0, entry.event.occurred_on, entry.recorded_at, entry.event_id)
    return (1, entry.version)


async def append(connection: asyncpg.Connection, entries: Iterable[NewEntry]) -> None:
    """Write these entries.

    Raises OutOfDate when another writer took one of the versions first.
    """
    rows = [
        (
            entry.event_id,
            entry.event.about,
            entry.event.case_id,
            entry.version,
            entry.event.wire_name,
            entry.event.authority,
            entry.event.occurred_on,
            entry.event.model_dump_json(),
            entry.recorded_at,
            entry.signature.by,
            entry.signature.on_behalf_of,
            entry.signature.caused_by,
            entry.signature.traceparent,
        )
        for entry in entries
    ]
    try:
        await connection.execute(APPEND, *map(list, zip(*rows, strict=True)))
    except asyncpg.UniqueViolationError as taken:
        raise OutOfDate("somebody else recorded something about this case at the same time; read it again") from taken

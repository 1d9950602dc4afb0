"""The inbox: what this service heard. It never expires, so that hearing twice is hearing once for ever."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from shared.messaging.envelope import RecordedEvent

ADD = """
insert into inbox (event_id, source, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::date[],
                     $9::jsonb[], $10::timestamptz[])
on conflict (event_id) do nothing returning event_id
"""


async def add(connection: asyncpg.Connection, messages: Sequence[RecordedEvent]) -> set[UUID]:
    """Add the messages that are new, and answer which those are."""
    rows = [
        (
            message.event_id,
            message.source,
            message.event.about,
            message.case_id,
            message.version,
            message.event.wire_name,
            message.event.authority,
            message.event.occurred_on,
            message.event.model_dump_json(),
            message.recorded_at,
        )
        for message in messages
    ]
    if not rows:
        return set()
    return {event_id for (event_id,) in await connection.fetch(ADD, *map(list, zip(*rows, strict=True)))}

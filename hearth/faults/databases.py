"""The services' databases, read from outside as the superuser: what each holds, and what it has not sent yet."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from hearth.faults.snapshot import Heard, Kept, Parked, Recorded

JOURNAL = """
select event_id, type, case_id, version, authority, data, recorded_at, recorded_by as by, on_behalf_of as key,
       caused_by, txid::text::bigint as transaction
from journal order by id
"""
INBOX = """
select event_id, source, type, case_id, version, authority, data, recorded_at, heard_at, place from inbox order by place
"""
ANSWERS = """
select key, array(select (fact ->> 'event_id')::uuid from json_array_elements(answer -> 'recorded') as fact) as told
from answers
"""
PARKED = "select state, topic, cause, message::text as text from parked order by id"
UNSENT = """
select count(*) from journal
where (txid, id) > (select coalesce(max(txid), '0'::xid8), coalesce(max(id), 0) from relay_watermark)
   or exists (select from relay_watermark where replay)
"""
COUNTS = """
select (select count(*) from journal) as recorded, (select count(*) from inbox) as heard,
       (select count(*) from parked where state = 'parked') as parked
"""


@dataclass(frozen=True)
class Holdings:
    """Everything that the checker wants of one database."""

    journal: tuple[Recorded, ...]
    inbox: tuple[Heard, ...]
    answers: tuple[Kept, ...]
    parked: tuple[Parked, ...]


class Database:
    """One service's database."""

    def __init__(self, admin_url: str, service: str) -> None:
        """`admin_url` is the superuser's, of any database of the server."""
        self._url = urlsplit(admin_url)._replace(path=f"/{service}").geturl()

    async def holdings(self) -> Holdings:
        """What stands in it, as of one moment."""
        async with self._connected() as connection, connection.transaction(isolation="repeatable_read"):
            return Holdings(
                journal=tuple([Recorded(**row) for row in await connection.fetch(JOURNAL)]),
                inbox=tuple([Heard(**row) for row in await connection.fetch(INBOX)]),
                answers=tuple([Kept(row["key"], tuple(row["told"])) for row in await connection.fetch(ANSWERS)]),
                parked=tuple([Parked(**row) for row in await connection.fetch(PARKED)]),
            )

    async def unsent(self) -> int:
        """How many rows of the journal the relay has not carried."""
        async with self._connected() as connection:
            rows: int = await connection.fetchval(UNSENT)
            return rows

    async def counts(self) -> dict[str, int]:
        """How many rows were recorded and heard, and how many messages are parked."""
        async with self._connected() as connection:
            return dict(await connection.fetchrow(COUNTS))

    async def rows(self, query: str) -> list[dict[str, Any]]:
        """What a query answers."""
        async with self._connected() as connection:
            return [dict(row) for row in await connection.fetch(query)]

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(self._url, timeout=10)
        try:
            await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
            yield connection
        finally:
            await connection.close()

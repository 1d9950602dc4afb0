"""The watermark: how far the journal was carried, and whether the Kafka behind that mark still holds it all."""

from dataclasses import dataclass, field

import asyncpg
import structlog

from shared.messaging import clients

# As a text that sorts as time does.
SINCE = """to_char(told_since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as told_since"""
WATERMARK = f"""
select txid::text as txid, id, {SINCE}, system_identifier, cluster_id from relay_watermark
"""  # noqa: S608 - made of constants
START = f"""
insert into relay_watermark (only_row, txid, id, system_identifier, cluster_id, told_since)
values (true, '0'::xid8, 0, $1, $2, now())
on conflict (only_row) do update
set txid = excluded.txid, id = excluded.id, system_identifier = excluded.system_identifier,
    cluster_id = excluded.cluster_id, told_since = excluded.told_since, moved_at = now()
returning {SINCE}
"""  # noqa: S608 - made of constants
CARRIED = """
select count(*) from journal where (txid, id) <= ($1::text::xid8, $2)
and not exists (select from parked where parked.event_id = journal.event_id and parked.direction = 'sent')
"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Watermark:
    """A place in the journal, up to which it was carried: the last transaction and row, and since when it is told."""

    txid: str = "0"
    id: int = 0
    told_since: str = field(default="", compare=False)


async def find(connection: asyncpg.Connection, bootstrap: str, topic: str) -> Watermark:
    """The place to go on from: the start, where the database or the Kafka is another one, or Kafka holds too little."""
    system = str(await connection.fetchval("select system_identifier from pg_control_system()"))
    cluster, messages = await clients.cluster_state(bootstrap, topic)
    row = await connection.fetchrow(WATERMARK)
    if row and (row["system_identifier"], row["cluster_id"]) == (system, cluster):
        carried: int = await connection.fetchval(CARRIED, row["txid"], row["id"])
        if messages >= carried:
            return Watermark(row["txid"], row["id"], row["told_since"])
    if row:
        log.info("another database, or a Kafka that lost events: publishing the journal again from its start")
    return await start_over(connection, system, cluster)


async def start_over(connection: asyncpg.Connection, system: str, cluster: str) -> Watermark:
    """A mark before the first row, for this database and this Kafka, as of now."""
    return Watermark(told_since=await connection.fetchval(START, system, cluster))

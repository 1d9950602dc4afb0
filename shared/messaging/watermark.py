"""The watermark: how far the journal was carried, and whether the Kafka behind that mark still holds it all."""

from dataclasses import dataclass

import asyncpg
import structlog

from shared.messaging import clients

WATERMARK = "select txid::text as txid, id, system_identifier, cluster_id from relay_watermark"
KEEP = """
insert into relay_watermark (only_row, txid, id, system_identifier, cluster_id)
values (true, $1::text::xid8, $2, $3, $4)
on conflict (only_row) do update
set txid = excluded.txid, id = excluded.id, system_identifier = excluded.system_identifier,
    cluster_id = excluded.cluster_id, moved_at = now()
"""
CARRIED = """
select count(*) from journal where (txid, id) <= ($1::text::xid8, $2)
and not exists (select from parked where parked.event_id = journal.event_id and parked.direction = 'sent')
"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Watermark:
    """How far the journal was carried: the last transaction and row."""

    txid: str = "0"
    id: int = 0


async def find(connection: asyncpg.Connection, bootstrap: str, topic: str) -> Watermark:
    """Where to go on: from the start where the database or the Kafka is another one, or Kafka holds too little."""
    system = str(await connection.fetchval("select system_identifier from pg_control_system()"))
    cluster, messages = await clients.cluster_state(bootstrap, topic)
    row = await connection.fetchrow(WATERMARK)
    if row and (row["system_identifier"], row["cluster_id"]) == (system, cluster):
        carried: int = await connection.fetchval(CARRIED, row["txid"], row["id"])
        if messages >= carried:
            return Watermark(row["txid"], row["id"])
    if row:
        log.info("another database, or a Kafka that lost events: publishing the journal again from its start")
    return await start_over(connection, system, cluster)


async def start_over(connection: asyncpg.Connection, system: str, cluster: str) -> Watermark:
    """A mark before the first row, for this database and this Kafka."""
    start = Watermark()
    await connection.execute(KEEP, start.txid, start.id, system, cluster)
    return start

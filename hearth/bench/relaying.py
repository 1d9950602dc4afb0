"""The relay beside one row at a time: how many journal rows a second reach Kafka?"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter
from uuid import uuid4

import asyncpg
from aiokafka import AIOKafkaProducer

from hearth.bench.figures import Goal, Measure
from hearth.bench.ground import Ground
from shared.events.gateway import ChildRegistered
from shared.identifiers import ChildId
from shared.messaging import clients, journal
from shared.messaging.envelope import headers_of, key_of
from shared.messaging.journal import NewEntry, Signature
from shared.messaging.relay import BATCH, Relay
from shared.messaging.watermark import Watermark, start_over

ROWS = 20_000
ROWS_ONE_BY_ONE = 500
TOPIC = "gateway.events"
REMARK = f"batches of {BATCH} beside: read a row, send it and wait (no linger), move the mark"

NEXT = """
select txid::text as txid, id, event_id, case_id, version, type, authority, recorded_at, traceparent, data::text as data
from journal where (txid, id) > ($1::text::xid8, $2) and txid < pg_snapshot_xmin(pg_current_snapshot())
order by journal.txid, id limit 1
"""
ADVANCE = "update relay_watermark set txid = $1::text::xid8, id = $2, moved_at = now()"


async def measure(ground: Ground, runs: int, say: Callable[[str], None], rows: int = ROWS) -> list[Measure]:
    """Rows per second of the kit's relay over a full journal, and of the plainest loop over a part of it."""
    database = await ground.database("gateway")
    relay = Relay(database.app_url, "gateway", ground.kafka.bootstrap)
    ours, theirs = [], []
    async with relay.connection() as connection:
        await _fill(connection, rows)
        for number in range(runs):
            ours.append(await _carried(relay, connection, rows))
            theirs.append(await _one_by_one(connection, ground.kafka.bootstrap, min(rows, ROWS_ONE_BY_ONE)))
            say(f"Relay, run {number + 1} of {runs}: {ours[-1]:,.0f} rows/s, one by one {theirs[-1]:,.0f} rows/s")
    return [Measure("relay", "rows/s", ours, theirs, Goal("ratio", ">=", 20), REMARK)]


async def _fill(connection: asyncpg.Connection, rows: int) -> None:
    """Registrations of so many children, in transactions of a batch each."""
    now, by = datetime.now(UTC), Signature("bench")
    for start in range(0, rows, BATCH):
        events = [
            ChildRegistered(child_id=ChildId(uuid4()), authority="warrington", occurred_on=date(2026, 3, 2))
            for _ in range(min(BATCH, rows - start))
        ]
        await journal.append(connection, [NewEntry(event, 1, now, by) for event in events])
    await connection.execute("analyze journal")


async def _carried(relay: Relay, connection: asyncpg.Connection, rows: int) -> float:
    """Carry the whole journal with the kit's relay."""
    mark = await start_over(connection, "bench", "bench")
    async with clients.started(clients.producer(relay.bootstrap, "bench-relay")) as producer:
        started = perf_counter()
        while (moved := await relay.carry(connection, producer, mark)) != mark:
            mark = moved
        return rows / (perf_counter() - started)


async def _one_by_one(connection: asyncpg.Connection, bootstrap: str, rows: int) -> float:
    """Carry the first rows as one would without batches; the producer does not linger, which would only be slower."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, linger_ms=0)
    async with clients.started(producer):
        mark, started = Watermark(), perf_counter()
        for _ in range(rows):
            row = await connection.fetchrow(NEXT, mark.txid, mark.id)
            headers = headers_of(
                event_id=row["event_id"],
                wire_name=row["type"],
                source="gateway",
                case_id=row["case_id"],
                version=row["version"],
                authority=row["authority"],
                recorded_at=row["recorded_at"],
                traceparent=row["traceparent"],
            )
            await producer.send_and_wait(TOPIC, row["data"].encode(), key_of(row["case_id"]), headers=headers)
            mark = Watermark(row["txid"], row["id"])
            await connection.execute(ADVANCE, mark.txid, mark.id)
        return rows / (perf_counter() - started)

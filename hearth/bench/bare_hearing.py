"""The bare consumer: batches from Kafka into an inbox table and nothing else; the baseline of the subscribers."""

import json
from datetime import date, datetime
from time import perf_counter
from typing import Any
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer, ConsumerRecord

from shared.messaging import clients

BATCH = 500
POLL_MS = 25
INSERT = """
insert into inbox (event_id, source, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::date[],
                     $9::jsonb[], $10::timestamptz[])
on conflict (event_id) do nothing
"""


async def bare_hearing(bootstrap: str, url: str, topic: str, events: int) -> float:
    """Take in so many events of the topic and answer how many a second, from the first batch on."""
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id="bench-bare",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    pool = await clients.pool(url, size=2)
    try:
        async with clients.started(consumer):
            first = taken = await _batch(consumer, pool)
            started = perf_counter()
            while taken < events:
                taken += await _batch(consumer, pool)
            return (taken - first) / (perf_counter() - started)
    finally:
        await pool.close()


async def _batch(consumer: AIOKafkaConsumer, pool: asyncpg.Pool) -> int:
    """The next batch: its rows in one transaction, then its offsets."""
    while not (found := await consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH)):
        pass
    rows = [_row(record) for records in found.values() for record in records]
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(INSERT, *map(list, zip(*rows, strict=True)))
    await consumer.commit()
    return len(rows)


def _row(record: ConsumerRecord) -> tuple[Any, ...]:
    headers = {name: value.decode() for name, value in record.headers}
    event = json.loads(record.value)
    return (
        UUID(headers["ce_id"]),
        "gateway",
        "child",
        UUID(event["child_id"]),
        int(headers["ce_sequence"]),
        headers["ce_type"],
        event["authority"],
        date.fromisoformat(event["occurred_on"]),
        record.value.decode(),
        datetime.fromisoformat(headers["ce_time"]),
    )

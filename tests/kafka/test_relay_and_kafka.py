"""The relay and the Kafka behind its mark: another one, an empty one, one that takes no larger message."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest
from aiokafka.errors import MessageSizeTooLargeError

from hearth.parts.kafka import KafkaPart
from hearth.parts.provision import ServiceDatabase
from shared.messaging import clients
from shared.messaging.clients import MAX_MESSAGE_BYTES
from shared.messaging.relay import Relay
from shared.messaging.topics import create_topics
from shared.messaging.watermark import Watermark, find, start_over
from tests.messaging.messages import corrected

TOPIC = "gateway.events"
WRITE = """
insert into journal
(event_id, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at, recorded_by, txid) values
(gen_random_uuid(), 'child', $1, 1, 'hearth.entry_corrected.v1', 'warrington', '2026-03-30', $2, now(), 'test', '4')
"""
START = Watermark()
LATER = Watermark("5", 5)


@pytest.fixture
def relay(kafka: KafkaPart, homes: dict[str, ServiceDatabase]) -> Relay:
    return Relay(homes["gateway"].app_url, "gateway", kafka.bootstrap)


@pytest.fixture
async def connection(relay: Relay) -> AsyncIterator[asyncpg.Connection]:
    """The relay's connection, with a mark that was kept for this database and this Kafka, which has the topics."""
    await create_topics(relay.bootstrap)
    async with relay.connection() as connection:
        yield connection


@pytest.fixture
async def kept(relay: Relay, connection: asyncpg.Connection) -> asyncpg.Connection:
    """A mark kept at LATER, with a row before it, and as many messages sent as there are such rows."""
    await connection.execute(WRITE, child := uuid4(), corrected(child, uuid4()).model_dump_json())
    for _ in range(await connection.fetchval("select count(*) from journal where txid < '5'::xid8")):
        await clients.send_one(relay.bootstrap, TOPIC, b"somebody", b"{", [])
    cluster, _ = await clients.cluster_state(relay.bootstrap, TOPIC)
    system = str(await connection.fetchval("select system_identifier from pg_control_system()"))
    await start_over(connection, system, cluster)
    await connection.execute("update relay_watermark set txid = '5'::xid8, id = 5")
    return connection


async def test_a_kept_mark_counts_while_database_and_kafka_are_the_same(relay: Relay, kept: asyncpg.Connection) -> None:
    assert await find(kept, relay.bootstrap, TOPIC) == LATER


@pytest.mark.parametrize("column", ["system_identifier", "cluster_id"])
async def test_another_database_or_kafka_is_told_everything(
    relay: Relay, kept: asyncpg.Connection, column: str
) -> None:
    await kept.execute(f"update relay_watermark set {column} = 'another'")  # noqa: S608 - one of two names above
    assert await find(kept, relay.bootstrap, TOPIC) == START
    assert await find(kept, relay.bootstrap, TOPIC) == START


async def test_a_topic_that_lost_everything_is_told_everything(relay: Relay, kept: asyncpg.Connection) -> None:
    async with clients.admin(relay.bootstrap) as admin:
        await admin.delete_topics([TOPIC])
    await create_topics(relay.bootstrap)
    assert await find(kept, relay.bootstrap, TOPIC) == START


async def test_what_the_client_takes_kafka_takes_too(relay: Relay) -> None:
    """Else a row between the two limits would fail for ever, and hold up every other."""
    taken, refused = 0, 0
    headers = [("ce_subject", b"x" * 36), ("traceparent", b"x" * 55)]
    await create_topics(relay.bootstrap)
    async with clients.started(clients.producer(relay.bootstrap, "test")) as producer:
        for size in range(MAX_MESSAGE_BYTES - 400, MAX_MESSAGE_BYTES, 50):
            try:
                sent = await producer.send(TOPIC, b"x" * size, b"x" * 36, headers=headers)
            except MessageSizeTooLargeError:
                refused += 1
            else:
                await sent
                taken += 1
    assert (taken > 0, refused > 0) == (True, True)

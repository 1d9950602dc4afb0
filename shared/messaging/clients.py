"""The one place where a Kafka client or a database pool is built; a test fails if anything else builds one."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, ProducerClosed
from faststream.kafka import KafkaBroker
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from shared.messaging.cancelling import uncut

C = TypeVar("C", AIOKafkaConsumer, AIOKafkaProducer)
Headers = Sequence[tuple[str, bytes | None]]

MEBIBYTE = 1024 * 1024
MAX_MESSAGE_BYTES = MEBIBYTE
STOP_SECONDS = 2.0  # a service is out within 10, whatever Kafka does


def producer(bootstrap: str, client_id: str) -> AIOKafkaProducer:
    """An idempotent producer that waits for all replicas, to be used as `started(producer(...))`."""
    return AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        client_id=client_id,
        acks="all",
        enable_idempotence=True,
        linger_ms=2,
        max_batch_size=256 * 1024,
        max_request_size=MAX_MESSAGE_BYTES,
        request_timeout_ms=20_000,
        metadata_max_age_ms=30_000,
    )


@asynccontextmanager
async def started(client: C) -> AsyncIterator[C]:
    """The client, started, for as long as the block runs; one that did not start is stopped too.

    What a producer has not sent by then it gives up: it would try for ever, and nobody waits for it any more.
    """
    try:
        await connected(client.start())
        yield client
    finally:
        if isinstance(client, AIOKafkaProducer):
            await _give_up(client)
        else:
            await _stop(client)


async def connected(start: Coroutine[Any, Any, None]) -> None:
    """Start a client. Told to end, it comes through first: cut while it connects, it leaves a connection open."""
    await uncut(start, within=STOP_SECONDS)


async def _give_up(client: AIOKafkaProducer) -> None:
    """Stop a producer without waiting for what it has not sent; aiokafka has no public word for it."""
    if client._sender is not None and client._sender.sender_task is not None:  # noqa: SLF001
        client._sender.sender_task.cancel()  # noqa: SLF001
    await _stop(client)
    client._message_accumulator.fail_all(ProducerClosed())  # noqa: SLF001


async def _stop(client: AIOKafkaConsumer | AIOKafkaProducer) -> None:
    """Stop a client. That it fails or takes too long must not hide why it is stopped."""
    with suppress(KafkaError, OSError):
        await asyncio.wait_for(client.stop(), STOP_SECONDS)


async def send_one(bootstrap: str, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
    """Send one message and wait until it is safe."""
    async with started(producer(bootstrap, "hearth-one")) as sender:
        await sender.send_and_wait(topic, value, key, headers=list(headers))


def broker(bootstrap: str, client_id: str) -> KafkaBroker:
    """A broker that only consumes: what is sent goes through the relay. It never creates a topic."""
    return KafkaBroker(
        bootstrap,
        client_id=client_id,
        consumer_only=True,
        allow_auto_create_topics=False,
        metadata_max_age_ms=30_000,
        graceful_timeout=STOP_SECONDS,
        logger=None,
    )


@asynccontextmanager
async def admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    """An admin client for as long as the block runs."""
    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap, client_id="hearth-admin")
    try:
        await connected(client.start())
        yield client
    finally:
        await client.close()


async def cluster_state(bootstrap: str, topic: str) -> tuple[str, int]:
    """The cluster's id, and how many messages the topic was ever sent."""
    async with admin(bootstrap) as client:
        cluster_id = str((await client.describe_cluster())["cluster_id"])
        numbers = [
            partition["partition"]
            for described in await client.describe_topics([topic])
            for partition in described["partitions"]
        ]
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, client_id="hearth-look", enable_auto_commit=False)
    async with started(consumer):
        ends = await consumer.end_offsets([TopicPartition(topic, number) for number in numbers]) if numbers else {}
    return cluster_id, sum(ends.values())


async def pool(url: str, *, size: int) -> asyncpg.Pool:
    """A pool for prepared statements: journal, inbox, read rows. `url` is a postgresql:// address."""
    return await asyncpg.create_pool(url, min_size=1, max_size=size, command_timeout=30, reset=_nothing_to_reset)


async def _nothing_to_reset(_connection: asyncpg.Connection) -> None:
    """Nothing to reset: all that is set or locked here ends with its transaction. asyncpg's own is four statements."""


@asynccontextmanager
async def connection(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection outside any pool for as long as the block runs, and with it a lock that lives as long as it."""
    opened = await asyncpg.connect(url, command_timeout=30)
    try:
        yield opened
    finally:
        await asyncio.shield(opened.close(timeout=STOP_SECONDS))


def engine(url: str, *, size: int = 5) -> AsyncEngine:
    """An engine for SQLModel over read tables. `url` is a postgresql:// address."""
    return create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), pool_size=size, max_overflow=5)

"""Offsets: how far each service's consumer group is behind its topics, and how it is sent back to their start."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError

from hearth.faults.poison import TOPICS

ATTEMPTS = 30


async def rewind(bootstrap: str, service: str) -> None:
    """Send a service that is down back to the start of every topic that it has read.

    Raises KafkaError when Kafka does not take it for 30 s: the group must have no member left.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            await _commit_start(bootstrap, service)
        except KafkaError:
            if attempt == ATTEMPTS:
                raise
            await asyncio.sleep(1)
        else:
            return


async def _commit_start(bootstrap: str, service: str) -> None:
    start = dict.fromkeys(await _committed(bootstrap, service, await _partitions(bootstrap)), 0)
    if not start:
        return
    async with _consumer(bootstrap, group_of(service)) as consumer:
        consumer.assign(list(start))
        await consumer.commit(start)


async def unheard(
    bootstrap: str, ends: Mapping[TopicPartition, int], hears: Mapping[str, Collection[str]]
) -> dict[str, int]:
    """For each service, how many messages of the topics that it hears it has not acknowledged. Raises KafkaError."""
    behind: dict[str, int] = {}
    for service, topics in hears.items():
        heard = {partition: end for partition, end in ends.items() if partition.topic in topics}
        committed = await _committed(bootstrap, service, list(heard))
        behind[service] = sum(end - committed.get(partition, 0) for partition, end in heard.items())
    return behind


async def ends_of_topics(bootstrap: str) -> dict[TopicPartition, int]:
    """How many messages every partition holds, as nothing is ever dropped. Raises KafkaError, also for no partition."""
    partitions = await _partitions(bootstrap)
    async with _consumer(bootstrap, None) as consumer:
        ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
    return ends


def group_of(service: str) -> str:
    """The consumer group as which a service hears."""
    return f"hearth-{service}"


async def _partitions(bootstrap: str) -> list[TopicPartition]:
    async with _admin(bootstrap) as admin:
        found = [
            TopicPartition(topic["topic"], one["partition"])
            for topic in await admin.describe_topics(list(TOPICS))
            for one in topic["partitions"]
        ]
    if not found:
        raise UnknownTopicOrPartitionError("no topic has a partition yet")
    return found


async def _committed(bootstrap: str, service: str, partitions: Sequence[TopicPartition]) -> dict[TopicPartition, int]:
    """The offsets that a service's group has committed, where it has."""
    async with _admin(bootstrap) as admin:
        found = await admin.list_consumer_group_offsets(group_of(service), partitions=partitions)
    return {partition: place.offset for partition, place in found.items() if place.offset >= 0}


@asynccontextmanager
async def _consumer(bootstrap: str, group: str | None) -> AsyncIterator[AIOKafkaConsumer]:
    client = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    try:
        await client.start()
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def _admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        await client.start()
        yield client
    finally:
        await client.close()

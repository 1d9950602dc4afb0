"""Kafka keeps its port through stop and kill; Apache Kafka keeps its events too, the one in memory does not."""

import asyncio
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from hearth.parts.kafka import KafkaPart, in_memory_kafka
from shared.messaging import clients
from shared.messaging.topics import create_topics, manifest

TOPIC = "planning.events"


async def send(bootstrap: str, value: bytes) -> None:
    await clients.send_one(bootstrap, TOPIC, b"child", value, [])


async def partition_counts(bootstrap: str) -> dict[str, int]:
    async with clients.admin(bootstrap) as admin:
        described = await admin.describe_topics([topic.name for topic in manifest()])
    return {topic["topic"]: len(topic["partitions"]) for topic in described}


async def events_held(bootstrap: str) -> int:
    counts = await partition_counts(bootstrap)
    async with AIOKafkaConsumer(bootstrap_servers=bootstrap) as consumer:
        ends = await consumer.end_offsets([TopicPartition(TOPIC, number) for number in range(counts[TOPIC])])
    return sum(ends.values())


async def test_events_survive_a_kill_and_a_stop(kafka: KafkaPart) -> None:
    if kafka.in_memory:
        pytest.skip("install Java 17 and Maven to run Apache Kafka")
    await create_topics(kafka.bootstrap)
    await send(kafka.bootstrap, b"before the kill")
    await asyncio.to_thread(kafka.kill)
    await asyncio.to_thread(kafka.start)
    assert await events_held(kafka.bootstrap) == 1
    await send(kafka.bootstrap, b"after the kill")
    await asyncio.to_thread(kafka.stop)
    await asyncio.to_thread(kafka.start)
    assert await events_held(kafka.bootstrap) == 2
    assert await partition_counts(kafka.bootstrap) == {topic.name: topic.partitions for topic in manifest()}


async def test_the_one_in_memory_starts_with_its_topics_and_comes_back_empty(tmp_path: Path) -> None:
    with in_memory_kafka(tmp_path, because="a test") as memory:
        assert await partition_counts(memory.bootstrap) == {topic.name: topic.partitions for topic in manifest()}
        await send(memory.bootstrap, b"gone soon")
        assert await events_held(memory.bootstrap) == 1
        await asyncio.to_thread(memory.kill)
        await asyncio.to_thread(memory.start)
        assert await events_held(memory.bootstrap) == 0
        await send(memory.bootstrap, b"published again")
        assert await events_held(memory.bootstrap) == 1

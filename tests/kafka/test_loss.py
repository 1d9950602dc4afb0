"""The loss experiment: which acknowledgement policy of FastStream loses a message whose handler fails?

It guards the upgrade: the kit acknowledges by hand and never raises, because each of these behaviours is the library's.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from aiokafka.admin import NewTopic
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from hearth.parts.kafka import KafkaPart
from shared.messaging import clients

MESSAGES = 60
FAIL_AT_FIRST = frozenset(range(4, MESSAGES, 10))
LAST = MESSAGES
WITHIN = 20


@dataclass
class Experiment:
    """One consumer group on one topic; every message in FAIL_AT_FIRST fails the first time it is handled."""

    kafka: KafkaPart
    policy: AckPolicy
    topic: str = field(default_factory=lambda: f"experiment.{uuid4()}")
    handled: list[int] = field(default_factory=list)
    failed: set[int] = field(default_factory=set)
    seen: dict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    async def prepare(self) -> None:
        async with clients.admin(self.kafka.bootstrap) as admin:
            await admin.create_topics([NewTopic(self.topic, 1, 1)])

    async def send(self, numbers: Sequence[int]) -> None:
        async with clients.started(clients.producer(self.kafka.bootstrap, "experiment")) as producer:
            for sent in [await producer.send(self.topic, str(number).encode(), partition=0) for number in numbers]:
                await sent

    def handle(self, number: int) -> None:
        """Fails where and when it should, and lets whoever waits know that this number came by."""
        self.seen[number].set()
        if number in FAIL_AT_FIRST - self.failed:
            self.failed.add(number)
            raise LookupError("the first time fails")
        self.handled.append(number)

    @asynccontextmanager
    async def consuming(self) -> AsyncIterator[None]:
        """A process's worth of consuming; each is of the same group."""
        broker = KafkaBroker(self.kafka.bootstrap, logger=None, graceful_timeout=5)
        group = {"group_id": self.topic, "auto_offset_reset": "earliest", "ack_policy": self.policy}
        if self.policy is AckPolicy.MANUAL:
            broker.subscriber(self.topic, batch=True, **group)(self.of_a_batch)  # type: ignore[call-overload]
        else:
            broker.subscriber(self.topic, **group)(self.of_one)  # type: ignore[call-overload]
        await broker.start()
        try:
            yield
        finally:
            await broker.stop()

    async def came_by(self, number: int) -> None:
        await asyncio.wait_for(self.seen[number].wait(), WITHIN)

    async def of_one(self, body: Any) -> None:  # noqa: ANN401 - as FastStream decodes it
        self.handle(int(body))

    async def of_a_batch(self, body: list[Any], message: KafkaMessage) -> None:
        for one in body:
            self.handle(int(one))
        await message.ack()


async def lost_under(kafka: KafkaPart, policy: AckPolicy) -> set[int]:
    """What is lost of MESSAGES once a last one came by, in this process or in the next of the same group."""
    experiment = Experiment(kafka, policy)
    await experiment.prepare()
    await experiment.send(range(MESSAGES))
    async with experiment.consuming():
        await experiment.came_by(MESSAGES - 1)
    await experiment.send([LAST])
    async with experiment.consuming():
        await experiment.came_by(LAST)
    return set(range(LAST + 1)) - set(experiment.handled)


@pytest.mark.filterwarnings("ignore:AckPolicy.REJECT_ON_ERROR has the same effect")
@pytest.mark.parametrize("policy", [AckPolicy.ACK_FIRST, AckPolicy.ACK, AckPolicy.REJECT_ON_ERROR])
async def test_three_policies_lose_every_message_that_fails_once(kafka: KafkaPart, policy: AckPolicy) -> None:
    assert await lost_under(kafka, policy) == FAIL_AT_FIRST


async def test_one_policy_loses_none(kafka: KafkaPart) -> None:
    assert await lost_under(kafka, AckPolicy.NACK_ON_ERROR) == set()


async def test_by_hand_a_batch_that_raises_is_passed_over_and_lost_with_the_next(kafka: KafkaPart) -> None:
    failing, next_one = min(FAIL_AT_FIRST), LAST - 1
    experiment = Experiment(kafka, AckPolicy.MANUAL)
    await experiment.prepare()
    async with experiment.consuming():
        await experiment.send([failing])
        await experiment.came_by(failing)
        await experiment.send([next_one])
        await experiment.came_by(next_one)
    async with experiment.consuming():
        await experiment.send([LAST])
        await experiment.came_by(LAST)
    assert experiment.handled == [next_one, LAST]

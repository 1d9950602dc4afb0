"""The relay as a line that a test moves by hand: rows written at one end, what was sent at the other."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError

from shared.messaging.clients import MAX_MESSAGE_BYTES
from shared.messaging.parked import Message
from shared.messaging.relay import Relay
from shared.messaging.watermark import Watermark
from shared.testing.world import MemoryTopics
from tests.messaging.messages import corrected

TOPIC = "gateway.events"
WRITE = """
insert into journal
(event_id, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at, recorded_by) values
(gen_random_uuid(), 'child', $1, $2, 'hearth.entry_corrected.v1', 'warrington', '2026-03-30', $3, now(), 'test')
"""


class StrictTopics(MemoryTopics):
    """Topics that refuse what Kafka would: a message too large, and everything while it is away."""

    def __init__(self) -> None:
        super().__init__()
        self.fails_after: int | None = None

    async def send(self, topic: str, value: bytes | None, *args: Any, **more: Any) -> "asyncio.Future[None]":  # noqa: ANN401
        if value and len(value) > MAX_MESSAGE_BYTES:
            raise MessageSizeTooLargeError("too large")
        if self.fails_after is not None and len(self.messages[topic]) >= self.fails_after:
            failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            failed.set_exception(KafkaConnectionError("away"))
            return failed
        return await super().send(topic, value, *args, **more)


class Line:
    """The gateway's relay, moved by hand from the journal's present end, and what it sent."""

    def __init__(self, relay: Relay, connection: asyncpg.Connection, mark: Watermark) -> None:
        self.relay = relay
        self.connection = connection
        self.mark = mark
        self.topics = StrictTopics()

    @property
    def sent(self) -> list[Message]:
        return self.topics.messages[TOPIC]

    async def carry(self) -> None:
        while (moved := await self.relay.carry(self.connection, self.topics, self.mark)) != self.mark:
            self.mark = moved

    def versions(self, child: UUID) -> list[str]:
        return [dict(one.headers)["ce_sequence"].decode() for one in self.sent if one.case_id == child]  # type: ignore[union-attr]


async def write(connection: asyncpg.Connection, child: UUID, version: int = 1, filling: str = "") -> None:
    event = corrected(child, uuid4(), filling=filling)
    await connection.execute(WRITE, child, version, event.model_dump_json())

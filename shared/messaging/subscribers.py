"""The subscribers' frame on FastStream: batches in order, acknowledged by hand after the commit."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import structlog
from aiokafka import ConsumerRecord
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaMessage
from faststream.kafka.message import KafkaAckableMessage

from shared.messaging import clients
from shared.messaging.cancelling import end
from shared.messaging.epochs import Epochs
from shared.messaging.inbox_writer import InboxWriter, Received, passes, read
from shared.messaging.parked import Message
from shared.messaging.topics import create_topics, topic_of
from shared.messaging.tracing import MessageSpans
from shared.telemetry import Metrics

POLL_MS = 25

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Patience:
    """The attempts at a message before it is parked, and the pauses in seconds: doubling, up to the longest."""

    attempts: int = 3
    first_pause: float = 0.1
    longest_pause: float = 5.0

    def pause(self, attempt: int) -> float:
        """Seconds to wait after the nth failure, with jitter so that replicas do not return as one."""
        jitter: float = random.uniform(0.5, 1.0)  # noqa: S311 - no secret
        return jitter * min(self.longest_pause, self.first_pause * float(2 ** min(attempt - 1, 30)))


class Subscribers:
    """One service's subscription to the topics of those it hears."""

    def __init__(self, bootstrap: str, writer: InboxWriter, sources: Sequence[str], metrics: Metrics) -> None:
        """`sources` are the services whose topics are heard."""
        self.writer = writer
        self.name = writer.store.service.name
        self._bootstrap = bootstrap
        self.epochs = Epochs(bootstrap, f"hearth-{self.name}")
        self.metrics = metrics
        self.spans = MessageSpans(self.name)
        self.broker = clients.broker(bootstrap, f"hearth-{self.name}")
        self.patience = Patience()
        self.connected = False
        self._subscriber = self.broker.subscriber(
            *(topic_of(source) for source in sources),
            group_id=f"hearth-{self.name}",
            batch=True,
            max_records=writer.store.service.batch,
            batch_timeout_ms=POLL_MS,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            session_timeout_ms=6_000,
            heartbeat_interval_ms=1_000,
            parser=self._whole_batch,
            decoder=_undecoded,
        )
        self._subscriber(self._on_batch)

    async def _whole_batch(self, records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
        """The batch as it came: FastStream's own parser decodes headers, and loses a batch where one is not UTF-8."""
        consumer = self._subscriber.consumer
        return KafkaAckableMessage(body=b"", headers={}, raw_message=records, consumer=consumer)

    async def _on_batch(self, message: KafkaMessage) -> None:
        """Take the batch in, then acknowledge. It never raises: FastStream goes on past a batch that did."""
        consumer, records = self._subscriber.consumer, message.raw_message
        records = await self._until_it_passes(lambda: self.epochs.follow(consumer, records), lambda _fault: True)
        if not records:
            return
        await self.take_in([_message(record) for record in records])
        try:
            await self.epochs.commit(consumer, records)
        except KafkaError as fault:
            # The group was rebalanced in the meantime: whoever has the partition now hears it again, which is harmless.
            log.warning("offsets not committed", fault=type(fault).__name__)

    async def take_in(self, messages: Sequence[Message]) -> None:
        """Take these messages in, however long that takes: whole if it can be, else one by one."""
        with self.spans.batch(messages) as traceparents:
            batch = [
                replace(received, traceparent=traceparent)
                for received, traceparent in zip(map(read, messages), traceparents, strict=True)
            ]
            try:
                await self._persist(batch)
            except Exception as fault:  # noqa: BLE001 - whatever failed, each message gets its own chance
                log.warning("batch redone one by one", fault=type(fault).__name__, messages=len(batch))
                for received in batch:
                    await self._persist_alone(received)

    async def _persist_alone(self, received: Received) -> None:
        """Take one message in, or park it after it kept failing."""
        for attempt in range(1, self.patience.attempts + 1):
            try:
                return await self._persist([received])
            except Exception as fault:  # noqa: BLE001 - whatever failed is parked with its child, never lost
                log.warning("message failed", fault=type(fault).__name__, attempt=attempt)
                last = fault
                await asyncio.sleep(self.patience.pause(attempt))
        # What can neither be taken in nor parked is waited for: to go on would lose it.
        await self._until_it_passes(lambda: self.writer.park(received, last), lambda _fault: True)
        return None

    async def _persist(self, batch: Sequence[Received]) -> None:
        """Take in; while the database is away, wait and try again."""
        new = await self._until_it_passes(lambda: self.writer.take_in(batch))
        now = self.writer.store.clock.now()
        for recorded in new:
            self.metrics.heard(recorded.source, (now - recorded.recorded_at).total_seconds())

    async def _until_it_passes(self, act: Any, may_pass: Callable[[Exception], bool] = passes) -> Any:
        """Repeat an act while it fails with a fault that may pass, with back-off and jitter."""
        attempt = 0
        while True:
            try:
                return await act()
            except Exception as fault:
                if not may_pass(fault):
                    raise
                attempt += 1
                log.warning("waiting for a fault to pass", fault=type(fault).__name__, attempt=attempt)
                await asyncio.sleep(self.patience.pause(attempt))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Hear for as long as the block runs; where Kafka is away, keep asking for it."""
        start = asyncio.create_task(self._start())
        try:
            yield
        finally:
            await end(start)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.broker.stop(), 2 * clients.STOP_SECONDS)

    async def _start(self) -> None:
        attempt = 0
        while not self.connected:
            try:
                # A consumer that subscribes to a topic before it is there would notice it half a minute later.
                await create_topics(self._bootstrap)
                await clients.connected(self.broker.start())
                self.connected = True
            except Exception as fault:  # noqa: BLE001 - to give up would be to hear nothing, in silence
                attempt += 1
                log.warning("Kafka does not answer", fault=type(fault).__name__, attempt=attempt)
                await self.broker.stop()
                await asyncio.sleep(self.patience.pause(attempt))


async def _undecoded(_message: KafkaMessage) -> None:
    """Nothing is decoded before the kit's own hands: a fault there would lose the batch."""


def _message(record: ConsumerRecord) -> Message:
    place = f"{record.partition}/{record.offset}"
    return Message(record.topic, place, record.key, record.value, record.headers)

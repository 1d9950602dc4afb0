"""Epochs: whether a position in a topic belongs to what is told there now, or to a log that was lost.

A relay that finds its Kafka emptied tells its journal again from the first row. Whoever kept a position in the log that
was lost would pass over as many messages of the new one. So every message says since when its journal is being told,
every position is committed with that moment, and a message of a later one sends the reader back to the start.
"""

from collections.abc import Sequence

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.messaging import clients
from shared.messaging.envelope import TOLD_SINCE

NEVER_COMMITTED = -1

log = structlog.get_logger(__name__)


class Epochs:
    """The epoch of each position of a consumer: the moment since when its journal is told, as a text that sorts."""

    def __init__(self, bootstrap: str, group: str) -> None:
        """`group` is the consumer group, whose committed positions keep their moment beside them."""
        self._bootstrap = bootstrap
        self._group = group
        self._since: dict[TopicPartition, str] = {}

    async def follow(self, consumer: AIOKafkaConsumer, records: Sequence[ConsumerRecord]) -> list[ConsumerRecord]:
        """Send partitions that are told anew back to their start; answer the records of the others.

        A log that was told anew without having been emptied is heard twice, which is harmless.
        """
        latest: dict[TopicPartition, str] = {}
        for record in records:
            partition = partition_of(record)
            latest[partition] = max(latest.get(partition, ""), _told_since(record))
        await self._learn(latest)
        anew = {partition for partition, since in latest.items() if since > self._since[partition]}
        # A partition that was given to another member in the meantime is for that member to send back.
        if ours := anew & consumer.assignment():
            log.info(
                "a journal is told anew: hearing it from its start",
                topics=sorted({partition.topic for partition in ours}),
            )
            await consumer.seek_to_beginning(*ours)
            self._since |= {partition: latest[partition] for partition in ours}
        return [record for record in records if partition_of(record) not in anew]

    async def commit(self, consumer: AIOKafkaConsumer, records: Sequence[ConsumerRecord]) -> None:
        """Commit the positions behind these records, and of no other partition, each with its epoch."""
        positions = {partition_of(record): record.offset + 1 for record in records}
        await consumer.commit({partition: (at, self._since[partition]) for partition, at in positions.items()})

    async def _learn(self, latest: dict[TopicPartition, str]) -> None:
        """Read the epochs beside the committed positions; a partition that was never read begins with the latest."""
        unknown = [partition for partition in latest if partition not in self._since]
        if not unknown:
            return
        async with clients.admin(self._bootstrap) as admin:
            committed = await admin.list_consumer_group_offsets(self._group, partitions=unknown)
        for partition in unknown:
            offset, since = committed[partition]
            self._since[partition] = latest[partition] if offset == NEVER_COMMITTED else since or ""


def partition_of(record: ConsumerRecord) -> TopicPartition:
    """The partition in which a record stands."""
    return TopicPartition(record.topic, record.partition)


def _told_since(record: ConsumerRecord) -> str:
    """The moment since when the journal of this record is told; empty where the sender does not say."""
    # Whatever else stands in a header is for others to judge: this one is ASCII, or it is not ours.
    return next((value.decode("ascii", "ignore") for name, value in record.headers if name == TOLD_SINCE and value), "")

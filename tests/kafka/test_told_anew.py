"""A Kafka that lost what was on it: whoever heard it goes back to the start of what is told again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from aiokafka.partitioner import DefaultPartitioner

from hearth.parts.kafka import KafkaPart, in_memory_kafka
from hearth.parts.provision import ServiceDatabase
from shared.events.gateway import ChildRegistered
from shared.identifiers import ChildId, new_id
from shared.messaging import clients
from shared.messaging.envelope import RecordedEvent, encode, key_of
from tests.kafka.conftest import Running, Start, starting_on
from tests.kafka.waiting import until

TOPIC = "gateway.events"
PARTITIONS = list(range(12))


@pytest.fixture(scope="module", params=["apache", "memory"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaPart]:
    """Each Kafka that the house may run on."""
    if request.param == "apache":
        yield request.getfixturevalue("kafka")
    else:
        with in_memory_kafka(tmp_path_factory.mktemp("memory"), because="a test asks for it") as part:
            yield part


@pytest.fixture
def start(either: KafkaPart, homes: dict[str, ServiceDatabase], keys: tuple[str, str]) -> Start:
    return starting_on(either, homes, keys)


def child_of_the_first_partition() -> UUID:
    """A child whose events stand in partition 0."""
    partition_of = DefaultPartitioner()
    return next(child for child in iter(uuid4, None) if partition_of(key_of(child), PARTITIONS, PARTITIONS) == 0)


async def register(gateway: Running, number: int) -> list[UUID]:
    return [await gateway.register(child_of_the_first_partition()) for _ in range(number)]


async def send_what_is_in_no_journal(kafka: KafkaPart) -> UUID:
    """A registration that stands in the log once, whatever the relay does."""
    child = child_of_the_first_partition()
    event = ChildRegistered(child_id=ChildId(child), authority="warrington", occurred_on=date(2026, 3, 30))
    value, headers = encode(RecordedEvent(new_id(), event, "gateway", 1, datetime(2026, 3, 30, 10, tzinfo=UTC)))
    await clients.send_one(kafka.bootstrap, TOPIC, key_of(child), value, headers)
    return child


async def start_over(gateway: Running) -> None:
    """Have the relay find that this is another Kafka than the one it knew."""
    await gateway.owner.execute("update relay_watermark set cluster_id = 'another'")


async def forget(tracking: Running, child: UUID) -> None:
    await tracking.owner.execute("delete from inbox where case_id = $1", child)


async def test_a_journal_told_anew_sends_who_hears_it_back_to_the_start(start: Start, either: KafkaPart) -> None:
    async with start("gateway") as gateway, start("tracking") as tracking:
        gateway.state.relay.look_seconds = 0.1
        await until(gateway.leads)
        lone = await send_what_is_in_no_journal(either)
        registered = await register(gateway, 1)
        await until(lambda: tracking.has_heard(lone, *registered))
        await forget(tracking, lone)
        await start_over(gateway)
        await until(lambda: tracking.has_heard(lone))


@pytest.mark.parametrize("anew", [True, False])
async def test_who_comes_back_goes_to_the_start_only_of_what_is_told_anew(
    start: Start, either: KafkaPart, *, anew: bool
) -> None:
    async with start("gateway") as gateway:
        gateway.state.relay.look_seconds = 0.1
        await until(gateway.leads)
        async with start("tracking") as tracking:
            lone = await send_what_is_in_no_journal(either)
            await until(lambda: tracking.has_heard(lone))
            # Once what came later was heard, the position behind the lone one is committed.
            before = await register(gateway, 1)
            await until(lambda: tracking.has_heard(*before))
            await forget(tracking, lone)
        if anew:
            await start_over(gateway)
        after = await register(gateway, 1)
        async with start("tracking") as tracking:
            await until(lambda: tracking.has_heard(*after))
            if anew:
                await until(lambda: tracking.has_heard(lone))
            # The last of the partition was heard: what stands before it was, or never is.
            assert await tracking.has_heard(lone) == anew

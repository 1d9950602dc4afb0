"""The real path: from a command over the relay and Kafka into the inbox of who hears it, whatever stops meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hearth.parts.kafka import KafkaPart
from shared.messaging import clients
from shared.messaging.topics import create_topics, manifest
from tests.kafka.conftest import Running, Start
from tests.kafka.waiting import until

LEADER = """
select pid from pg_locks join pg_database on pg_database.oid = database
where locktype = 'advisory' and objid = 20040923 and datname = current_database()
"""


async def counted(events: int, *members: Running) -> bool:
    """Whether these counted so many in all: each is in the database a moment before it is counted."""
    return sum(member.new() for member in members) >= events


@asynccontextmanager
async def never() -> AsyncIterator[None]:
    """A connection that is not made."""
    await asyncio.Event().wait()
    yield


async def test_what_is_accepted_is_heard(start: Start) -> None:
    async with start("gateway") as gateway, start("tracking") as tracking:
        await until(gateway.leads)
        children = [await gateway.register() for _ in range(20)]
        await until(lambda: tracking.has_heard(*children))


async def test_topics_are_those_of_the_manifest_and_none_makes_itself(start: Start, kafka: KafkaPart) -> None:
    async with start("gateway") as gateway:
        await until(gateway.leads)
    async with clients.admin(kafka.bootstrap) as admin:
        await admin.describe_topics(["nobody.events"])
        topics = await admin.list_topics()
        described = await admin.describe_topics([topic.name for topic in manifest()])
    assert {topic["topic"]: len(topic["partitions"]) for topic in described} == {topic.name: 12 for topic in manifest()}
    assert "nobody.events" not in topics


async def test_one_relay_leads_and_another_takes_over_when_it_loses_its_connection(start: Start) -> None:
    async with start("gateway") as one, start("gateway") as two, start("tracking") as tracking:
        await until(one.leads)
        assert await two.stands_by()
        [leader] = await one.owner.fetch(LEADER)
        # Taken at once by whoever asks next: keep the first from asking, as a process that hangs would.
        one.state.relay.connection = never
        assert await one.state.store.pool.fetchval("select pg_terminate_backend($1)", leader["pid"])
        await until(two.leads)
        await until(one.stands_by)
        children = [await one.register(), await two.register()]
        await until(lambda: tracking.has_heard(*children))


async def test_a_subscriber_that_comes_back_goes_on_where_it_was(start: Start) -> None:
    async with start("gateway") as gateway:
        await until(gateway.leads)
        async with start("tracking") as tracking:
            before = [await gateway.register() for _ in range(5)]
            await until(lambda: tracking.has_heard(*before))
        after = [await gateway.register() for _ in range(5)]
        async with start("tracking") as tracking:
            await until(lambda: tracking.has_heard(*after))
            await until(lambda: counted(5, tracking))
            assert tracking.new() == 5


async def test_two_of_a_service_share_the_work_and_nothing_is_done_twice(start: Start) -> None:
    async with start("gateway") as gateway, start("tracking") as one, start("tracking") as two:
        await until(gateway.leads)
        consumers = [member.state.subscribers.broker.subscribers[0].consumer for member in (one, two)]

        async def shared() -> bool:
            parts = [consumer.assignment() for consumer in consumers]
            return all(parts) and not parts[0] & parts[1] and len(parts[0] | parts[1]) == 12 * 3

        await until(shared)
        children = [await gateway.register() for _ in range(40)]
        await until(lambda: two.has_heard(*children))
        await until(lambda: counted(40, one, two))
        assert one.new() > 0
        assert two.new() > 0
        assert one.new() + two.new() == 40
        twice = "select count(*) - count(distinct case_id) from inbox where case_id = any($1)"
        assert await one.owner.fetchval(twice, children) == 0


async def test_without_kafka_commands_are_accepted_and_arrive_when_it_is_back(start: Start, kafka: KafkaPart) -> None:
    async with start("gateway") as gateway, start("tracking") as tracking:
        await until(gateway.leads)
        await asyncio.to_thread(kafka.stop)
        try:
            children = [await gateway.register() for _ in range(10)]
            ready = await gateway.client.get("/readyz")
            assert (ready.status_code, ready.json()["status"]) == (200, "ready")
        finally:
            await asyncio.to_thread(kafka.start)
        await until(lambda: tracking.has_heard(*children), within=60)


async def test_a_kafka_that_lost_its_memory_is_told_everything_by_who_leads(start: Start, kafka: KafkaPart) -> None:
    async with start("gateway") as gateway:
        gateway.state.relay.look_seconds = 0.1
        await until(gateway.leads)
        before = [await gateway.register() for _ in range(10)]
        await until(gateway.has_sent)
        async with clients.admin(kafka.bootstrap) as admin:
            await admin.delete_topics(["gateway.events"])
        await create_topics(kafka.bootstrap)
        after = await gateway.register()
        async with start("tracking") as tracking:
            await until(lambda: tracking.has_heard(*before, after))

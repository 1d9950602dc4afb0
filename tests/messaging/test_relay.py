"""The relay passes over nothing: neither what commits late, nor what fails, nor what another Kafka has lost."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError

from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.clients import MAX_MESSAGE_BYTES
from shared.messaging.parked import Message
from shared.messaging.relay import NEXT, Relay, Watermark
from shared.messaging.settling import Settled
from shared.testing.world import MemoryTopics, World, world_of
from tests.conftest import PLANS
from tests.messaging.conftest import Hearer
from tests.messaging.messages import corrected

TOPIC = "gateway.events"
ENGINEER = "ops_engineer@warrington"
WRITE = """
insert into journal
(event_id, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at, recorded_by) values
(gen_random_uuid(), 'child', $1, $2, 'hearth.entry_corrected.v1', 'warrington', '2026-03-30', $3, now(), 'test')
"""
LARGE = "x" * MAX_MESSAGE_BYTES
LAST = "select coalesce(max(txid)::text, '0'), coalesce(max(id), 0) from journal"


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


@pytest.fixture
async def line(gateway: Hearer) -> Line:
    connection = gateway.inhabitant.connection
    relay: Relay = gateway.inhabitant.app.state.relay
    await relay.start_over(connection, "a system", "a cluster")
    line = Line(relay, connection, Watermark(*await connection.fetchrow(LAST)))
    await line.carry()
    return line


@pytest.fixture
async def everyone(databases: dict[str, ServiceDatabase], clock: FixedClock) -> AsyncIterator[World]:
    """All services, of which tracking hears everything."""
    plans = [plan() for plan in PLANS.values()]
    async with world_of(plans, {name: database.app_url for name, database in databases.items()}, clock) as made:
        yield made


@pytest.fixture
async def writer(databases: dict[str, ServiceDatabase]) -> AsyncIterator[asyncpg.Connection]:
    """A second writer, whose transactions a test opens and closes."""
    connection = await clients.connection(databases["gateway"].owner_url)
    yield connection
    await connection.close()


async def write(connection: asyncpg.Connection, child: UUID, version: int = 1, filling: str = "") -> None:
    event = corrected(child, uuid4(), filling=filling)
    await connection.execute(WRITE, child, version, event.model_dump_json())


async def test_what_was_numbered_early_and_committed_late_is_carried_too(
    line: Line, owner: asyncpg.Connection, writer: asyncpg.Connection
) -> None:
    slow, quick = uuid4(), uuid4()
    transaction = writer.transaction()
    await transaction.start()
    await write(writer, slow)
    await write(owner, quick)
    await line.carry()
    # What committed meanwhile waits as well: carried now, it would move the mark past the slow one.
    assert line.sent == []
    await transaction.commit()
    await line.carry()
    assert [one.case_id for one in line.sent] == [slow, quick]


async def test_a_transaction_that_began_first_and_wrote_last_keeps_its_place(
    line: Line, owner: asyncpg.Connection, writer: asyncpg.Connection
) -> None:
    first, second = uuid4(), uuid4()
    transaction = writer.transaction()
    await transaction.start()
    await writer.fetchval("select pg_current_xact_id()")
    await write(owner, second)
    await write(writer, first)
    await transaction.commit()
    await write(owner, second, 2)
    await line.carry()
    assert [one.case_id for one in line.sent] == [first, second, second]
    assert line.versions(second) == ["1", "2"]


async def test_transactions_are_carried_in_the_order_of_their_numbers_not_of_their_digits(
    owner: asyncpg.Connection, writer: asyncpg.Connection
) -> None:
    child = uuid4()
    for version, transaction in enumerate(("9", "10", "100"), start=1):
        await write(writer, child, version)
        await owner.execute(
            "update journal set txid = $1::text::xid8 where (case_id, version) = ($2, $3)", transaction, child, version
        )
    mark, versions = Watermark("8", 0), []
    while (found := await owner.fetch(NEXT, mark.txid, mark.id, 1)) and int(found[0]["txid"]) <= 100:
        mark = Watermark(found[0]["txid"], found[0]["id"])
        versions.append(found[0]["version"])
    assert versions == [1, 2, 3]


async def test_what_was_rolled_back_is_not_carried(
    line: Line, owner: asyncpg.Connection, writer: asyncpg.Connection
) -> None:
    transaction = writer.transaction()
    await transaction.start()
    await write(writer, uuid4())
    await transaction.rollback()
    kept = uuid4()
    await write(owner, kept)
    await line.carry()
    assert [one.case_id for one in line.sent] == [kept]


async def test_a_failed_send_moves_nothing_and_all_is_sent_again(line: Line, owner: asyncpg.Connection) -> None:
    child = uuid4()
    for version in range(1, 6):
        await write(owner, child, version)
    before, kept = line.mark, await line.connection.fetchrow("select * from relay_watermark")
    line.topics.fails_after = 2
    with pytest.raises(KafkaConnectionError):
        await line.carry()
    assert line.mark == before
    assert await line.connection.fetchrow("select * from relay_watermark") == kept
    line.topics.fails_after = None
    await line.carry()
    assert line.versions(child) == ["1", "2", "1", "2", "3", "4", "5"]


async def test_a_row_too_large_is_parked_and_its_child_waits_behind_it(
    line: Line, gateway: Hearer, owner: asyncpg.Connection
) -> None:
    child, other = uuid4(), uuid4()
    await write(owner, child, 1)
    await write(owner, child, 2, LARGE)
    await write(owner, child, 3)
    await write(owner, other)
    await line.carry()
    await write(owner, child, 4)
    await line.carry()
    assert line.versions(child) == ["1"]
    assert line.versions(other) == ["1"]
    assert [one["cause"] for one in await gateway.parked(child)] == [
        "MessageSizeTooLargeError",
        "waits-behind",
        "waits-behind",
    ]
    assert {one["direction"] for one in await gateway.parked(child)} == {"sent"}


async def test_a_dismissed_row_holds_its_child_no_more_not_even_in_a_replay(
    line: Line, gateway: Hearer, owner: asyncpg.Connection
) -> None:
    child = uuid4()
    await write(owner, child, 1, LARGE)
    await line.carry()
    [parked] = await gateway.parked(child)
    assert await gateway.settling.dismiss(parked["id"], ENGINEER, "recorded twice") == Settled(dismissed=1)
    await owner.execute("update relay_watermark set replay = true")
    await write(owner, child, 2)
    await line.carry()
    await line.carry()
    assert await gateway.parked(child) == []
    assert set(line.versions(child)) == {"2"}


async def test_a_row_that_would_wait_goes_out_when_its_child_was_released_meanwhile(
    line: Line, gateway: Hearer, owner: asyncpg.Connection
) -> None:
    child = uuid4()
    await write(owner, child, 1, LARGE)
    await line.carry()
    [parked] = await gateway.parked(child)
    await write(owner, child, 2)
    rows = await line.connection.fetch(NEXT, line.mark.txid, line.mark.id, 1)
    await gateway.settling.dismiss(parked["id"], ENGINEER, "recorded twice")
    await line.relay.send(line.connection, line.topics, rows, {child})
    assert line.versions(child) == ["2"]


async def test_a_replay_sends_all_again_and_nobody_hears_anything_new(everyone: World) -> None:
    child, world = uuid4(), everyone
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    await world.post("gateway", f"/children/{child}/registration", body, role="social_worker")
    await world.settle()
    before = [one for one in world.topics.messages[TOPIC] if one.case_id == child]
    heard = {name: await count(one.connection, child) for name, one in world.inhabitants.items()}
    assert (await world.post("gateway", "/operations/replay", {}, role="ops_engineer")).status_code == 202
    await world.settle()
    again = [one for one in world.topics.messages[TOPIC] if one.case_id == child]
    assert [one.fingerprint for one in again] == [one.fingerprint for one in before] * 2
    assert heard == {name: await count(one.connection, child) for name, one in world.inhabitants.items()}


async def count(connection: asyncpg.Connection, child: UUID) -> int:
    found: int = await connection.fetchval("select count(*) from inbox where case_id = $1", child)
    return found

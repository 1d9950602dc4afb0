"""The relay passes over nothing: neither what commits late nor what fails, and a replay tells nobody anything new."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest
from aiokafka.errors import KafkaConnectionError

from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.relay import NEXT
from shared.messaging.watermark import Watermark
from shared.testing.world import Apps, World
from tests.messaging.line import TOPIC, Line, write


@pytest.fixture
async def everyone(apps: Apps, clock: FixedClock) -> World:
    """All services, of which tracking hears everything."""
    return await apps.world(clock)


@pytest.fixture
async def writer(databases: dict[str, ServiceDatabase]) -> AsyncIterator[asyncpg.Connection]:
    """A second writer, whose transactions a test opens and closes."""
    async with clients.connection(databases["gateway"].owner_url) as connection:
        yield connection


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

"""What cannot be sent is parked with its child, and holds it no longer than a person lets it."""

from uuid import uuid4

import asyncpg

from shared.messaging.clients import MAX_MESSAGE_BYTES
from shared.messaging.parked_actions import Settled
from shared.messaging.relay import NEXT
from tests.messaging.conftest import Hearer
from tests.messaging.line import Line, write

ENGINEER = "ops_engineer@warrington"
LARGE = "x" * MAX_MESSAGE_BYTES


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
    assert await gateway.parked_actions.dismiss(parked["id"], ENGINEER, "recorded twice") == Settled(dismissed=1)
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
    await gateway.parked_actions.dismiss(parked["id"], ENGINEER, "recorded twice")
    await line.relay.send(line.connection, line.topics, rows, {child}, line.mark)
    assert line.versions(child) == ["2"]

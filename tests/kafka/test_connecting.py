"""A client that is told to end while it connects leaves no connection open."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from hearth.parts.kafka import KafkaPart
from shared.messaging import clients

CHUNK = 65_536


@dataclass
class SlowRoad:
    """A way to Kafka on which the first answer arrives, and no other until `open` is set."""

    kafka: str
    asked_again: asyncio.Event = field(default_factory=asyncio.Event)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def both_ways(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, _, port = self.kafka.rpartition(":")
        there, back = await asyncio.open_connection(host, int(port))
        with suppress(OSError):
            await self._pass_on(reader, back)
            await self._pass_on(there, writer)
            await self._pass_on(reader, back)
            self.asked_again.set()
            await self.open.wait()
            while await self._pass_on(there, writer) and await self._pass_on(reader, back):
                pass
        for end in (back, writer):
            end.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        chunk = await reader.read(CHUNK)
        writer.write(chunk)
        await writer.drain()
        return chunk


@pytest.fixture
async def road(kafka: KafkaPart) -> AsyncIterator[tuple[SlowRoad, str]]:
    """The road, and where it begins."""
    slow = SlowRoad(kafka.bootstrap)
    server = await asyncio.start_server(slow.both_ways, "127.0.0.1", 0)
    async with server:
        yield slow, f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


Connect = Callable[[str], AbstractAsyncContextManager[Any]]


@pytest.mark.parametrize("connect", [clients.admin, lambda road: clients.started(clients.producer(road, "test"))])
async def test_a_client_that_is_told_to_end_while_it_connects_leaves_nothing_open(
    road: tuple[SlowRoad, str], connect: Connect
) -> None:
    slow, address = road

    async def use() -> None:
        async with connect(address):
            pytest.fail("it was told to end before")

    using = asyncio.create_task(use())
    await slow.asked_again.wait()
    using.cancel()
    await asyncio.sleep(0)
    slow.open.set()
    with pytest.raises(asyncio.CancelledError):
        await using
    del using
    gc.collect()  # what was left open warns now, and a warning is an error

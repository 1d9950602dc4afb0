"""Does the light client read whole answers, however they come, and notice when it is cut off?"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from hearth.bench.connection import Connection, registration

Answering = Callable[[asyncio.StreamWriter], Awaitable[None]]
CHILD = UUID("5b1d7c3e-0f5a-4c58-9d1c-3a7e52f0c1d1")


@asynccontextmanager
async def connected(answering: Answering, heard: list[bytes]) -> AsyncIterator[Connection]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split()[0])
                heard.append(head + await reader.readexactly(length))
                await answering(writer)
        except asyncio.IncompleteReadError:
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        connection = await Connection.opened(server.sockets[0].getsockname()[1])
        yield connection
        connection.close()


async def in_pieces(writer: asyncio.StreamWriter) -> None:
    for piece in (b"HTTP/1.1 201 Crea", b"ted\r\nContent-Length: 4\r\n\r", b"\n", b"do", b"ne"):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0)


async def cut_off(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 201 Created\r\ncontent-length: 4\r\n\r\ndo")
    writer.close()


async def test_an_answer_in_pieces_is_read_whole_and_the_next_one_too() -> None:
    heard: list[bytes] = []
    async with connected(in_pieces, heard) as connection:
        for _ in range(2):
            assert await connection.ask(registration(CHILD, "token")) == (201, b"done")
    assert len(heard) == 2
    assert heard[0].startswith(b"POST /children/5b1d7c3e-0f5a-4c58-9d1c-3a7e52f0c1d1/registration HTTP/1.1\r\n")
    assert b"Authorization: Bearer token\r\n" in heard[0]


async def test_a_connection_that_is_cut_is_an_error_not_a_wait() -> None:
    async with connected(cut_off, []) as connection:
        with pytest.raises(ConnectionError):
            await connection.ask(registration(CHILD, "token"))

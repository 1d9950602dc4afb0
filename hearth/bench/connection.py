"""One connection that speaks HTTP/1.1 and does nothing else, so that the client weighs little beside the service."""

import asyncio
import re
from collections.abc import Mapping
from typing import cast
from uuid import UUID, uuid4

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
HEAD_ENDS = b"\r\n\r\n"
STATUS = slice(9, 12)  # of `HTTP/1.1 201 Created`


class Connection(asyncio.Protocol):
    """Asks one thing after another over a connection that is kept."""

    @classmethod
    async def opened(cls, port: int) -> "Connection":
        """A connection to 127.0.0.1."""
        _transport, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast("asyncio.Transport", transport)  # what asyncio promises for TCP
        self._buffer = b""
        self._waiting: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a whole request and wait for its answer: status and body. Raises ConnectionError when it is cut."""
        self._waiting = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._waiting

    def data_received(self, data: bytes) -> None:
        """Hand the answer over once it is complete; every service here sends its length."""
        self._buffer += data
        head, complete, body = self._buffer.partition(HEAD_ENDS)
        if complete and (length := LENGTH.search(head)) and len(body) >= int(length[1]):
            self._buffer = b""
            if not self._waiting.done():  # whoever asked may have given up
                self._waiting.set_result((int(head[STATUS]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Let nobody wait for an answer that will not come."""
        if not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionError("the service closed the connection"))

    def close(self) -> None:
        """Close it; nothing may be waiting."""
        self._waiting.cancel()
        self.transport.close()


def post(path: str, token: str, body: bytes) -> bytes:
    """A signed POST under a fresh Idempotency-Key, as bytes on the wire."""
    headers: Mapping[str, object] = {
        "Host": "127.0.0.1",
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": uuid4(),
        "Content-Type": "application/json",
        "Content-Length": len(body),
    }
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + HEAD_ENDS + body


def registration(child: UUID, token: str) -> bytes:
    """The command that is measured: `POST /children/{child}/registration`."""
    body = b'{"on":"2026-03-02","authority":"warrington","date_of_birth":"2025-11-01"}'
    return post(f"/children/{child}/registration", token, body)


def referral(child: UUID, token: str) -> bytes:
    """The command that follows it: the family is brought before a sitting."""
    return post(f"/children/{child}/referrals", token, b'{"on":"2026-03-03","panel_date":"2026-03-10"}')

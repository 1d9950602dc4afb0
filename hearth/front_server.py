"""The front port's server: which port it gets, and how it runs inside the supervisor."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


class _Server(uvicorn.Server):
    """A server that leaves signals to the supervisor around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class FrontServer:
    """Serves an application on 127.0.0.1; on another free port when the wished one is taken."""

    def __init__(self, app: ASGIApp, wished_port: int) -> None:
        self.listener = _listen(wished_port)
        self.port: int = self.listener.getsockname()[1]
        # Nobody stands in front of the front port, so nobody's word about where a request came from is taken;
        # and the headers of the answer are the service's own.
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
            proxy_headers=False,
            date_header=False,
            server_header=False,
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start serving; the socket listens already, so nothing has to be waited for."""
        self._serving = asyncio.create_task(self._server.serve(sockets=[self.listener]))

    async def stop(self) -> None:
        """Finish the requests in hand, for at most 2 s."""
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
        self.close()

    def close(self) -> None:
        """Give the port back."""
        self.listener.close()


def _listen(wished_port: int) -> socket.socket:
    # asyncio sends without delay only on a socket that says that it speaks TCP; else each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", wished_port))
    except OSError:  # taken, or not ours to take
        listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    return listener

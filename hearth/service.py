"""A service as a process: how it is started, asked whether it is ready, stopped, killed and brought back."""

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module

import httpx

from hearth.parts.process import LeashedProcess
from shared.settings import Home

SERVICES = ("gateway", "planning", "family_finding", "tracking")
Command = Callable[..., Sequence[str]]  # command(service, *arguments)

_START_SECONDS = 60.0
_STOP_SECONDS = 9.0
_SETTLED_SECONDS = 60.0
_LONGEST_PAUSE_SECONDS = 15.0


def service_command(service: str, *arguments: str) -> list[str]:
    """The command that runs a service, as its own team would run it."""
    return [sys.executable, "-m", f"services.{service}", *arguments]


def prefix(service: str) -> str:
    """The path below which the front port serves it: `/family-finding` for `family_finding`."""
    return "/" + service.replace("_", "-")


def homes() -> list[Home]:
    """Where the pages of each service begin, as its plan says, in the order of the navigation."""
    return [import_module(f"services.{service}.main").plan().home for service in SERVICES]


@dataclass
class ServiceProcess:
    """One process of a service. `name` is the service's, with `-2`, `-3` ... for further processes of the same one."""

    name: str
    service: str
    url: str
    process: LeashedProcess
    client: httpx.AsyncClient
    wanted: bool = field(default=False, init=False)
    started: float = field(default=0.0, init=False)
    falls: int = field(default=0, init=False)
    again_at: float | None = field(default=None, init=False)

    @property
    def pid(self) -> int | None:
        """Its process id while it is alive."""
        return self.process.pid

    def start(self) -> None:
        """Start it without waiting until it is ready."""
        self.process.start()
        self.wanted, self.started, self.again_at = True, time.monotonic(), None

    async def is_ready(self) -> bool:
        """Whether its /readyz says yes now."""
        try:
            answer = await self.client.get(f"{self.url}/readyz")
        except httpx.TransportError:
            return False
        return answer.is_success

    async def wait_ready(self, within: float = _START_SECONDS) -> None:
        """Wait until it is ready.

        Raises:
            PartFailed: it ended or took too long; the end of its log is quoted.
        """
        since = time.monotonic()
        while not await self.is_ready():
            self.process.check_starting(since, within)
            await asyncio.sleep(0.1)

    def kill(self) -> None:
        """Kill it with -9, as a fault would; the house notices and starts it again."""
        self.process.kill()

    async def stop(self) -> None:
        """Stop it in order; it stays down until `restart`."""
        self.wanted = False
        await asyncio.to_thread(self.process.stop, _STOP_SECONDS)

    async def restart(self) -> None:
        """Stop it, start it on the same port and wait until it is ready."""
        await self.stop()
        self.start()
        await self.wait_ready()

    def note_fall(self) -> float:
        """It ended unasked: plan its next start and return the pause in seconds, doubled with each fall in a row."""
        settled = time.monotonic() - self.started > _SETTLED_SECONDS
        self.falls = 1 if settled else self.falls + 1
        pause: float = min(0.25 * 2.0 ** min(self.falls, 10), _LONGEST_PAUSE_SECONDS)
        self.again_at = time.monotonic() + pause
        return pause

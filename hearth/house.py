"""The whole house on one machine: its parts, its four services as processes of their own, and the front port."""

import asyncio
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import httpx
import typer

from hearth.front import front
from hearth.front_server import FrontServer
from hearth.keys import kept_keys, kept_sealing_keys
from hearth.parts.kafka import KafkaPart, choose_kafka
from hearth.parts.kept import kept_port
from hearth.parts.postgres import VARIABLE as POSTGRES_VARIABLE
from hearth.parts.postgres import PostgresPart, choose_postgres
from hearth.parts.process import LeashedProcess, PartFailed
from hearth.parts.provision import ServiceDatabase, provision
from hearth.service import SERVICES, Command, ServiceProcess, homes, prefix, service_command
from hearth.state import RunningHouse, RunningService, take
from shared.messaging.topics import create_topics

_AT_ONCE = 2  # migrations run beside each other: more would only wait for the processor
_MIGRATION_SECONDS = 120.0
_WATCH_SECONDS = 0.2


class House:
    """Everything, started by `start()` and stopped by `stop()`, or within `async with`.

    Once it is up: `services` (name -> process), `postgres`, `kafka`, `databases` (service -> URLs) and `front_url`.
    A service that ends unasked is started again; a part that is stopped stays down until somebody starts it.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int = 8000,
        replicas: Mapping[str, int] | None = None,
        command: Command = service_command,
        say: Callable[[str], None] = typer.echo,
    ) -> None:
        """`port` is the front port's, wished for. `replicas`: processes per service where there is more than one."""
        self.data_dir = data_dir.resolve()
        self.services: dict[str, ServiceProcess] = {}
        self.databases: dict[str, ServiceDatabase] = {}
        self.postgres: PostgresPart
        self.kafka: KafkaPart
        self._parts: list[PostgresPart | KafkaPart] = []
        self._wished_port = port
        self._replicas = replicas or {}
        self._command = command
        self._say = say
        self._homes = json.dumps([home.model_dump() for home in homes()])
        self._lock: IO[str] | None = None
        self._front: FrontServer | None = None
        self._watching: asyncio.Task[None] | None = None
        self._client = httpx.AsyncClient(timeout=2.0, trust_env=False)

    @property
    def front_url(self) -> str:
        """The front port's address, such as `http://127.0.0.1:8000`."""
        if self._front is None:
            raise PartFailed("the house is not up; start it first")
        return self._front.url

    async def start(self) -> None:
        """Start everything, in order; what was started is stopped again when something does not start.

        Raises:
            HouseIsUp: another house has the data folder.
            PartFailed: a part, a migration or a service did not start.
        """
        self._lock = take(self.data_dir)
        try:
            await self._start_parts()
            await self._prepare()
            await self._start_services()
            await self._open_front()
        except BaseException:
            await self.stop()
            raise
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Stop everything, in order, within 15 s: the front port, the services, then the parts."""
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        if self._front is not None:
            await self._front.stop()
        await asyncio.gather(*(service.stop() for service in self.services.values()))
        await asyncio.gather(*(asyncio.to_thread(part.close) for part in self._parts))
        await self._client.aclose()
        RunningHouse.forget(self.data_dir)
        if self._lock is not None:
            self._lock.close()

    async def __aenter__(self) -> Self:
        """The house, up."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Stop it."""
        await self.stop()

    async def _start_parts(self) -> None:
        async def started(choose: Callable[..., PostgresPart | KafkaPart]) -> PostgresPart | KafkaPart:
            starting = asyncio.ensure_future(asyncio.to_thread(choose, self.data_dir, say=self._say))
            try:
                return await asyncio.shield(starting)
            finally:  # also when the house is told to stop meanwhile: what has begun to start has to be stopped
                self._parts.append(await starting)

        outcomes = await asyncio.gather(started(choose_postgres), started(choose_kafka), return_exceptions=True)
        for outcome in outcomes:
            match outcome:
                case PostgresPart():
                    self.postgres = outcome
                case KafkaPart():
                    self.kafka = outcome
                case BaseException():
                    raise outcome

    async def _prepare(self) -> None:
        """Databases, roles and tables; topics. All of it may be there already."""
        for service in SERVICES:
            self.databases[service] = await asyncio.to_thread(provision, self.postgres, service)
        turns = asyncio.Semaphore(_AT_ONCE)
        await asyncio.gather(*(self._migrate(service, turns) for service in SERVICES))
        self._say("Databases: up to date")
        if not self.kafka.in_memory:
            await create_topics(self.kafka.bootstrap)

    async def _migrate(self, service: str, turns: asyncio.Semaphore) -> None:
        env = {**self._env(service, port=0), "HEARTH_OWNER_DATABASE_URL": self.databases[service].owner_url}
        process = self._process(f"{service}-migrate", self._command(service, "migrate"), env)
        async with turns:
            await asyncio.to_thread(process.run_to_end, _MIGRATION_SECONDS)

    async def _start_services(self) -> None:
        processes = [
            (service if number == 1 else f"{service}-{number}", service)
            for service in SERVICES
            for number in range(1, self._replicas.get(service, 1) + 1)
        ]
        ports = {name: kept_port(self.data_dir / "ports" / name) for name, _ in processes}
        urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        for name, service in processes:
            env = {**self._env(service, ports[name]), "HEARTH_GATEWAY_URL": urls["gateway"]}
            process = self._process(name, self._command(service), env)
            self.services[name] = ServiceProcess(name, service, urls[name], process, self._client)
        for each in self.services.values():
            each.start()
        await asyncio.gather(*(self._see_ready(each) for each in self.services.values()))

    async def _see_ready(self, service: ServiceProcess) -> None:
        await service.wait_ready()
        self._say(f"{service.name}: ready after {time.monotonic() - service.started:.1f} s")

    async def _open_front(self) -> None:
        urls = {name: [each.url for each in self.services.values() if each.service == name] for name in SERVICES}
        self._front = FrontServer(front(urls), self._wished_port)
        await self._front.start()
        found = self._wished_port in {0, self._front.port}  # 0 is any free port
        taken = "" if found else f" (port {self._wished_port} is taken)"
        self._say(f"Hearth is up: {self._front.url}{taken}")
        self._write_state()

    def _process(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> LeashedProcess:
        log = self.data_dir / "logs" / f"{name}.log"
        return LeashedProcess(name, command, run=self.data_dir / "run", log=log, env=env)

    def _env(self, service: str, port: int) -> dict[str, str]:
        """What a service is told; of the house's own environment it gets all but the superuser's address."""
        private_key, public_key = kept_keys(self.data_dir)
        inherited = {name: value for name, value in os.environ.items() if name != POSTGRES_VARIABLE}
        return inherited | {
            "HEARTH_DATABASE_URL": self.databases[service].app_url,
            "HEARTH_KAFKA": self.kafka.bootstrap,
            "HEARTH_HOST": "127.0.0.1",
            "HEARTH_PORT": str(port),
            "HEARTH_ROOT_PATH": prefix(service),
            "HEARTH_HOMES": self._homes,
            "HEARTH_ENVIRONMENT": "development",
            "HEARTH_TOKEN_PUBLIC_KEY": public_key,
            "HEARTH_SEALING_KEYS": kept_sealing_keys(self.data_dir),
            "HEARTH_DOCUMENTS": str(self.data_dir / "documents"),
            "HEARTH_DEVELOPMENT_PRIVATE_KEY": private_key,
        }

    async def _watch(self) -> None:
        """Start a service again that ended unasked, after a pause that grows with each fall in a row."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            for service in self.services.values():
                if not service.wanted or service.process.running:
                    continue
                if service.again_at is None:
                    ended, pause = service.process.exit_code, service.note_fall()
                    self._say(f"{service.name} ended with {ended}; it is started again in {pause:.1f} s")
                elif time.monotonic() >= service.again_at:
                    service.start()
                    self._write_state()

    def _write_state(self) -> None:
        services = [RunningService(each.name, each.service, each.pid, each.url) for each in self.services.values()]
        RunningHouse(os.getpid(), self.front_url, self.postgres.chosen, self.kafka.chosen, services).write(
            self.data_dir
        )

"""The ground: a PostgreSQL, a Kafka, databases and processes that are there for the measurements only."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from hearth.keys import kept_keys, kept_sealing_keys
from hearth.parts.kafka import KafkaPart, choose_kafka
from hearth.parts.kept import free_port
from hearth.parts.postgres import PostgresPart, choose_postgres
from hearth.parts.process import LeashedProcess
from hearth.parts.provision import ServiceDatabase, provision
from hearth.service import ServiceProcess, service_command
from shared.messaging import clients
from shared.messaging.migrations.run import migrate
from shared.messaging.topics import create_topics
from shared.web.development import development_token

NOWHERE = "127.0.0.1:1"  # no Kafka is there
BARE = (sys.executable, "-m", "hearth.bench.bare")


@dataclass
class Ground:
    """Where measurements are made; everything it started is stopped when `standing` ends."""

    folder: Path
    postgres: PostgresPart
    kafka: KafkaPart
    client: httpx.AsyncClient
    started: list[ServiceProcess] = field(default_factory=list)

    def token(self, role: str) -> str:
        """A token of an invented user who works for Warrington."""
        return development_token(kept_keys(self.folder)[0], role, "warrington")

    async def database(self, service: str, name: str | None = None) -> ServiceDatabase:
        """A migrated, empty database of the service; under another name a second one beside it, with the same roles."""
        home = await asyncio.to_thread(provision, self.postgres, service)
        await migrate(service, home.owner_url)
        if name is None:
            return home
        async with clients.connection(self.postgres.admin_url) as admin:
            await admin.execute(f'create database "{name}" template "{service}" owner "{service}_owner"')
        return ServiceDatabase(*(urlsplit(url)._replace(path=f"/{name}").geturl() for url in _urls(home)))

    async def start(
        self, name: str, url: str, *, kafka: str = NOWHERE, command: Sequence[str] | None = None
    ) -> ServiceProcess:
        """Start a service as in production (its `name` up to a hyphen) over a database, and wait until it is ready."""
        service, port = name.partition("-")[0], free_port()
        env = os.environ | {
            "HEARTH_DATABASE_URL": url,
            "HEARTH_KAFKA": kafka,
            "HEARTH_PORT": str(port),
            "HEARTH_ENVIRONMENT": "production",
            "HEARTH_TOKEN_PUBLIC_KEY": kept_keys(self.folder)[1],
            "HEARTH_SEALING_KEYS": kept_sealing_keys(self.folder),
            "HEARTH_DOCUMENTS": str(self.folder / "documents"),
        }
        log = self.folder / "logs" / f"{name}.log"
        process = LeashedProcess(name, command or service_command(service), run=self.folder / "run", log=log, env=env)
        running = ServiceProcess(name, service, f"http://127.0.0.1:{port}", process, self.client)
        self.started.append(running)
        running.start()
        await running.wait_ready()
        return running

    async def stop(self) -> None:
        """Stop the services; the parts stay."""
        await asyncio.gather(*(process.stop() for process in self.started))
        self.started.clear()


def _urls(database: ServiceDatabase) -> tuple[str, str]:
    return database.owner_url, database.app_url


@asynccontextmanager
async def standing(folder: Path, say: Callable[[str], None]) -> AsyncIterator[Ground]:
    """A ground in a folder, with its topics, for as long as the block runs. Raises PartFailed."""
    with (
        await asyncio.to_thread(choose_postgres, folder, say=say) as postgres,
        await asyncio.to_thread(choose_kafka, folder, say=say) as kafka,
    ):
        if not kafka.in_memory:
            await create_topics(kafka.bootstrap)
        async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:
            ground = Ground(folder, postgres, kafka, client)
            try:
                yield ground
            finally:
                await ground.stop()

"""Services that run by themselves over a real Kafka, and databases that no other test writes to."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from hearth.parts.kafka import KafkaPart, choose_kafka
from hearth.parts.postgres import PostgresPart, choose_postgres
from hearth.parts.provision import ServiceDatabase
from shared.messaging import clients
from shared.settings import Settings
from shared.vault import new_key
from shared.web.app import create_app
from shared.web.development import development_keys, development_token
from tests.conftest import PLANS, migrated, own_folder
from tests.kafka.waiting import until

SERVICES = ("gateway", "tracking")
REGISTRATION = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaPart]:
    """A Kafka of these tests' own, which they may stop."""
    with choose_kafka(tmp_path_factory.mktemp("kafka")) as part:
        if part.in_memory:
            pytest.skip("install Java 17 and Maven to run Apache Kafka")
        yield part


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresPart]:
    with own_folder() as folder, choose_postgres(folder, fsync=False) as part:
        yield part


@pytest.fixture(scope="session")
def homes(server: PostgresPart) -> dict[str, ServiceDatabase]:
    """The databases of the services that run here."""
    return migrated(server, SERVICES)


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    return development_keys()


@dataclass
class Running:
    """A service at work, a client that speaks to it, and its database seen from the owner's side."""

    app: FastAPI
    client: httpx.AsyncClient
    owner: asyncpg.Connection
    private_key: str

    @property
    def state(self) -> Any:  # noqa: ANN401 - whatever the app keeps
        return self.app.state

    async def register(self, child: UUID | None = None) -> UUID:
        """Register a child and answer its id, once the command was accepted."""
        child = child or uuid4()
        token = development_token(self.private_key, "social_worker", "warrington")
        answer = await self.client.post(
            f"/children/{child}/registration", json=REGISTRATION, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 201, answer.text
        return child

    async def leads(self) -> bool:
        return bool(self.state.relay.leading)

    async def stands_by(self) -> bool:
        return not await self.leads()

    async def hears(self) -> bool:
        return bool(self.state.subscribers.connected)

    async def has_sent(self) -> bool:
        """Whether all that was recorded was sent."""
        return bool((await self.client.get("/status")).json()["outbox_rows"] == 0)

    async def has_heard(self, *children: UUID) -> bool:
        """Whether of each of these children something was heard."""
        heard = "select count(distinct case_id) from inbox where case_id = any($1)"
        return bool(await self.owner.fetchval(heard, children) == len(children))

    def new(self) -> int:
        """How many events this process heard for the first time."""
        found = self.state.metrics.registry.get_sample_value("hearth_heard_total", {"source": "gateway"})
        return int(found or 0)


Start = Callable[[str], AbstractAsyncContextManager[Running]]


@pytest.fixture
def start(kafka: KafkaPart, homes: dict[str, ServiceDatabase], keys: tuple[str, str]) -> Start:
    """What starts a process's worth of a service, named by its name, for the length of a block."""
    return starting_on(kafka, homes, keys)


def starting_on(kafka: KafkaPart, homes: dict[str, ServiceDatabase], keys: tuple[str, str]) -> Start:
    """What starts services over this Kafka."""

    @asynccontextmanager
    async def running(service: str) -> AsyncIterator[Running]:
        private, public = keys
        settings = Settings(
            database_url=homes[service].app_url,
            kafka=kafka.bootstrap,
            token_public_key=public,
            sealing_keys=new_key(),
            documents="memory://",
            development_private_key=private,
            environment="development",
        )
        app = create_app(PLANS[service](), settings)
        transport = httpx.ASGITransport(app)
        async with (
            clients.connection(homes[service].owner_url) as owner,
            httpx.AsyncClient(transport=transport, base_url="http://here") as client,
            app.router.lifespan_context(app),
        ):
            one = Running(app, client, owner, private)
            await until(one.hears)
            yield one

    return running

"""The world in one process: services over real databases, and a bus that moves only when a test says so.

The apps are made once and serve many worlds, one after another. A world has its own clock, topics, archive, sealing key
and place in every journal, so that what was recorded before it began is neither heard nor found in it.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any, NamedTuple

import asyncpg
import httpx
from fastapi import FastAPI

from shared.clock import LONDON, FixedClock, london_day
from shared.messaging.parked import Message
from shared.messaging.topics import topic_of
from shared.messaging.watermark import Watermark, start_over
from shared.settings import Settings
from shared.storage import Archive
from shared.vault import Vault, new_key
from shared.web.app import Plan, create_app, opened
from shared.web.development import development_keys, development_token

NOWHERE = "127.0.0.1:1"  # no Kafka is there, and none is asked
LAST = "select coalesce(max(txid)::text, '0'), coalesce(max(id), 0) from journal"


class MemoryTopics:
    """Topics in memory, in the place of Kafka and of its producer."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Message]] = defaultdict(list)

    async def send(
        self, topic: str, value: bytes | None, key: bytes | None, *, headers: Sequence[tuple[str, bytes]] = ()
    ) -> "asyncio.Future[None]":
        """Append a message; it is safe at once."""
        place = f"0/{len(self.messages[topic])}"
        self.messages[topic].append(Message(topic, place, key, value, list(headers)))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done


@dataclass
class Inhabitant:
    """One service of the world: its app, a client that speaks to it, and how far it carried and heard."""

    plan: Plan
    app: FastAPI
    client: httpx.AsyncClient
    connection: asyncpg.Connection
    mark: Watermark = field(default_factory=Watermark)
    heard: dict[str, int] = field(default_factory=lambda: defaultdict(int))


class World:
    """Several services that hear one another when `settle` is called."""

    def __init__(self, private_key: str, clock: FixedClock, inhabitants: Mapping[str, Inhabitant]) -> None:
        """`private_key` signs the callers' tokens; `clock` is everybody's."""
        self.topics = MemoryTopics()
        self.inhabitants = inhabitants
        self.clock = clock
        self._private_key = private_key

    def token(self, role: str, authority: str | None = "warrington") -> str:
        """A token of an invented user."""
        return development_token(self._private_key, role, authority)

    def comes(self, day: date) -> None:
        """A day comes, at nine o'clock in London; one that came already stays past."""
        if day > london_day(self.clock.now()):
            self.clock.moment = datetime.combine(day, time(9), LONDON).astimezone(UTC)

    async def post(  # noqa: PLR0913 - a request has many parts
        self,
        service: str,
        path: str,
        body: Mapping[str, Any],
        *,
        role: str,
        authority: str | None = "warrington",
        headers: Mapping[str, str] | None = None,
        ahead: bool = False,
    ) -> httpx.Response:
        """Ask a service for something, as somebody, once the day that it tells of has come; before it, if `ahead`."""
        if "on" in body and not ahead:
            self.comes(date.fromisoformat(body["on"]))
        sent = {"Authorization": f"Bearer {self.token(role, authority)}", **(headers or {})}
        return await self.inhabitants[service].client.post(path, json=body, headers=sent)

    async def get(self, service: str, path: str, *, role: str, authority: str | None = "warrington") -> httpx.Response:
        """Read from a service, as somebody."""
        sent = {"Authorization": f"Bearer {self.token(role, authority)}"}
        return await self.inhabitants[service].client.get(path, headers=sent)

    async def settle(self, shuffle: Random | None = None) -> None:
        """Carry and deliver until nobody has anything new to say; `shuffle` has the topics heard in a random order."""
        moved = True
        while moved:
            moved = False
            for inhabitant in self.inhabitants.values():
                moved |= await self._carry(inhabitant)
            everyone = list(self.inhabitants.values())
            if shuffle:
                shuffle.shuffle(everyone)
            for inhabitant in everyone:
                moved |= await self._deliver(inhabitant, shuffle)

    async def _carry(self, inhabitant: Inhabitant) -> bool:
        relay: Any = inhabitant.app.state.relay
        before = inhabitant.mark
        inhabitant.mark = await relay.carry(inhabitant.connection, self.topics, inhabitant.mark)
        return bool(inhabitant.mark != before)

    async def _deliver(self, inhabitant: Inhabitant, shuffle: Random | None) -> bool:
        sources = list(inhabitant.plan.sources)
        if shuffle:
            shuffle.shuffle(sources)
        moved = False
        for source in sources:
            topic = topic_of(source)
            new = self.topics.messages[topic][inhabitant.heard[topic] :]
            if new:
                await inhabitant.app.state.subscribers.take_in(new)
                inhabitant.heard[topic] += len(new)
                moved = True
        return moved


class WorldClock:
    """The clock of the apps: it shows what the present world's clock shows."""

    def __init__(self) -> None:
        """It stands at the beginning of 2026 until there is a world."""
        self.shows = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))

    def now(self) -> datetime:
        """The moment of the present world."""
        return self.shows.now()


class Opened(NamedTuple):
    """An app that is open over its database, and a connection that sees the whole journal."""

    plan: Plan
    settings: Settings
    app: FastAPI
    connection: asyncpg.Connection

    async def begin(self, vault: Vault) -> Inhabitant:
        """Begin a world: what the app kept of the one before is not there."""
        state = self.app.state
        state.vault = state.store.vault = vault if self.plan.seals else None
        if self.plan.keeps_papers:
            state.archive = state.store.archive = Archive.at("memory://", self.settings.largest_document, lasting=False)
        self.app.middleware_stack = None  # made anew, it asks again where its spans go
        client = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=f"http://{self.plan.service.name}")
        return Inhabitant(self.plan, self.app, client, self.connection, await present_end(self.connection))


class Apps:
    """The services' apps, open over their databases: one world at a time lives in them."""

    def __init__(self) -> None:
        """Begins with new keys for tokens."""
        self.clock = WorldClock()
        self._private_key, self._public_key = development_keys()
        self._open: dict[str, Opened] = {}

    @asynccontextmanager
    async def serving(self, plan: Plan, database_url: str) -> AsyncIterator[None]:
        """This service too, for as long as the block runs."""
        settings = Settings(
            database_url=database_url,
            kafka=NOWHERE,
            token_public_key=self._public_key,
            sealing_keys=new_key(),
            documents="memory://",
            development_private_key=self._private_key,
            environment="development",
        )
        app = create_app(plan, settings, self.clock)
        async with opened(app, plan, settings, self.clock), app.state.relay.connection() as connection:
            await start_over(connection, "world", "memory")
            self._open[plan.service.name] = Opened(plan, settings, app, connection)
            yield

    async def world(self, clock: FixedClock, *names: str) -> World:
        """A new world by this clock, of the services with these names or of all; those before it are over."""
        self.clock.shows, vault = clock, Vault.of(new_key())
        inhabitants = {name: await self._open[name].begin(vault) for name in names or self._open}
        for inhabitant in inhabitants.values():
            inhabitant.app.state.gateway = inhabitants["gateway"].client if "gateway" in inhabitants else None
        return World(self._private_key, clock, inhabitants)


@asynccontextmanager
async def apps_of(plans: Sequence[Plan], databases: Mapping[str, str]) -> AsyncIterator[Apps]:
    """The apps of these services over these databases (service to postgresql:// address of its own role)."""
    apps = Apps()
    async with AsyncExitStack() as stack:
        for plan in plans:
            await stack.enter_async_context(apps.serving(plan, databases[plan.service.name]))
        yield apps


async def present_end(connection: asyncpg.Connection) -> Watermark:
    """The mark behind every row of the journal."""
    return Watermark(*await connection.fetchrow(LAST))

"""The world in one process: services over real databases, and a bus that moves only when a test says so."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

import asyncpg
import httpx
from fastapi import FastAPI

from shared.clock import LONDON, FixedClock, london_day
from shared.messaging.parked import Message
from shared.messaging.topics import topic_of
from shared.messaging.watermark import Watermark, start_over
from shared.settings import Settings
from shared.vault import new_key
from shared.web.app import Plan, create_app, opened
from shared.web.development import development_keys, development_token

NOWHERE = "127.0.0.1:1"  # no Kafka is there, and none is asked


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
    mark: Watermark
    heard: dict[str, int] = field(default_factory=lambda: defaultdict(int))


class World:
    """Several services that hear one another when `settle` is called."""

    def __init__(self, private_key: str, clock: FixedClock) -> None:
        """`private_key` signs the callers' tokens; `clock` is everybody's."""
        self.topics = MemoryTopics()
        self.inhabitants: dict[str, Inhabitant] = {}
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
            for one in self.inhabitants.values():
                moved |= await self._carry(one)
            everyone = list(self.inhabitants.values())
            if shuffle:
                shuffle.shuffle(everyone)
            for one in everyone:
                moved |= await self._deliver(one, shuffle)

    async def _carry(self, one: Inhabitant) -> bool:
        relay: Any = one.app.state.relay
        before = one.mark
        one.mark = await relay.carry(one.connection, self.topics, one.mark)
        return bool(one.mark != before)

    async def _deliver(self, one: Inhabitant, shuffle: Random | None) -> bool:
        sources = list(one.plan.sources)
        if shuffle:
            shuffle.shuffle(sources)
        moved = False
        for source in sources:
            topic = topic_of(source)
            new = self.topics.messages[topic][one.heard[topic] :]
            if new:
                await one.app.state.subscribers.take_in(new)
                one.heard[topic] += len(new)
                moved = True
        return moved


@asynccontextmanager
async def world_of(plans: Sequence[Plan], databases: Mapping[str, str], clock: FixedClock) -> AsyncIterator[World]:
    """A world of these services over these databases (service to postgresql:// address of its own role)."""
    private, public = development_keys()
    sealing_key = new_key()
    world = World(private, clock)
    async with AsyncExitStack() as stack:
        for plan in plans:
            name = plan.service.name
            settings = Settings(
                database_url=databases[name],
                kafka=NOWHERE,
                token_public_key=public,
                sealing_keys=sealing_key,
                documents="memory://",
                development_private_key=private,
                environment="development",
            )
            app = create_app(plan, settings, clock)
            await stack.enter_async_context(opened(app, plan, settings, clock))
            client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://{name}")
            await stack.enter_async_context(client)
            relay = app.state.relay
            connection = await stack.enter_async_context(relay.connection())
            mark = await start_over(connection, "world", "memory")
            world.inhabitants[name] = Inhabitant(plan, app, client, connection, mark)
        yield world

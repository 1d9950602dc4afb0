"""What the tests of the kit share: the legal gateway as an example of a service, and its database as the owner's."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from hearth.parts.provision import ServiceDatabase
from services.gateway.child.domain.matter import LegalMatter
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.parked import Message
from shared.messaging.parked_actions import ParkedActions
from shared.messaging.relay import Relay
from shared.messaging.subscribers import Patience, Subscribers
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from shared.messaging.watermark import start_over
from shared.testing.world import Apps, Inhabitant, World, present_end
from tests.messaging.line import Line

IMPATIENT = Patience(first_pause=0.0001, longest_pause=0.001)


@dataclass
class Hearer:
    """The legal gateway, told messages by hand and looked at from inside."""

    inhabitant: Inhabitant

    @property
    def subscribers(self) -> Subscribers:
        found: Subscribers = self.inhabitant.app.state.subscribers
        return found

    @property
    def parked_actions(self) -> ParkedActions:
        found: ParkedActions = self.inhabitant.app.state.parked_actions
        return found

    async def hear(self, *messages: Message) -> None:
        """Hear these as one batch."""
        await self.subscribers.take_in(messages)

    async def heard(self, child: UUID) -> list[UUID]:
        """What was heard about a child, in the order of hearing."""
        return [one for (one,) in await self.inhabitant.connection.fetch(HEARD, child)]

    def counted(self, source: str) -> float:
        """How many events of a service the metrics say were heard for the first time."""
        registry = self.subscribers.metrics.registry
        return registry.get_sample_value("hearth_heard_total", {"source": source}) or 0

    async def matter(self, child: UUID) -> LegalMatter:
        """The child's case, folded from all that is known."""
        async with self.inhabitant.app.state.store.work(EVERY_AUTHORITY) as work:
            matter: LegalMatter = await work.open(LegalMatter, child)
        return matter

    async def journal(self, child: UUID) -> list[str]:
        """The wire names of what was recorded about a child, in order."""
        return [one for (one,) in await self.inhabitant.connection.fetch(RECORDED, child)]

    async def parked(self, child: UUID | None = None, state: str = "parked") -> list[dict[str, Any]]:
        """What is parked, of a child or of all, in order."""
        found = await self.parked_actions.look(state=state)
        return [one for one in found if child in {None, one["case_id"]}]


HEARD = "select event_id from inbox where case_id = $1 order by place"
RECORDED = "select type from journal where case_id = $1 order by version"


@pytest.fixture
async def world(apps: Apps, clock: FixedClock) -> World:
    """The legal gateway alone: the kit is the same in every service."""
    return await apps.world(clock, "gateway")


@pytest.fixture
async def owner(databases: dict[str, ServiceDatabase]) -> AsyncIterator[asyncpg.Connection]:
    """The gateway's database as the owner of its tables; what a test parked is gone before the next."""
    async with clients.connection(databases["gateway"].owner_url) as connection:
        yield connection
        await connection.execute("truncate parked, parked_acts")


@pytest.fixture
async def gateway(world: World, owner: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch) -> Hearer:
    """The legal gateway, in no mood to wait."""
    assert not owner.is_closed()
    hearer = Hearer(world.inhabitants["gateway"])
    monkeypatch.setattr(hearer.subscribers, "patience", IMPATIENT)
    return hearer


@pytest.fixture
async def line(gateway: Hearer) -> Line:
    """The gateway's relay, at the journal's present end."""
    connection = gateway.inhabitant.connection
    relay: Relay = gateway.inhabitant.app.state.relay
    await start_over(connection, "a system", "a cluster")
    line = Line(relay, connection, await present_end(connection))
    await line.carry()
    return line

"""Family finding alone over a real database; what the other services say is put on their topics by the test."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from hearth.parts.postgres import PostgresPart
from hearth.parts.provision import provision
from services.family_finding.main import plan
from shared.clock import FixedClock
from shared.messaging.migrations.run import migrate
from shared.testing.world import World, world_of


@pytest.fixture(scope="session")
def own_database(postgres: PostgresPart) -> str:
    """Family finding's database, migrated: its address as the service's own role."""

    def prepared() -> str:
        database = provision(postgres, "family_finding")
        asyncio.run(migrate("family_finding", database.owner_url))
        return database.app_url

    with ThreadPoolExecutor(1) as elsewhere:  # a loop of its own: this thread's belongs to the tests
        return elsewhere.submit(prepared).result()


@pytest.fixture
async def alone(own_database: str, clock: FixedClock) -> AsyncIterator[World]:
    """A world with nobody else in it."""
    async with world_of([plan()], {"family_finding": own_database}, clock) as world:
        yield world

"""Planning alone over a real database; what the other services say is put on their topics by the test."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from hearth.parts.postgres import PostgresPart
from hearth.parts.provision import ServiceDatabase, provision
from services.planning.main import plan
from shared.clock import FixedClock
from shared.messaging.migrations.run import migrate
from shared.testing.world import World, world_of


@pytest.fixture(scope="session")
def own_database(postgres: PostgresPart) -> ServiceDatabase:
    """Planning's database, migrated."""

    def prepared() -> ServiceDatabase:
        database = provision(postgres, "planning")
        asyncio.run(migrate("planning", database.owner_url))
        return database

    with ThreadPoolExecutor(1) as elsewhere:  # a loop of its own: this thread's belongs to the tests
        return elsewhere.submit(prepared).result()


@pytest.fixture
async def alone(own_database: ServiceDatabase, clock: FixedClock) -> AsyncIterator[World]:
    """A world with nobody else in it."""
    async with world_of([plan()], {"planning": own_database.app_url}, clock) as world:
        yield world

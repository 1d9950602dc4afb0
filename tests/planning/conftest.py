"""Planning alone over a real database; what the other services say is put on their topics by the test."""

import pytest

from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.testing.world import Apps, World


@pytest.fixture
def own_database(databases: dict[str, ServiceDatabase]) -> ServiceDatabase:
    """Planning's database, migrated."""
    return databases["planning"]


@pytest.fixture
async def alone(apps: Apps, clock: FixedClock) -> World:
    """A world with nobody else in it."""
    return await apps.world(clock, "planning")

"""Family finding alone over a real database; what the other services say is put on their topics by the test."""

import pytest

from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.testing.world import Apps, World


@pytest.fixture
def own_database(databases: dict[str, ServiceDatabase]) -> str:
    """Family finding's database, migrated: its address as the service's own role."""
    return databases["family_finding"].app_url


@pytest.fixture
async def alone(apps: Apps, clock: FixedClock) -> World:
    """A world with nobody else in it."""
    return await apps.world(clock, "family_finding")

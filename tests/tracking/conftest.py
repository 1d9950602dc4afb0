"""What the tests of tracking may ask for: two replicas of it over one database."""

from collections.abc import AsyncIterator

import pytest

from hearth.parts.provision import ServiceDatabase
from services.tracking.main import SERVICE
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.store import Store
from tests.tracking.lives import REGISTERED
from tests.tracking.replicas import noon


@pytest.fixture
async def stores(databases: dict[str, ServiceDatabase], clock: FixedClock) -> AsyncIterator[tuple[Store, Store]]:
    """Two replicas of tracking over one database, by one clock."""
    pools = [await clients.pool(databases["tracking"].app_url, size=3) for _ in range(2)]
    clock.moment = noon(REGISTERED)
    yield Store(pools[0], SERVICE, clock), Store(pools[1], SERVICE, clock)
    for pool in pools:
        await pool.close()

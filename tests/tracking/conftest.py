"""What the tests of tracking may ask for: two replicas of it over one database, which knows no other story's child."""

from collections.abc import AsyncIterator, Iterator

import pytest

from hearth.parts.postgres import choose_postgres
from hearth.parts.provision import ServiceDatabase
from services.tracking.main import SERVICE
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.store import Store
from tests.conftest import migrated, own_folder
from tests.tracking.lives import REGISTERED
from tests.tracking.replicas import noon


@pytest.fixture(scope="session")
def own_database() -> Iterator[ServiceDatabase]:
    """A database whose children these stories alone sweep: a hundred years of others' would be long."""
    with own_folder() as folder, choose_postgres(folder, fsync=False) as part:
        yield migrated(part, [SERVICE.name])[SERVICE.name]


@pytest.fixture
async def stores(own_database: ServiceDatabase, clock: FixedClock) -> AsyncIterator[tuple[Store, Store]]:
    """Two replicas of tracking over one database, by one clock."""
    pools = [await clients.pool(own_database.app_url, size=3) for _ in range(2)]
    clock.moment = noon(REGISTERED)
    yield Store(pools[0], SERVICE, clock), Store(pools[1], SERVICE, clock)
    for pool in pools:
        await pool.close()

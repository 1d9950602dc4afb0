"""What the tests of tracking may ask for: two replicas of it over one database, which knows no other story's child."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hearth.parts.postgres import choose_postgres
from hearth.parts.provision import ServiceDatabase
from services.tracking.main import SERVICE
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.store import Store
from tests.conftest import migrated
from tests.tracking.lives import REGISTERED
from tests.tracking.replicas import noon


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceDatabase]:
    """A database whose children these stories alone sweep: a hundred years of others' would be long."""
    with choose_postgres(Path(tmp_path_factory.mktemp("replicas")), fsync=False) as part:
        yield migrated(part, [SERVICE.name])[SERVICE.name]


@pytest.fixture
async def stores(own_database: ServiceDatabase, clock: FixedClock) -> AsyncIterator[tuple[Store, Store]]:
    """Two replicas of tracking over one database, by one clock."""
    pools = [await clients.pool(own_database.app_url, size=3) for _ in range(2)]
    clock.moment = noon(REGISTERED)
    yield Store(pools[0], SERVICE, clock), Store(pools[1], SERVICE, clock)
    for pool in pools:
        await pool.close()

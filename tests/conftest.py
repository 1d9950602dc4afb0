"""What every test may ask for: a real PostgreSQL with the services' databases, and the world over them."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.orm import configure_mappers

from hearth.parts.postgres import PostgresPart, choose_postgres
from hearth.parts.provision import ServiceDatabase, provision
from services.family_finding import main as family_finding
from services.gateway import main as gateway
from services.planning import main as planning
from services.tracking import main as tracking
from shared.clock import FixedClock
from shared.messaging.migrations.run import migrate
from shared.testing.world import Apps, World, apps_of

PLANS = {
    "gateway": gateway.plan,
    "planning": planning.plan,
    "family_finding": family_finding.plan,
    "tracking": tracking.plan,
}
HOUSES = {"kafka", "parts"}  # the folders of what starts a Kafka or a house
MONDAY = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
# A projection makes its rows without the ORM; a test that reads their columns needs it to know the tables all the same.
configure_mappers()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each file to one process, and all that starts a Kafka or a house to one: two at once would starve."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - one process alone needs none

    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = _group_of
    return scheduler


def _group_of(nodeid: str) -> str:
    """What runs in one process together with this test."""
    file = Path(nodeid.partition("::")[0])
    return "houses" if file.parent.name in HOUSES else str(file)


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for a server that runs as another user: each pytest that starts shuts the one of all pytests to them."""
    with TemporaryDirectory(prefix="hearth-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresPart]:
    """A PostgreSQL of the run's own, without fsync."""
    with own_folder() as folder, choose_postgres(folder, fsync=False) as part:
        yield part


@pytest.fixture(scope="session")
def databases(postgres: PostgresPart) -> dict[str, ServiceDatabase]:
    """A migrated database for every service."""
    return migrated(postgres, PLANS)


def migrated(postgres: PostgresPart, services: Iterable[str]) -> dict[str, ServiceDatabase]:
    """A migrated database for each of these services."""

    def prepared(service: str) -> ServiceDatabase:
        database = provision(postgres, service)
        asyncio.run(migrate(service, database.owner_url))
        return database

    with ThreadPoolExecutor(1) as elsewhere:  # a loop of its own: this thread's belongs to the tests
        return {service: elsewhere.submit(prepared, service).result() for service in services}


@pytest.fixture
def clock() -> FixedClock:
    """Monday 30 March 2026, ten o'clock in London; a test moves it."""
    return FixedClock(MONDAY)


@pytest.fixture(scope="session")
async def apps(databases: dict[str, ServiceDatabase]) -> AsyncIterator[Apps]:
    """Every service's app, made once: a test gets a world in them."""
    plans = [plan() for plan in PLANS.values()]
    async with apps_of(plans, {name: database.app_url for name, database in databases.items()}) as made:
        yield made


@pytest.fixture
async def world(apps: Apps, clock: FixedClock) -> World:
    """All services in one process, hearing one another when the test says `settle`."""
    return await apps.world(clock)

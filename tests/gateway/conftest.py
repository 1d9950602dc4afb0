"""What the stories of the legal gateway share."""

from uuid import uuid4

import pytest

from shared.clock import FixedClock
from shared.testing.world import World
from tests.gateway.cabinet import Cabinet
from tests.gateway.office import TODAY, Office
from tests.gateway.panel import HEARD_WEEKS, OWN_WEEKS, Panel


@pytest.fixture
def office(world: World) -> Office:
    """The legal gateway's office."""
    return Office(world)


@pytest.fixture
def panel(office: Office, clock: FixedClock) -> Panel:
    """Some weeks of Warrington's panel that are this test's own."""
    return Panel(office, clock, OWN_WEEKS)


@pytest.fixture
def heard_panel(office: Office, clock: FixedClock) -> Panel:
    """The same, for a test in which the other services hear of it."""
    return Panel(office, clock, HEARD_WEEKS)


@pytest.fixture
async def cabinet(office: Office) -> Cabinet:
    """The filing cabinet of a child on Warrington's record."""
    case = f"/children/{uuid4()}"
    child = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02"}
    await office.done(f"{case}/registration", child)
    return Cabinet(office.world, case)

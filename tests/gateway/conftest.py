"""What the stories of the legal gateway share."""

from uuid import uuid4

import pytest

from shared.testing.world import World
from tests.gateway.cabinet import Cabinet
from tests.gateway.office import TODAY, Office


@pytest.fixture
def office(world: World) -> Office:
    """The legal gateway's office."""
    return Office(world)


@pytest.fixture
async def cabinet(office: Office) -> Cabinet:
    """The filing cabinet of a child on Warrington's record."""
    case = f"/children/{uuid4()}"
    child = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02"}
    await office.done(f"{case}/registration", child)
    return Cabinet(office.world, case)

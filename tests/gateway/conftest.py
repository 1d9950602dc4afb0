"""What the stories of the legal gateway share."""

import pytest

from shared.testing.world import World
from tests.gateway.office import Office


@pytest.fixture
def office(world: World) -> Office:
    """The legal gateway's office."""
    return Office(world)

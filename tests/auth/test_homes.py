"""Who may not see a service's home is led to where they are at home: an engineer to operations, others next door."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from hearth.service import homes
from shared.auth.actions import COOKIE, performs
from shared.auth.caller import TokenVerifier
from shared.testing.world import World
from shared.web.pages import install_pages
from shared.web.problems import install_problems
from tests.auth.conftest import Forge

PAGE = {"Accept": "text/html"}


@pytest.mark.parametrize("service", ["gateway", "planning", "family_finding", "tracking"])
async def test_an_engineer_who_opens_a_service_finds_its_operations(world: World, service: str) -> None:
    client, signed_in = world.inhabitants[service].client, {"Cookie": f"{COOKIE}={world.token('ops_engineer')}"}
    opened = await client.get("/", headers=PAGE | signed_in)
    assert (opened.status_code, opened.headers["location"]) == (303, "/operations/")
    assert (await client.get("/operations/", headers=PAGE | signed_in)).status_code == 200


@pytest.fixture
async def front(verifier: TokenVerifier, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """The gateway behind the front port, with its home and a page of orders."""
    app = FastAPI(title="Legal Gateway")
    install_pages(app, (tmp_path,), tuple(homes()))
    install_problems(app)
    app.state.verifier = verifier

    @app.get("/", dependencies=[performs("read_legal_matter")])
    @app.get("/orders", dependencies=[performs("read_legal_matter")])
    async def home() -> str:
        return "what is there to do"

    async with AsyncClient(transport=ASGITransport(app, root_path="/gateway"), base_url="http://hearth.test") as client:
        yield client


async def test_whose_work_is_at_another_service_is_led_there(front: AsyncClient, forge: Forge) -> None:
    for role, home in {"family_finder": "/planning/", "ops_engineer": "/gateway/operations/"}.items():
        signed_in = {"Authorization": f"Bearer {forge(roles=[role])}"}
        opened = await front.get("/gateway/", headers=PAGE | signed_in)
        assert (opened.status_code, opened.headers["location"]) == (303, home)


async def test_any_other_page_and_the_api_refuse_as_before(front: AsyncClient, forge: Forge) -> None:
    signed_in = {"Authorization": f"Bearer {forge(roles=['family_finder'])}"}
    assert (await front.get("/gateway/orders", headers=PAGE | signed_in)).status_code == 403
    assert (await front.get("/gateway/", headers=signed_in)).status_code == 403
    at_home = {"Authorization": f"Bearer {forge(roles=['social_worker'])}"}
    assert (await front.get("/gateway/", headers=PAGE | at_home)).status_code == 200

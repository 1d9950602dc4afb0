"""A walk over every link of every page: for nobody does one lead nowhere, and no address says anything personal."""

import asyncio
from urllib.parse import urlsplit

import pytest

from hearth.parts.provision import ServiceDatabase
from shared.messaging import clients
from shared.messaging.store import Store
from shared.testing.world import World
from tests.gateway.browser import Browser, faults
from tests.gateway.office import Office
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION, Panel

ROLES = ("social_worker", "practice_coordinator", "gateway_chair", "legal_adviser", "service_manager", "director")
NAME = "Quillfeather"
PATIENCE = 10  # seconds: a page that waits for a second connection waits for ever


async def whole_life(office: Office, panel: Panel) -> list[str]:
    """Children before the panel, in pre-proceedings and before the court, so that every page has something to show."""
    first = await panel.register(details={"given_names": "Ada", "family_name": NAME})
    second, third = await panel.siblings()
    sitting = await panel.sitting(8)
    await panel.sitting(22)
    path, _ = await panel.refer(first, papers=EVERY_PAPER)
    await panel.refer(second, with_children=[str(third)], papers=EVERY_PAPER)
    mother = await office.meet(given_names="Mae", family_name=NAME)
    member = {"person_id": str(mother), "relationship": "mother", "parental_responsibility": True}
    await panel.done(f"/children/{first}/family", 0, "social_worker", **member)
    panel.today(8)
    action = {"kind": "family_group_conference", "owner": "social_worker", "due_on": panel.on(9)}
    await panel.decide(first, 8, "care_proceedings", **LEGAL_ACTION, actions=[action])
    await panel.decide(second, 8, "pre_proceedings", **LEGAL_ACTION)
    panel.today(10)
    issued = {"court_case_number": "WA26C50999"}
    await panel.done(f"/children/{first}/proceedings", 10, "legal_adviser", **issued)
    directed = {"kind": "parenting_assessment", "due_on": panel.on(12)}
    await panel.done(f"/children/{first}/directions", 10, "legal_adviser", **directed)
    order = {"order": "interim_care", "until": panel.on(30)}
    await panel.done(f"/children/{first}/orders", 10, "legal_adviser", **order)
    panel.today(14)
    return [path, sitting, *(f"/children/{child}" for child in (first, second))]


@pytest.mark.parametrize("role", ROLES)
async def test_every_link_of_every_page_leads_to_a_page_that_can_be_heard(
    world: World, office: Office, panel: Panel, role: str
) -> None:
    started = await whole_life(office, panel)
    # Of each kind of page its own are walked: those of other stories may be meant to be damaged.
    walker, wanted = Browser(world, role), ["/", *started]
    seen = {"/documents/*/content", *map(kind_of, wanted)}
    while wanted:
        path = wanted.pop()
        await walker.open(path)
        assert walker.status == 200, path
        assert NAME.lower() not in path.lower()
        if walker.page is None:
            continue
        assert path == "/docs" or faults(walker) == [], path  # those pages are FastAPI's
        for _, href in walker.links():
            if href.startswith("/") and kind_of(href) not in seen:
                seen.add(kind_of(href))
                wanted.append(href)
    assert {"/sittings", "/orders", "/children", "/children/*", "/sittings/*", "/sittings/*/pack"} <= seen


async def test_every_page_makes_do_with_one_connection_so_that_many_readers_do_not_wait_for_one_another(
    world: World, office: Office, panel: Panel, databases: dict[str, ServiceDatabase]
) -> None:
    started = await whole_life(office, panel)
    store: Store = world.inhabitants["gateway"].app.state.store
    everybody, store.pool = store.pool, await clients.pool(databases["gateway"].app_url, size=1)
    try:
        manager = Browser(world, "service_manager")
        for path in ("/", "/children", "/referrals", "/sittings", "/orders", "/people", "/workers", *started):
            async with asyncio.timeout(PATIENCE):
                await manager.open(path)
            assert manager.status == 200, path
    finally:
        store.pool.terminate()
        store.pool = everybody


def kind_of(href: str) -> str:
    """An address without its ids: one of each kind is looked at."""
    return "/".join("*" if len(part) == 36 else part for part in urlsplit(href).path.split("/"))

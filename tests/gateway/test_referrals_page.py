"""The page of referrals: what waits for the panel, for its office every one, for the others their own."""

from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.gateway.panel.pages.referrals import Waiting, referrals_of
from services.gateway.panel.read_model.referrals import ReferralRow
from shared.auth.caller import Caller
from shared.events.codes.roles import Role
from shared.messaging.store import Store
from shared.testing.world import World
from shared.web.reading import AUTHORITIES
from tests.gateway.browser import Browser
from tests.gateway.office import Office
from tests.gateway.panel import COORDINATOR, EVERY_PAPER, LEGAL_ACTION, Panel, facts

MANAGER = "service_manager"


async def referred(office: Office, authority: str, panel_date: str, role: str, **body: object) -> str:
    """A new child of an authority before a panel; answers the referral's page."""
    child = await office.register(authority=authority)
    asked = {"on": "2026-03-30", "panel_date": panel_date, **body}
    told = await office.done(f"/children/{child}/referrals", asked, authority=authority, role=role)
    return f"/referrals/{facts(told, 'referral_opened')[0]['referral_id']}"


def listed(somebody: Browser) -> list[str]:
    """The referrals to which a page leads, in its order."""
    return [href for _, href in somebody.links() if href.startswith("/referrals/")]


async def test_who_began_referrals_finds_them_from_home_and_comes_back(world: World, office: Office) -> None:
    later = await referred(office, "surrey", "2026-04-21", MANAGER)
    sooner = await referred(office, "surrey", "2026-04-14", MANAGER, urgent=True)
    others = await referred(office, "surrey", "2026-04-14", "team_manager")
    manager = Browser(world, MANAGER, "surrey")
    await (await manager.open("/")).follow("Your referrals")
    assert listed(manager) == [sooner, later]
    assert "that you began or that are of children allocated to you; the next panel first" in manager.text
    assert "A page has at most 100 of them" in manager.text
    assert "Threshold Urgent 14 April 2026" in manager.text
    await manager.open(later)
    await manager.follow("Referrals")
    assert others not in listed(manager)
    await manager.follow("Your work")
    assert manager.at == "/"


async def test_the_panels_office_finds_every_referral_until_the_panel_has_decided(world: World, panel: Panel) -> None:
    child, brother = await panel.siblings()
    await panel.sitting(8)
    path, _ = await panel.refer(child, with_children=[str(brother)], papers=EVERY_PAPER[1:])
    coordinator = Browser(world, COORDINATOR)
    page = f"/referrals?after={await before(panel)}"
    assert path in listed(await coordinator.open(page))
    assert "papers missing: Referral form" in coordinator.text
    await panel.done(f"{path}/papers", 1, "social_worker", paper="referral_form")
    panel.today(8)
    await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    assert path in listed(await coordinator.open(page))
    await panel.decide(brother, 8, "pre_proceedings", **LEGAL_ACTION)
    assert path not in listed(await coordinator.open(page))


async def before(panel: Panel) -> str:
    """A referral to a panel that sits before this test's own children are heard of."""
    path, _ = await panel.refer(await panel.register(), panel_date=panel.on(1), urgent=True)
    return path.rpartition("/")[2]


async def test_a_page_ends_where_it_is_full_and_the_next_one_goes_on(world: World, office: Office) -> None:
    days = ("2026-04-07", "2026-04-07", "2026-04-14", "2026-05-05", "2026-05-12")
    begun = {await referred(office, "trafford", day, MANAGER) for day in days}
    read: list[ReferralRow] = []
    after = None
    for lines in (2, 2, 1):
        page = await waiting(world, lines, after)
        assert len(page.referrals) == lines
        read += page.referrals
        after = page.following
    assert after is None
    assert {f"/referrals/{one.referral_id}" for one in read} == begun
    assert [str(one.panel_date) for one in read] == list(days)


async def waiting(world: World, lines: int, after: UUID | None) -> Waiting:
    """What waits for Trafford's service manager, so many lines at a time."""
    state = world.inhabitants["gateway"].app.state
    store: Store = state.store
    manager = Caller(f"{MANAGER}@trafford", frozenset({Role.SERVICE_MANAGER}), frozenset({"trafford"}))
    async with store.work(manager.authorities) as work, AsyncSession(state.engine) as session:
        await session.execute(AUTHORITIES, {"authorities": "trafford"})
        return await referrals_of(manager, session, work, lines, after)


async def test_a_paper_that_is_not_asked_for_has_no_page(world: World, panel: Panel) -> None:
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register())
    worker = Browser(world, "social_worker")
    assert (await worker.open(f"{path}/papers/genogram/file")).status == 200
    await worker.open(f"{path}/papers/shopping_list/file")
    assert worker.status == 404
    assert "This referral has no such paper; choose one of those on its page" in worker.text


async def test_who_began_none_is_told_so(world: World) -> None:
    reader = Browser(world, "social_worker", "county")
    await (await reader.open("/")).follow("Your referrals")
    assert reader.status == 200
    assert "No referral of yours waits for the panel." in reader.text


@pytest.mark.parametrize("role", ["director", "iro"])
async def test_who_may_begin_none_and_has_none_is_shown_no_way_to_them(world: World, role: str) -> None:
    reader = await Browser(world, role, "county").open("/")
    assert reader.status == 200
    assert "Your referrals" not in [words for words, _ in reader.links()]
    assert "No referral of yours" not in reader.text

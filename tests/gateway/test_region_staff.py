"""The sample region's panel: its workers are recorded and sit, and hold the case of the children who are referred."""

from uuid import UUID, uuid4

import httpx

from hearth.demo.names import worker_name
from hearth.demo.panel import call_panel
from hearth.demo.region import AUTHORITIES
from hearth.demo.speaking import Asking, Speaker
from hearth.demo.staff import STAFF, hire
from shared.clock import FixedClock, london_day
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.office import Office

COUNCIL = "trafford"


class Here(Speaker):
    """A speaker to the gateway of a world."""

    def __init__(self, world: World) -> None:
        super().__init__("", "")
        self.world = world

    async def ask(self, asking: Asking, case_id: UUID, authority: str, key: str | None = None) -> httpx.Response:
        client = self.world.inhabitants["gateway"].client
        document = (await client.get("/openapi.json")).json()["paths"]
        found = [path for path, verbs in document.items() if verbs.get("post", {}).get("operationId") == asking.action]
        path = found[0].replace(found[0][found[0].index("{") : found[0].index("}") + 1], str(case_id))
        headers = {"Idempotency-Key": key or str(uuid4())}
        return await self.world.post(
            asking.service, path, asking.body, role=asking.role, authority=authority, headers=headers
        )


async def test_a_councils_workers_sit_on_its_panel_and_the_developer_finds_her_own(
    world: World, office: Office, clock: FixedClock
) -> None:
    speaker = Here(world)
    try:
        staff = await hire(speaker, COUNCIL, 3)
        await call_panel(speaker, COUNCIL, 206, london_day(clock.now()), staff)
    finally:
        await speaker.close()
    listed = await office.read("/workers", authority=COUNCIL)
    assert {one["worker_id"] for one in listed} >= {str(one) for one in staff.values()}
    called = {one["worker_id"]: f"{one['given_names']} {one['family_name']}" for one in listed}
    worker = Browser(world, "social_worker", COUNCIL)
    (referral,) = [href for _, href in (await worker.open("/")).links() if "/referrals/" in href]
    await worker.open(referral)
    await worker.open(next(href for _, href in worker.links() if "/children/" in href))
    assert f"{called[str(staff['worker'])]}, Children in need" in worker.text
    await (await worker.open("/")).follow("Panel meetings")
    assert called[str(staff["chair"])] in worker.text


def test_no_two_workers_of_the_region_share_a_name() -> None:
    names = [
        tuple(worker_name(place, council).values())
        for council in range(len(AUTHORITIES))
        for place in range(len(STAFF))
    ]
    assert len(set(names)) == len(names)

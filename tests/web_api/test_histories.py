"""Each service tells on its pages what happened, and leads whoever may to where an entry is corrected or voided."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.testing.world import World
from tests.gateway.browser import Browser, faults


async def done(world: World, service: str, path: str, role: str, **body: Any) -> None:  # noqa: ANN401 - JSON
    answer = await world.post(service, path, {"on": "2026-03-30", **body}, role=role)
    assert answer.status_code == 201, answer.text


@pytest.fixture
async def child(world: World) -> UUID:
    """A child whom all services know."""
    child = uuid4()
    said = {"authority": "warrington", "date_of_birth": "2020-11-02"}
    await done(world, "gateway", f"/children/{child}/registration", "social_worker", **said)
    await world.settle()
    return child


async def mended(world: World, service: str, page: str, role: str, what: str) -> None:
    """Somebody corrects the entry that is theirs; a manager voids it, and brings it back."""
    writer = await Browser(world, role, service=service).open(page)
    assert (writer.status, faults(writer)) == (200, [])
    await writer.follow(f"Correct {what}")
    await writer.write(reason="A slip of the day.", reads_occurred_on="2026-03-29").press("Record")
    assert "Corrected" in writer.text
    assert "because: A slip of the day." in writer.text
    manager = await Browser(world, "service_manager", service=service).open(page)
    assert f"Correct {what}" not in manager.text
    await manager.follow(f"Take back the correction {what}")
    await manager.write(reason="It was right.").press("Record")
    await manager.follow(f"Mark as entered in error {what}")
    await manager.write(reason="It was another child.").press("Record")
    assert "Entered in error" in manager.text
    await manager.follow(f"Bring back {what}")
    await manager.write(reason="It was this child.").press("Record")
    assert "Entered in error" not in manager.text


async def test_planning_tells_what_happened_of_a_child(world: World, child: UUID) -> None:
    page = f"/children/{child}"
    await done(world, "planning", f"{page}/care", "social_worker", legal_basis="section_20")
    reader = await Browser(world, "social_worker", service="planning").open(page)
    assert "Registration recorded" in reader.text
    assert "Told by another service" in reader.text
    await mended(world, "planning", page, "social_worker", "Start of care recorded")


async def test_family_finding_tells_what_happened_of_a_child(world: World, child: UUID) -> None:
    page = f"/children/{child}"
    await done(world, "gateway", f"{page}/referrals", "social_worker", panel_date="2026-03-30", urgent=True)
    outcome = {"outcome": "pre_proceedings", "primary_plan": "return_home", "contingencies": ["adoption"]}
    await done(world, "gateway", f"{page}/decisions", "gateway_chair", reasons="The risk has grown.", **outcome)
    await world.settle()
    await done(world, "family_finding", f"{page}/raa-notification", "social_worker")
    await mended(world, "family_finding", page, "social_worker", "Notice to the adoption agency recorded")


async def test_family_finding_tells_what_happened_of_a_family(world: World) -> None:
    page = f"/families/{uuid4()}"
    said = {"authority": "warrington", "kinds": ["adopters"]}
    await done(world, "family_finding", f"{page}/registration", "family_finding_manager", **said)
    await mended(world, "family_finding", page, "family_finding_manager", "Family registered")


async def test_tracking_tells_what_was_recorded_there(world: World, child: UUID) -> None:
    page = f"/children/{child}"
    assert "History" not in (await Browser(world, "social_worker", service="tracking").open(page)).text
    await done(world, "tracking", f"{page}/tracker-meetings", "service_manager", tracker="permanence")
    manager = await Browser(world, "service_manager", service="tracking").open(page)
    assert (manager.status, faults(manager)) == (200, [])
    await manager.follow("Correct Tracker meeting recorded")
    assert manager.status == 200

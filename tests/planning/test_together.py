"""Brothers and sisters in planning: who they are is heard; what concerns them alike is recorded of all or of none."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from hearth.parts.provision import ServiceDatabase
from services.planning.main import SERVICE
from shared.messaging.rebuild import rebuild
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.office import reference_of

WORKER, MANAGER = "social_worker", "team_manager"


class Siblings:
    """Ada, Ben and Cleo, of one group at the gateway; Ada and Ben are looked after with their parents' consent."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ada, self.ben, self.cleo = self.children = [uuid4() for _ in range(3)]

    async def known(self) -> "Siblings":
        """They are known to planning."""
        for child in self.children:
            await self.done("gateway", child, "registration", authority="warrington", date_of_birth="2020-11-02")
        others = [str(self.ben), str(self.cleo)]
        await self.done("gateway", self.ada, "siblings", brothers_and_sisters=others)
        await self.world.settle()
        for child in (self.ada, self.ben):
            await self.done("planning", child, "care", legal_basis="section_20")
        return self

    async def done(self, service: str, child: UUID, path: str, role: str = WORKER, **body: Any) -> None:  # noqa: ANN401
        """A step that is recorded."""
        answer = await self.world.post(service, f"/children/{child}/{path}", {"on": "2026-03-30", **body}, role=role)
        assert answer.status_code == 201, answer.text

    async def cannot(self, path: str, role: str, others: list[UUID], **body: Any) -> str:  # noqa: ANN401 - JSON
        """A step for Ada and others that is refused; answers the sentence."""
        said = {"on": "2026-03-30", "with_children": [str(child) for child in others], **body}
        answer = await self.world.post("planning", f"/children/{self.ada}/{path}", said, role=role)
        assert answer.status_code == 409, answer.text
        return str(answer.json()["detail"])

    async def shown(self, child: UUID) -> dict[str, Any]:
        """A child as planning shows it."""
        answer = await self.world.get("planning", f"/children/{child}", role=WORKER)
        found: dict[str, Any] = answer.json()
        return found

    async def meetings(self) -> list[int]:
        """How many planning meetings each child had."""
        return [(await self.shown(child))["planning_meetings"] for child in self.children]


@pytest.fixture
async def siblings(world: World) -> Siblings:
    """Three children of one family."""
    return await Siblings(world).known()


async def test_planning_knows_brothers_and_sisters_from_what_the_gateway_tells(
    siblings: Siblings, databases: dict[str, ServiceDatabase]
) -> None:
    groups = {(await siblings.shown(child))["sibling_group_id"] for child in siblings.children}
    assert len(groups) == 1
    assert None not in groups
    await siblings.done("gateway", siblings.cleo, "siblings/leave")
    await siblings.world.settle()
    assert (await siblings.shown(siblings.cleo))["sibling_group_id"] is None
    assert not any((await rebuild(SERVICE, databases["planning"].app_url, check=True)).values())


async def test_a_meeting_about_brothers_and_sisters_is_on_the_record_of_each(siblings: Siblings) -> None:
    both = {"tracks": ["return_home"], "with_children": [str(siblings.ben)]}
    await siblings.done("planning", siblings.ada, "planning-meetings", MANAGER, **both)
    assert await siblings.meetings() == [1, 1, 0]


async def test_where_one_may_not_be_planned_for_nothing_is_recorded_of_any(siblings: Siblings) -> None:
    others = [siblings.ben, siblings.cleo]
    said = await siblings.cannot("planning-meetings", MANAGER, others, tracks=["return_home"])
    cleo = await reference_of(siblings.world, siblings.cleo)
    assert said.startswith(f"{cleo}: by 30 March 2026 no legal action is agreed")
    assert said.endswith("; or leave it out and record it for that child alone")
    assert await siblings.meetings() == [0, 0, 0]


async def test_who_is_no_brother_or_sister_or_no_longer_is_not_named(siblings: Siblings) -> None:
    await siblings.done("gateway", siblings.ben, "siblings/leave")
    await siblings.world.settle()
    said = await siblings.cannot("visits", WORKER, [siblings.ben])
    ben = await reference_of(siblings.world, siblings.ben)
    assert said.startswith(f"{ben}: this is no brother or sister of the child here")


async def test_one_visit_to_several_is_ticked_on_a_page_and_recorded_of_each(siblings: Siblings) -> None:
    worker = Browser(siblings.world, WORKER, service="planning")
    await (await worker.open(f"/children/{siblings.ada}")).follow("Record a visit to the child")
    boxes = worker.form.xpath(".//input[@name='with_children']")
    assert sorted(box.get("value") for box in boxes) == sorted(map(str, (siblings.ben, siblings.cleo)))
    assert not [box for box in boxes if box.checked]
    await worker.tick("with_children", str(siblings.ben)).write(on="2026-03-30", seen_alone="no").press("Record")
    assert worker.status == 200, worker.text
    visits = []
    for child in siblings.children:
        answer = await siblings.world.get("planning", f"/children/{child}/entries", role=WORKER)
        visits.append([entry["type"] for entry in answer.json()].count("planning.visit_made.v1"))
    assert visits == [1, 1, 0]

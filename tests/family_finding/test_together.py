"""Brothers and sisters in family finding: one search begins for all of them, or for none."""

from typing import Any
from uuid import UUID, uuid4

from services.family_finding.main import SERVICE
from shared.events.gateway import SiblingGroupChanged
from shared.identifiers import SiblingGroupId
from shared.messaging.rebuild import rebuild
from shared.testing.world import World
from tests.family_finding.story import ABOUT, ADOPTION_CONSIDERED, REGISTERED, day
from tests.family_finding.test_service import FINDER, MANAGER, SOCIAL_WORKER, ask, done, tell
from tests.gateway.browser import Browser


async def of_one_family(world: World, *, with_finder: int) -> list[UUID]:
    """Three children of one group for whom adoption is considered, the first of them with a family finder each."""
    group, children = SiblingGroupId(uuid4()), [uuid4() for _ in range(3)]
    grouped = SiblingGroupChanged(**ABOUT, occurred_on=day("01-06"), sibling_group_id=group)
    for place, child in enumerate(children):
        await tell(world, child, grouped, REGISTERED, ADOPTION_CONSIDERED)
        if place < with_finder:
            await done(world, f"/children/{child}/raa-notification", "01-13", SOCIAL_WORKER)
            await done(world, f"/children/{child}/family-finder", "01-14", MANAGER)
    return children


async def standing(world: World, children: list[UUID]) -> list[str]:
    """How far the search for each has come."""
    shown = [(await world.get("family_finding", f"/children/{child}", role=FINDER)).json() for child in children]
    return [search["standing"] for search in shown]


async def test_one_search_begins_for_brothers_and_sisters(alone: World, own_database: str) -> None:
    children = await of_one_family(alone, with_finder=3)
    first, *others = children
    body: dict[str, Any] = {"next_scope_on": "2026-03-20", "with_children": [str(child) for child in others]}
    await done(alone, f"/children/{first}/search", "01-20", **body)
    assert await standing(alone, children) == ["searching"] * 3
    assert not any((await rebuild(SERVICE, own_database, check=True)).values())


async def test_where_one_has_no_family_finder_no_search_begins(alone: World) -> None:
    children = await of_one_family(alone, with_finder=2)
    first, *others = children
    answer = await ask(alone, f"/children/{first}/search", "01-20", with_children=[str(child) for child in others])
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("another child: the child has no family finder")
    assert await standing(alone, children) == ["family_finder_allocated", "family_finder_allocated", "not_begun"]


async def test_who_left_the_group_is_no_brother_or_sister_any_longer(alone: World) -> None:
    first, second, _ = await of_one_family(alone, with_finder=3)
    await tell(alone, second, SiblingGroupChanged(**ABOUT, occurred_on=day("01-15"), sibling_group_id=None))
    answer = await ask(alone, f"/children/{first}/search", "01-20", with_children=[str(second)])
    assert "this is no brother or sister of the child here" in answer.json()["detail"]


async def test_on_a_page_brothers_and_sisters_are_ticked(alone: World) -> None:
    children = await of_one_family(alone, with_finder=3)
    first, second, third = children
    finder = Browser(alone, FINDER, service="family_finding")
    await (await finder.open(f"/children/{first}")).follow("Record that the search for a family began")
    boxes = finder.form.xpath(".//input[@name='with_children']")
    assert sorted(box.get("value") for box in boxes) == sorted(map(str, (second, third)))
    await finder.tick("with_children", str(second)).write(on="2026-01-20").press("Record")
    assert finder.status == 200, finder.text
    assert await standing(alone, children) == ["searching", "searching", "family_finder_allocated"]

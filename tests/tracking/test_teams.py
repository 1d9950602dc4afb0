"""What is due for the children of a team: the team that holds the case now."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from shared.clock import FixedClock
from shared.testing.world import World


async def allocate(world: World, child: UUID, on: str, team: str, role: str = "social_worker") -> None:
    body = {"on": on, "worker_id": str(uuid4()), "role": role, "team": team}
    answer = await world.post("gateway", f"/children/{child}/allocations", body, role="team_manager")
    assert answer.status_code == 201, answer.text
    await world.settle()


async def of_team(world: World, team: str) -> tuple[set[str], set[str]]:
    """The children of a team in the tracker, and those for whom the search finds something due."""
    tracks = await world.get("tracking", f"/children?team={team}", role="team_manager")
    due = await world.get("tracking", f"/obligations?team={team}", role="team_manager")
    assert (tracks.status_code, due.status_code) == (200, 200)
    assert {one["team"] for one in tracks.json()} <= {team}
    return {one["child_id"] for one in tracks.json()}, {one["child_id"] for one in due.json()}


async def test_a_childs_dates_move_with_the_child_to_another_team(world: World, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 4, 20, 9, tzinfo=UTC)
    child, other = uuid4(), uuid4()
    first, second = f"first_{child.hex[:8]}", f"second_{child.hex[:8]}"
    for one in (child, other):
        body = {"on": "2026-03-02", "authority": "warrington", "date_of_birth": "2021-03-01"}
        await world.post("gateway", f"/children/{one}/registration", body, role="social_worker")
        referral = {"on": "2026-03-20", "panel_date": "2026-03-31"}
        await world.post("gateway", f"/children/{one}/referrals", referral, role="social_worker")
    await allocate(world, child, "2026-03-03", "duty_team", "team_manager")
    await allocate(world, child, "2026-03-09", first)
    await allocate(world, child, "2026-03-10", "reviewing_officers", "iro")
    assert await of_team(world, first) == ({str(child)}, {str(child)})
    await allocate(world, child, "2026-04-13", second)
    assert await of_team(world, first) == (set(), set())
    assert await of_team(world, second) == ({str(child)}, {str(child)})

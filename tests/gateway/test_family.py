"""The family and those who work with it: brothers and sisters, parents, the worker and the team."""

from uuid import uuid4

from shared.clock import FixedClock
from tests.gateway.office import TODAY, Office


async def siblings(office: Office, child: object) -> list[str]:
    return [one["child_id"] for one in await office.read(f"/children/{child}/siblings")]


async def test_three_children_are_found_to_be_brothers_and_sisters(office: Office) -> None:
    eldest, middle, baby = [await office.register() for _ in range(3)]
    told = await office.done(f"/children/{eldest}/siblings", {"on": TODAY, "brothers_and_sisters": [str(middle)]})
    assert {fact["data"]["child_id"] for fact in told["recorded"]} == {str(eldest), str(middle)}
    told = await office.done(f"/children/{baby}/siblings", {"on": TODAY, "brothers_and_sisters": [str(eldest)]})
    assert [fact["data"]["child_id"] for fact in told["recorded"]] == [str(baby)]
    assert await siblings(office, eldest) == sorted(map(str, (middle, baby)))
    await office.done(f"/children/{middle}/siblings/leave", {"on": TODAY})
    assert await siblings(office, middle) == []
    assert await siblings(office, eldest) == [str(baby)]


async def test_a_group_that_cannot_be_is_refused(office: Office) -> None:
    one, two, three, four = [await office.register() for _ in range(4)]

    def group(*children: object) -> dict[str, object]:
        return {"on": TODAY, "brothers_and_sisters": [str(child) for child in children]}

    await office.done(f"/children/{one}/siblings", group(two))
    await office.done(f"/children/{three}/siblings", group(four))
    assert "these children belong to two groups already" in await office.refusal(
        f"/children/{one}/siblings", group(three)
    )
    assert "these children are one group already" in await office.refusal(f"/children/{two}/siblings", group(one))
    assert "brothers and sisters are at least two children; name the others" in await office.refusal(
        f"/children/{two}/siblings", group(two)
    )
    foreign = await office.register(authority="surrey")
    assert "is known here" in await office.refusal(f"/children/{one}/siblings", group(foreign), status=404)
    alone = await office.register()
    assert "the child is in no group of brothers and sisters" in await office.refusal(
        f"/children/{alone}/siblings/leave", {"on": TODAY}
    )


async def test_parents_and_who_holds_parental_responsibility(office: Office, clock: FixedClock) -> None:
    child = await office.register()
    mother = await office.meet(given_names="Gwenllian", family_name="Madeup")
    father = await office.meet(given_names="Osian", family_name="Invented")
    parent = {"on": TODAY, "person_id": str(mother), "relationship": "mother", "parental_responsibility": True}
    await office.done(f"/children/{child}/family", parent)
    other = {"on": TODAY, "person_id": str(father), "relationship": "father"}
    await office.done(f"/children/{child}/family", other)

    async def holders() -> dict[str, bool]:
        known = await office.read(f"/children/{child}/family", role="legal_adviser")
        return {one["relationship"]: one["parental_responsibility"] for one in known}

    assert await holders() == {"mother": True, "father": False}
    clock.moment = clock.now().replace(month=4, day=9)
    await office.done(f"/children/{child}/family", {**other, "on": "2026-04-09", "parental_responsibility": True})
    assert await holders() == {"mother": True, "father": True}
    assert "something later is recorded" in await office.refusal(f"/children/{child}/family", other)
    assert "this is recorded of the person already" in await office.refusal(
        f"/children/{child}/family", {**parent, "on": "2026-04-09"}
    )


async def test_who_is_not_recorded_is_nobodys_family(office: Office) -> None:
    child = await office.register(details={"given_names": "Anest", "family_name": "Conjured"})
    stranger = {"on": TODAY, "person_id": str(uuid4()), "relationship": "grandparent"}
    assert "no details of" in await office.refusal(f"/children/{child}/family", stranger, status=404)
    oneself = {**stranger, "person_id": str(child)}
    assert "this is the child; name another person" in await office.refusal(f"/children/{child}/family", oneself)


async def test_a_child_moves_from_one_team_to_another_and_the_history_stays(office: Office, clock: FixedClock) -> None:
    child, first, second, reviewing = await office.register(), uuid4(), uuid4(), uuid4()
    before, since = f"before_{child.hex[:8]}", f"since_{child.hex[:8]}"

    async def allocate(worker: object, on: str, team: str, role: str = "social_worker") -> None:
        body = {"on": on, "worker_id": str(worker), "team": team, "role": role}
        await office.done(f"/children/{child}/allocations", body, role="team_manager")

    async def of_team(team: str) -> list[str]:
        return [one["child_id"] for one in await office.read(f"/children?team={team}")]

    await allocate(first, TODAY, before)
    await allocate(reviewing, TODAY, "reviewing_officers", "iro")
    assert await of_team(before) == [str(child)]
    clock.moment = clock.now().replace(month=4, day=20)
    await allocate(second, "2026-04-20", since)
    assert (await of_team(before), await of_team(since)) == ([], [str(child)])
    assert [one["child_id"] for one in await office.read(f"/children?worker={second}")] == [str(child)]
    history = await office.read(f"/children/{child}/allocations")
    assert [(one["worker_id"], one["since"], one["until"]) for one in history] == [
        (str(second), "2026-04-20", None),
        (str(reviewing), TODAY, None),
        (str(first), TODAY, "2026-04-20"),
    ]


async def test_an_allocation_that_changes_nothing_or_the_past_is_refused(office: Office, clock: FixedClock) -> None:
    child, worker = await office.register(), str(uuid4())
    clock.moment = clock.now().replace(month=4, day=20)
    body = {"on": "2026-04-20", "worker_id": worker, "team": "duty_team"}
    path = f"/children/{child}/allocations"
    await office.done(path, body, role="team_manager")
    assert "allocated in this role and team already" in await office.refusal(path, body, role="team_manager")
    earlier = {**body, "on": TODAY, "worker_id": str(uuid4())}
    assert "allocated later, on 20 April 2026" in await office.refusal(path, earlier, role="team_manager")
    assert "you cannot allocate child" in await office.refusal(path, body, role="iro", status=403)

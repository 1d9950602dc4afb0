"""Tracking over HTTP: a decision at the gateway makes dates here, each with its why, and people see what is theirs."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from hearth.parts.provision import ServiceDatabase
from services.tracking.domain.track import Track
from services.tracking.main import SERVICE
from services.tracking.subscribers import sweep
from shared.auth.actions import unguarded_routes
from shared.clock import FixedClock
from shared.messaging.rebuild import rebuild
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from shared.testing.world import World
from tests.gateway.office import reference_of

Decided = Callable[..., Awaitable[UUID]]


@pytest.fixture
def decided(world: World) -> Decided:
    """A child for whom the Legal Gateway decided on pre-proceedings on 31 March 2026."""

    async def decide(authority: str = "warrington", born: str = "2021-03-01") -> UUID:
        child = uuid4()
        steps: list[tuple[str, dict[str, Any], str]] = [
            ("registration", {"on": "2026-03-02", "authority": authority, "date_of_birth": born}, "social_worker"),
            ("referrals", {"on": "2026-03-20", "panel_date": "2026-03-31", "urgent": True}, "social_worker"),
            (
                "decisions",
                {
                    "on": "2026-03-31",
                    "outcome": "pre_proceedings",
                    "primary_plan": "return_home",
                    "contingencies": ["special_guardianship"],
                    "reasons": "The risk has grown.",
                },
                "gateway_chair",
            ),
        ]
        for path, body, role in steps:
            answer = await world.post("gateway", f"/children/{child}/{path}", body, role=role, authority=authority)
            assert answer.status_code == httpx.codes.CREATED, answer.text
        await world.settle()
        return child

    return decide


async def test_a_decision_makes_the_planning_meeting_due_on_the_tenth_working_day(
    world: World, decided: Decided, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 4, 10, 9, tzinfo=UTC)
    child = await decided()
    answer = await world.get("tracking", f"/children/{child}/obligations", role="social_worker")
    assert answer.status_code == httpx.codes.OK, answer.text
    (meeting,) = [one for one in answer.json() if one["rule_id"] == "WAR-PPM-1"]
    assert meeting["due_on"] == "2026-04-16"
    assert meeting["state"] == "due_soon"
    assert "8.1" in meeting["source"]
    assert any("Good Friday" in step for step in meeting["why"]["arithmetic"])


async def test_the_tracker_page_and_the_child_page_show_the_date_and_its_why(
    world: World, decided: Decided, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 4, 17, 9, tzinfo=UTC)
    child = await decided()
    page = await read_page(world, "/?rating=red&owner=")
    reference = await reference_of(world, child)
    assert reference in page
    assert reference not in await read_page(world, "/?rating=complete")
    assert reference in await read_page(world, "/?owner=team_manager")
    page = await read_page(world, f"/children/{child}")
    assert "Good Friday" in page
    assert "1 day" in page


async def read_page(world: World, path: str) -> str:
    """A page of tracking, as a social worker of Warrington's browser asks for it."""
    headers = {"Authorization": f"Bearer {world.token('social_worker')}", "Accept": "text/html"}
    answer = await world.inhabitants["tracking"].client.get(path, headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer.text


async def read(world: World, path: str, role: str = "social_worker", authority: str = "warrington") -> Any:  # noqa: ANN401 - JSON
    """What tracking answers, as JSON."""
    answer = await world.get("tracking", path, role=role, authority=authority)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer.json()


async def meeting_of(world: World, child: UUID, query: str = "") -> dict[str, Any]:
    """The child's first planning meeting as it is due."""
    rows = await read(world, f"/children/{child}/obligations{query}")
    return next(row for row in rows if row["rule_id"] == "WAR-PPM-1")


async def test_the_tracker_says_the_rating_and_its_reason(world: World, decided: Decided, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 3, 31, 17, tzinfo=UTC)
    child = await decided()
    track = await read(world, f"/children/{child}")
    assert track["rating"] == "amber"
    assert track["late"] == 0
    assert track["next_due_on"] is not None
    clock.moment = datetime(2026, 5, 31, 17, tzinfo=UTC)
    await sweep.once(world.inhabitants["tracking"].app.state.store)
    track = await read(world, f"/children/{child}")
    assert track["rating"] == "red"
    assert track["because"] is not None
    assert "days late, and" in track["reason"]
    ours = [row for row in await read(world, "/children?limit=500&rating=red") if row["child_id"] == str(child)]
    assert ours == [track]


async def test_one_may_look_as_of_a_day_as_of_what_was_recorded_and_under_another_policy(
    world: World, decided: Decided, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 4, 10, 9, tzinfo=UTC)
    child = await decided()
    assert (await meeting_of(world, child, "?as_of=2026-04-20"))["state"] == "late"
    assert (await meeting_of(world, child, "?as_of=2026-04-20"))["days_late"] == 4
    assert await meeting_of(world, child, "?as_of=2026-04-10") == await meeting_of(world, child)
    path = f"/children/{child}/obligations?recorded_by=2026-04-01T00:00:00Z"
    answer = await world.get("tracking", path, role="social_worker")
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert "registered by then" in answer.json()["detail"]
    assert (await meeting_of(world, child, "?recorded_by=2026-04-11T00:00:00Z"))["due_on"] == "2026-04-16"
    in_trafford = await read(world, f"/children/{child}/obligations?policy=trafford")
    assert "trafford" in {row["pack"] for row in in_trafford} <= {"trafford", "england"}
    answer = await world.get("tracking", f"/children/{child}/obligations?policy=nowhere", role="social_worker")
    assert answer.status_code == httpx.codes.NOT_FOUND


async def test_what_is_due_is_found_by_rule_state_owner_and_date_a_page_at_a_time(
    world: World, decided: Decided, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 4, 10, 9, tzinfo=UTC)
    child = await decided()
    found = await read(world, "/obligations?rule=WAR-PPM-1&state=due_soon&owner=team_manager&due_before=2026-04-17")
    assert str(child) in {row["child_id"] for row in found}
    assert {(row["rule_id"], row["state"], row["owner"]) for row in found} == {
        ("WAR-PPM-1", "due_soon", "team_manager")
    }
    early = await read(world, "/obligations?rule=WAR-PPM-1&due_before=2026-03-01")
    assert str(child) not in {row["child_id"] for row in early}
    assert await read(world, "/obligations?authority=surrey") == []
    paged: list[str] = []
    page = await read(world, "/obligations?limit=7")
    while page:
        paged += [row["obligation_id"] for row in page]
        page = await read(world, f"/obligations?limit=7&after={paged[-1]}")
    assert len(paged) == len(set(paged))
    ours = {row["obligation_id"] for row in await read(world, f"/children/{child}/obligations")}
    assert ours <= set(paged)
    gone = uuid4()
    answer = await world.get("tracking", f"/obligations?after={gone}", role="social_worker")
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert answer.json()["detail"] == f"there is no obligation {gone} any more; search again from the beginning"


async def test_nobody_sees_the_child_of_another_authority(world: World, decided: Decided, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 4, 10, 9, tzinfo=UTC)
    child = await decided("surrey")
    assert (await read(world, f"/children/{child}", authority="surrey"))["policy"] == "surrey"
    for path in ("", "/obligations", "/obligations?as_of=2026-04-10"):
        answer = await world.get("tracking", f"/children/{child}{path}", role="social_worker")
        assert answer.status_code == httpx.codes.NOT_FOUND, path
    answer = await world.get("tracking", f"/children/{child}", role="social_worker")
    assert f"no child {child} is known here; check the id, or whether the child is yours" in answer.json()["detail"]
    assert str(child) not in (await world.get("tracking", "/obligations?limit=500", role="social_worker")).text
    assert str(child) not in (await world.get("tracking", "/what-if?policy=england", role="social_worker")).text


async def test_a_caseload_is_reckoned_under_another_policy(world: World, decided: Decided, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 5, 31, 9, tzinfo=UTC)
    child = await decided()
    same = await read(world, "/what-if?policy=warrington")
    assert same["children"] >= 1
    assert same["late_then"] >= 1
    by_law = await read(world, "/what-if?policy=england")
    (ours,) = [one for one in by_law["no_longer_late"] if one["child_id"] == str(child)]
    assert "WAR-PPM-1" in ours["late_now"]
    assert ours["late_then"] == []
    first = await read(world, "/what-if?policy=england&limit=1")
    assert first["children"] == 1
    assert first["after"] is not None


async def test_a_policy_is_read_in_words_with_its_sources(world: World) -> None:
    policy = await read(world, "/policies/warrington")
    assert [document["name"] for document in policy["documents"]] == ["england", "together_for_adoption", "warrington"]
    (line,) = [line for line in policy["timescales"] if line["rule_id"] == "WAR-PPM-1"]
    assert "10 working days" in line["within"]
    assert "8.1" in line["source"]
    assert "warrington" in await read(world, "/policies")


async def test_the_calendar_of_a_role_holds_all_that_it_owns(
    world: World, decided: Decided, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.tracking.api.calendar.AT_ONCE", 3)
    clock.moment = datetime(2026, 4, 10, 9, tzinfo=UTC)
    child = await decided()
    answer = await world.get("tracking", "/calendar/team_manager.ics", role="team_manager")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    unfolded = answer.text.replace("\r\n ", "")
    events = [event for event in unfolded.split("BEGIN:VEVENT") if str(child) in event]
    assert any("DTSTART;VALUE=DATE:20260416" in event and "WAR-PPM-1" in event for event in events)
    assert unfolded.endswith("END:VCALENDAR\r\n")


async def test_a_tracker_meeting_meets_what_was_due_by_it(world: World, decided: Decided, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 4, 20, 9, tzinfo=UTC)
    child = await decided()
    path = f"/children/{child}/tracker-meetings"
    held = {"on": "2026-04-20", "tracker": "permanence"}
    answer = await world.post("tracking", path, held, role="service_manager")
    assert answer.status_code == httpx.codes.CREATED, answer.text
    event_id = answer.json()["recorded"][0]["event_id"]
    rows = await read(world, f"/children/{child}/obligations")
    tracker = [row for row in rows if row["rule_id"] == "WAR-TRACKER-PERMANENCE"]
    assert [(row["state"], row["met_by"]) for row in tracker if row["met_by"]] == [("met", event_id)]
    # What follows from the meeting is counted from the very entry: a rebuild from the journal finds the same.
    assert event_id in {row["started_by"] for row in tracker}
    answer = await world.post("tracking", path, held, role="social_worker")
    assert answer.status_code == httpx.codes.FORBIDDEN


async def test_tables_made_anew_from_journal_and_inbox_are_the_same(
    world: World, decided: Decided, databases: dict[str, ServiceDatabase]
) -> None:
    await decided()
    living: Store = world.inhabitants["tracking"].app.state.store
    store = Store(living.pool, living.service, FixedClock(datetime.now(UTC)))
    # Other stories left their children on other days, some of them days to come: a rebuild reckons for today.
    async with store.work(EVERY_AUTHORITY) as work:
        children = [child for (child,) in await work.connection.fetch("select child_id from tracks order by 1")]
    for child in children:
        await store.revisit(Track, [child])
    assert await rebuild(SERVICE, databases["tracking"].app_url, check=True) == {"tracks": 0, "obligations": 0}


def test_every_route_names_its_action(world: World) -> None:
    assert unguarded_routes(world.inhabitants["tracking"].app) == []

"""Tracking over HTTP: a decision at the gateway makes dates here, each with its why, and people see what is theirs."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx
import pytest

from shared.clock import FixedClock
from shared.testing.world import World

Decided = Callable[..., Awaitable[UUID]]


@pytest.fixture
def decided(world: World) -> Decided:
    """A child for whom the Legal Gateway decided on pre-proceedings on 31 March 2026."""

    async def decide(authority: str = "warrington", born: str = "2021-03-01") -> UUID:
        child = uuid4()
        steps = [
            ("registration", {"on": "2026-03-02", "authority": authority, "date_of_birth": born}, "social_worker"),
            ("referrals", {"on": "2026-03-20", "panel_date": "2026-03-31"}, "social_worker"),
            (
                "decisions",
                {
                    "on": "2026-03-31",
                    "outcome": "pre_proceedings",
                    "primary_plan": "return_home",
                    "contingencies": ["special_guardianship"],
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
    assert str(child)[:8] in page
    page = await read_page(world, f"/children/{child}")
    assert "Good Friday" in page
    assert "1 day" in page


async def read_page(world: World, path: str) -> str:
    """A page of tracking, as a social worker of Warrington's browser asks for it."""
    headers = {"Authorization": f"Bearer {world.token('social_worker')}", "Accept": "text/html"}
    answer = await world.inhabitants["tracking"].client.get(path, headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer.text

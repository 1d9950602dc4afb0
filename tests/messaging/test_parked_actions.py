"""What a person does about parked messages: each act once, in order, recorded, and nothing shown of a child."""

import asyncio
from uuid import UUID, uuid4

import pytest

from hearth.parts.provision import ServiceDatabase
from shared.errors import NotKnown, RuleBroken
from shared.events.base import REGISTRY
from shared.events.planning import AdoptionDecisionMade
from shared.messaging import clients
from shared.messaging.envelope import RecordedEvent
from shared.messaging.parked_actions import Settled
from shared.testing.world import World
from tests.messaging.conftest import Hearer
from tests.messaging.messages import decided, message, recorded

ENGINEER = "ops_engineer@warrington"
NEWER = "planning.adoption_decision_made.v99"


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A test calls `upgrade(release)` to have this service know the newer version."""
    return monkeypatch


def upgrade(release: pytest.MonkeyPatch) -> None:
    release.setitem(REGISTRY, NEWER, AdoptionDecisionMade)


async def held_child(gateway: Hearer, behind: int = 2) -> tuple[UUID, list[RecordedEvent]]:
    """A child with a message of a version not known here, and others that wait behind it."""
    child = uuid4()
    said = [recorded(decided(child)) for _ in range(behind + 1)]
    await gateway.hear(message(said[0], ce_type=NEWER.encode()), *map(message, said[1:]))
    return child, said


async def ids(gateway: Hearer, child: UUID) -> list[int]:
    return [one["id"] for one in await gateway.parked(child)]


async def test_a_retry_that_goes_through_has_those_that_waited_follow_in_order(
    gateway: Hearer, release: pytest.MonkeyPatch
) -> None:
    child, said = await held_child(gateway)
    upgrade(release)
    first, *_ = await ids(gateway, child)
    assert await gateway.parked_actions.retry(first, ENGINEER) == Settled(retried=3)
    assert await gateway.heard(child) == [one.event_id for one in said]
    assert await gateway.parked(child) == []


async def test_a_retry_that_fails_again_leaves_all_where_they_are(gateway: Hearer) -> None:
    child, _ = await held_child(gateway)
    before = await ids(gateway, child)
    assert await gateway.parked_actions.retry(before[0], ENGINEER) == Settled(failed=1)
    assert await ids(gateway, child) == before
    assert [act["outcome"] for act in await gateway.parked_actions.acts(before[0])] == ["failed: unknown-version"]
    assert [one["attempts"] for one in await gateway.parked(child)] == [2, 1, 1]


async def test_a_message_cannot_overtake_an_earlier_one_of_its_child(gateway: Hearer) -> None:
    child, _ = await held_child(gateway)
    first, second, _ = await ids(gateway, child)
    with pytest.raises(RuleBroken, match=f"message {first} of the same child came earlier"):
        await gateway.parked_actions.retry(second, ENGINEER)
    assert await gateway.heard(child) == []


async def test_settling_makes_do_with_one_connection_at_a_time(
    gateway: Hearer, databases: dict[str, ServiceDatabase]
) -> None:
    child, _ = await held_child(gateway)
    parked_actions = gateway.parked_actions
    everybody, one = parked_actions.pool, await clients.pool(databases["gateway"].app_url, size=1)
    parked_actions.pool = parked_actions.writer.store.pool = one
    try:
        async with asyncio.timeout(10):
            assert await parked_actions.retry((await ids(gateway, child))[0], ENGINEER) == Settled(failed=1)
            await parked_actions.dismiss((await ids(gateway, child))[0], ENGINEER, "a partner's test message")
    finally:
        one.terminate()
        parked_actions.pool = parked_actions.writer.store.pool = everybody
    assert await gateway.parked(child) == []


async def test_a_dismissal_releases_what_waited(gateway: Hearer) -> None:
    child, said = await held_child(gateway)
    first, *_ = await ids(gateway, child)
    assert await gateway.parked_actions.dismiss(first, ENGINEER, "sent by mistake") == Settled(dismissed=1, retried=2)
    assert await gateway.heard(child) == [one.event_id for one in said[1:]]


async def test_a_dismissal_in_the_middle_leaves_the_others_waiting(gateway: Hearer) -> None:
    child, _ = await held_child(gateway)
    first, second, third = await ids(gateway, child)
    assert await gateway.parked_actions.dismiss(second, ENGINEER, "sent by mistake") == Settled(dismissed=1)
    assert await ids(gateway, child) == [first, third]
    assert await gateway.parked_actions.acts(first) == []


async def test_what_was_dismissed_stays_so_when_it_comes_again(gateway: Hearer) -> None:
    child = uuid4()
    said, after = recorded(decided(child)), recorded(decided(child))
    poison = message(said, ce_type=NEWER.encode())
    await gateway.hear(poison)
    await gateway.parked_actions.dismiss((await ids(gateway, child))[0], ENGINEER, "sent by mistake")
    await gateway.hear(poison, message(after))
    assert await gateway.heard(child) == [after.event_id]
    assert await gateway.parked(child) == []


async def test_all_of_one_cause_are_retried_and_the_others_stay(gateway: Hearer, release: pytest.MonkeyPatch) -> None:
    children = [(await held_child(gateway, behind=1))[0] for _ in range(3)]
    other = uuid4()
    await gateway.hear(message(recorded(decided(other)), value=b"{"))
    upgrade(release)
    assert await gateway.parked_actions.retry_all(ENGINEER, "unknown-version") == Settled(retried=6)
    assert [len(await gateway.heard(child)) for child in children] == [2, 2, 2]
    assert [one["cause"] for one in await gateway.parked()] == ["not-json"]


async def test_all_are_retried_each_once_whatever_fails_again(gateway: Hearer, release: pytest.MonkeyPatch) -> None:
    child, said = await held_child(gateway)
    stuck = uuid4()
    await gateway.hear(message(recorded(decided(stuck)), value=b"{"), message(recorded(decided(stuck))))
    upgrade(release)
    assert await gateway.parked_actions.retry_all(ENGINEER) == Settled(retried=3, failed=1)
    assert await gateway.heard(child) == [one.event_id for one in said]
    assert [one["attempts"] for one in await gateway.parked(stuck)] == [2, 1]


async def test_all_of_one_cause_are_dismissed_with_one_reason(gateway: Hearer) -> None:
    held = [await held_child(gateway, behind=1) for _ in range(3)]
    reason = "a partner's test feed"
    settled = await gateway.parked_actions.dismiss_all(ENGINEER, reason, "unknown-version")
    assert settled == Settled(dismissed=3, retried=3)
    assert [await gateway.heard(child) for child, _ in held] == [[said[1].event_id] for _, said in held]
    for dismissed in await gateway.parked(state="dismissed"):
        [act] = await gateway.parked_actions.acts(dismissed["id"])
        assert (act["act"], act["reason"], act["acted_by"]) == ("dismiss", reason, ENGINEER)


async def test_what_was_settled_cannot_be_settled_again(gateway: Hearer) -> None:
    child, _ = await held_child(gateway, behind=0)
    [parked] = await ids(gateway, child)
    await gateway.parked_actions.dismiss(parked, ENGINEER, "sent by mistake")
    with pytest.raises(RuleBroken, match="was dismissed before"):
        await gateway.parked_actions.retry(parked, ENGINEER)
    with pytest.raises(RuleBroken, match="was dismissed before"):
        await gateway.parked_actions.dismiss(parked, ENGINEER, "again")
    with pytest.raises(NotKnown, match="look at the list again"):
        await gateway.parked_actions.retry(2**40, ENGINEER)
    assert len(await gateway.parked_actions.acts(parked)) == 1


async def test_an_engineer_does_it_over_http_and_nobody_else(gateway: Hearer, world: World) -> None:
    child, _ = await held_child(gateway, behind=0)
    [parked] = await ids(gateway, child)
    path = f"/operations/parked/{parked}/dismiss"
    body = {"reason": "sent by mistake"}
    assert (await world.post("gateway", path, body, role="social_worker")).status_code == 403
    assert (await world.post("gateway", path, {"reason": "\x00\x00\x00x"}, role="ops_engineer")).status_code == 422
    done = await world.post("gateway", path, body, role="ops_engineer")
    assert (done.status_code, done.json()) == (200, {"retried": 0, "dismissed": 1, "failed": 0})
    again = await world.post("gateway", path, body, role="ops_engineer")
    assert again.status_code == 409
    assert again.headers["content-type"] == "application/problem+json"
    [act] = (await world.get("gateway", f"/operations/parked/{parked}/acts", role="ops_engineer")).json()
    assert (act["act"], act["reason"]) == ("dismiss", "sent by mistake")

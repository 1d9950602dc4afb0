"""One request, one transaction: what is asked is done once, whole, and by whom it may be."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from httpx import Response

from services.gateway.child.domain.matter import LegalMatter
from shared.errors import OutOfDate
from shared.messaging.journal import Signature
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY, UnitOfWork
from shared.testing.world import World
from tests.messaging.conftest import Hearer
from tests.messaging.messages import voided

REGISTRATION = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
# Another writer, who asks nobody for the lock, records the same again under the next version.
TAKE = """
insert into journal
(event_id, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at, recorded_by)
select gen_random_uuid(), case_kind, case_id, 2, type, authority, occurred_on, data, recorded_at, recorded_by
from journal where case_id = $1
"""
REFERRAL = {"on": "2026-03-30", "panel_date": "2026-04-02"}


async def registered(world: World, **headers: str) -> str:
    child = str(uuid4())
    answer = await world.post(
        "gateway", f"/children/{child}/registration", REGISTRATION, role="social_worker", headers=headers
    )
    assert answer.status_code == 201, answer.text
    return child


async def refer(world: World, child: str, body: dict[str, Any] = REFERRAL, /, **headers: str) -> Response:
    return await world.post("gateway", f"/children/{child}/referrals", body, role="social_worker", headers=headers)


async def test_a_command_answers_what_it_recorded_and_the_version_since(world: World) -> None:
    child = await registered(world)
    answer = await refer(world, child)
    assert answer.status_code == 201
    assert answer.headers["etag"] == '"2"'
    said = answer.json()
    assert (said["case_id"], said["version"]) == (child, 2)
    assert [fact["type"] for fact in said["recorded"]] == [
        "gateway.referred_to_legal_gateway.v1",  # the child's, whose version this is
        "gateway.referral_opened.v1",
        "gateway.referral_submitted.v1",
    ]


async def test_what_was_recorded_can_be_read_at_once(world: World) -> None:
    child = await registered(world)
    answer = await world.get("gateway", f"/children/{child}", role="social_worker")
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"1"'
    assert answer.json()["date_of_birth"] == "2025-11-02"


async def test_the_same_request_under_the_same_key_is_done_once_and_answered_alike(world: World) -> None:
    child = await registered(world)
    key = str(uuid4())
    first = await refer(world, child, **{"Idempotency-Key": key})
    second = await refer(world, child, **{"Idempotency-Key": key})
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"


async def test_the_same_key_for_something_else_is_refused(world: World) -> None:
    child = await registered(world)
    key = str(uuid4())
    await refer(world, child, **{"Idempotency-Key": key})
    other = await refer(world, child, REFERRAL | {"panel_date": "2026-04-09"}, **{"Idempotency-Key": key})
    assert other.status_code == 422
    assert "fresh key" in other.json()["detail"]


async def test_the_same_request_asked_many_times_at_once_is_done_once(world: World) -> None:
    child = await registered(world)
    key = str(uuid4())
    answers = await asyncio.gather(*(refer(world, child, **{"Idempotency-Key": key}) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1


async def test_of_concurrent_commands_on_one_child_one_wins_and_the_others_are_told(world: World) -> None:
    child = await registered(world)
    answers = await asyncio.gather(*(refer(world, child) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert all("waits for the panel" in answer.json()["detail"] for answer in answers if answer.status_code == 409)


async def test_of_two_commands_that_each_hold_a_child_whom_the_other_wants_both_are_done(world: World) -> None:
    store: Store = world.inhabitants["gateway"].app.state.store
    children = [UUID(await registered(world)) for _ in range(2)]
    both_hold_one = asyncio.Barrier(2)
    begun: list[UUID] = []

    async def want_the_other(child: UUID, _command: None, work: UnitOfWork) -> None:
        begun.append(child)
        if len(begun) <= len(children):
            await both_hold_one.wait()
        for one in (child, *children):
            await work.load(LegalMatter, one)

    answers = await asyncio.gather(
        *(
            store.ask(want_the_other, child, None, authorities=EVERY_AUTHORITY, signature=Signature(by="test"))
            for child in children
        )
    )
    assert [answer["case_id"] for answer, _ in answers] == [str(child) for child in children]
    assert len(begun) == 3  # one of them began again


async def test_a_command_on_an_old_version_is_refused(world: World) -> None:
    child = await registered(world)
    assert (await refer(world, child, **{"If-Match": '"7"'})).status_code == 412
    assert (await refer(world, child, **{"If-Match": '"1"'})).status_code == 201


async def test_a_refused_command_leaves_nothing_behind(world: World) -> None:
    child = await registered(world)
    early = await refer(world, child, REFERRAL | {"panel_date": "2026-03-01"})
    assert early.status_code == 409
    assert (await world.get("gateway", f"/children/{child}", role="social_worker")).headers["etag"] == '"1"'


async def test_a_child_of_another_authority_is_not_known(world: World) -> None:
    child = await registered(world)
    read = await world.get("gateway", f"/children/{child}", role="social_worker", authority="surrey")
    told = await world.post(
        "gateway", f"/children/{child}/referrals", REFERRAL, role="social_worker", authority="surrey"
    )
    assert (read.status_code, told.status_code) == (404, 404)


async def test_nobody_records_under_an_authority_that_is_not_theirs(world: World) -> None:
    answer = await world.post(
        "gateway", f"/children/{uuid4()}/registration", REGISTRATION, role="social_worker", authority="surrey"
    )
    assert answer.status_code == 403
    assert "name one of yours" in answer.json()["detail"]


async def test_a_version_that_another_writer_took_is_told_with_what_to_do(
    gateway: Hearer, owner: asyncpg.Connection, world: World
) -> None:
    child = UUID(await registered(world))
    store: Store = gateway.inhabitant.app.state.store

    async def overtaken(child: UUID, _command: None, work: UnitOfWork) -> None:
        await work.load(LegalMatter, child)
        await owner.execute(TAKE, child)
        work.record(voided(child, uuid4()))

    with pytest.raises(OutOfDate, match="read it again") as told:
        await store.ask(overtaken, child, None, authorities=EVERY_AUTHORITY, signature=Signature("somebody"))
    assert told.value.status == 412
    assert await gateway.journal(child) == ["gateway.child_registered.v1", "gateway.child_registered.v1"]
    await owner.execute("delete from journal where case_id = $1 and version = 2", child)

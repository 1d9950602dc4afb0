"""Hearing twice is hearing once, in whatever order and company."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import asyncpg
import pytest

from hearth.parts.provision import ServiceDatabase
from services.gateway import main
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import should_be_placed_by
from shared.clock import FixedClock
from shared.events.base import Event
from shared.events.codes.gateway import ReferralPurpose
from shared.events.gateway import ReferredToLegalGateway
from shared.identifiers import ReferralId, new_id
from shared.testing.world import Apps, apps_of
from tests.messaging.conftest import Hearer
from tests.messaging.messages import DAY, corrected, decided, message, recorded, reviewed, voided

LATER = DAY + timedelta(days=1)
LATEST = DAY + timedelta(days=2)


def refer_who_should_be_placed(matter: LegalMatter, today: date) -> Sequence[Event]:
    """A conclusion to test with: who should be placed is referred."""
    if matter.referral or not should_be_placed_by(matter, today):
        return ()
    return [
        ReferredToLegalGateway(
            child_id=matter.child_id,
            authority="warrington",
            occurred_on=today,
            referral_id=ReferralId(new_id()),
            purpose=ReferralPurpose.THRESHOLD,
            panel_date=today,
        )
    ]


@pytest.fixture(scope="module")
async def concluding_apps(databases: dict[str, ServiceDatabase]) -> AsyncIterator[Apps]:
    """A legal gateway that concludes something by itself."""
    plan = main.plan()
    child = replace(plan.service.kinds["child"], conclude=refer_who_should_be_placed)
    plan = replace(plan, service=replace(plan.service, kinds={"child": child}))
    async with apps_of([plan], {"gateway": databases["gateway"].app_url}) as made:
        yield made


@pytest.fixture
async def concluding(concluding_apps: Apps, clock: FixedClock, owner: asyncpg.Connection) -> Hearer:
    """It, at work."""
    assert not owner.is_closed()
    return Hearer((await concluding_apps.world(clock)).inhabitants["gateway"])


async def test_the_same_message_again_changes_nothing(gateway: Hearer) -> None:
    child = uuid4()
    said = recorded(decided(child))
    await gateway.hear(message(said))
    await gateway.hear(message(said))
    assert await gateway.heard(child) == [said.event_id]


async def test_the_same_message_twice_in_one_batch_is_heard_and_counted_once(gateway: Hearer) -> None:
    child = uuid4()
    said, before = recorded(decided(child)), gateway.counted("planning")
    await gateway.hear(message(said), message(said), message(said))
    assert await gateway.heard(child) == [said.event_id]
    assert gateway.counted("planning") == before + 1


async def test_what_is_not_heard_here_leaves_no_trace(gateway: Hearer) -> None:
    child = uuid4()
    await gateway.hear(message(recorded(reviewed(child))))
    assert await gateway.heard(child) == []
    assert await gateway.parked(child) == []


@pytest.mark.parametrize("seed", range(8))
async def test_a_case_is_the_same_whatever_the_order_and_the_batches(gateway: Hearer, seed: int) -> None:
    child, mistaken = uuid4(), uuid4()
    said = [
        recorded(decided(child, DAY, should_be_placed=False)),
        recorded(decided(child, LATER, should_be_placed=True)),
        recorded(decided(child, LATEST, should_be_placed=False), mistaken),
        recorded(voided(child, mistaken)),
    ]
    chance = Random(seed)
    messages = [message(one) for one in said * 2]
    chance.shuffle(messages)
    while messages:
        size = chance.randint(1, len(messages))
        await gateway.hear(*messages[:size])
        del messages[:size]
    assert should_be_placed_by(await gateway.matter(child), date.max)
    assert set(await gateway.heard(child)) == {one.event_id for one in said}


async def test_a_corrected_day_puts_what_was_heard_in_its_right_place(gateway: Hearer) -> None:
    child, moved = uuid4(), uuid4()
    await gateway.hear(
        message(recorded(corrected(child, moved, occurred_on=str(LATEST)))),
        message(recorded(decided(child, LATER, should_be_placed=False))),
        message(recorded(decided(child, DAY, should_be_placed=True), moved)),
    )
    assert should_be_placed_by(await gateway.matter(child), date.max)


async def test_what_follows_is_recorded_once_with_what_caused_it(concluding: Hearer) -> None:
    child = uuid4()
    said = recorded(decided(child))
    for _ in range(2):
        await concluding.hear(message(said), message(said))
    assert await concluding.journal(child) == ["gateway.referred_to_legal_gateway.v1"]
    row = await concluding.inhabitant.connection.fetchrow("select * from journal where case_id = $1", child)
    assert (row["caused_by"], row["recorded_by"]) == (said.event_id, "gateway")


async def test_what_follows_for_many_children_in_one_batch_is_recorded_for_each(concluding: Hearer) -> None:
    children = [uuid4() for _ in range(60)]
    await concluding.hear(*(message(recorded(decided(child))) for child in children))
    assert [await concluding.journal(child) for child in children] == [["gateway.referred_to_legal_gateway.v1"]] * 60

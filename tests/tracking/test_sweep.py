"""The day sweep over a real database: every child whom the day changes, once, whoever sweeps and whatever fails."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import asyncpg
import pytest

from hearth.parts.provision import ServiceDatabase
from services.tracking.domain.track import Track
from services.tracking.main import SERVICE
from services.tracking.subscribers import LOOK_EVERY, sweep, sweep_once, until_next_look
from shared.clock import LONDON, FixedClock
from shared.events.base import REGISTRY, EntryCorrected, Event
from shared.identifiers import ChildId, EventId
from shared.messaging import clients, inbox
from shared.messaging.envelope import RecordedEvent
from shared.messaging.hearing import Ear
from shared.messaging.unit_of_work import EVERY_AUTHORITY, Store
from tests.tracking.lives import A_DAY, REGISTERED, Said, TrackingDesk, another_life

A_YEAR_ON = REGISTERED + timedelta(days=365)
TOLD = "select type, data from journal where case_id = $1 order by version"


@pytest.fixture
async def stores(databases: dict[str, ServiceDatabase], clock: FixedClock) -> AsyncIterator[tuple[Store, Store]]:
    """Two replicas of tracking over one database, by one clock."""
    pools = [await clients.pool(databases["tracking"].app_url, size=3) for _ in range(2)]
    clock.moment = noon(REGISTERED)
    yield Store(pools[0], SERVICE, clock), Store(pools[1], SERVICE, clock)
    for pool in pools:
        await pool.close()


def noon(day: date) -> datetime:
    """Midday in London."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=LONDON).astimezone(UTC)


def lives(count: int) -> dict[UUID, list[Said]]:
    """As many children's lives, each its own."""
    random = Random(count)
    children = [ChildId(uuid4()) for _ in range(count)]
    return {child: another_life(random, child) for child in children}


def recorded(life: Sequence[Said]) -> list[RecordedEvent]:
    """A life as other services record it."""
    return [
        RecordedEvent(one.event_id, one.event, one.event.wire_name.split(".")[0], number, noon(one.recorded_on))
        for number, one in enumerate(life, 1)
    ]


async def hear(store: Store, life: Sequence[Said]) -> None:
    """Have tracking hear these events as one batch."""
    async with store.work(EVERY_AUTHORITY) as work:
        await Ear(store).hear(work, [(said, None) for said in recorded(life)])


async def told_of(store: Store, child: UUID) -> list[Event]:
    """What tracking published about a child, in order."""
    async with store.work(EVERY_AUTHORITY) as work:
        rows: list[asyncpg.Record] = await work.connection.fetch(TOLD, child)
    return [REGISTRY[type_].model_validate_json(data) for type_, data in rows]


async def track_of(store: Store, child: UUID) -> Track:
    """The child as tracking knows it now."""
    async with store.work(EVERY_AUTHORITY) as work:
        return await work.load(Track, child)


def as_bag(events: Sequence[Event]) -> Counter[str]:
    """The notices, in no order."""
    return Counter(f"{event.wire_name} {event.model_dump_json()}" for event in events)


def expected(child: UUID, life: Sequence[Said], by: date) -> Counter[str]:
    """What is to be told of a life by a day."""
    desk = TrackingDesk(list(life), ChildId(child))
    desk.look(by)
    return as_bag(desk.told)


async def test_two_replicas_that_sweep_at_once_publish_every_notice_once(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    one, other = stores
    known = lives(6)
    day = REGISTERED
    while day < A_YEAR_ON:
        before, day = day, day + 17 * A_DAY
        clock.moment = noon(day)
        for life in known.values():
            await hear(one, [said for said in life if before <= said.recorded_on < day])
        await asyncio.gather(sweep_once(one), sweep_once(other))
    for child, life in known.items():
        heard = [said for said in life if said.recorded_on < day]
        assert as_bag(await told_of(one, child)) == expected(child, heard, day)


async def test_a_sweep_after_a_year_of_silence_catches_up_and_the_next_finds_nothing(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    store, _ = stores
    ((child, life),) = lives(1).items()
    await hear(store, life[:9])
    clock.moment = noon(A_YEAR_ON)
    assert await sweep_once(store) >= 1
    told = await told_of(store, child)
    assert as_bag(told) == expected(child, life[:9], A_YEAR_ON)
    assert [event.occurred_on for event in told] == sorted(event.occurred_on for event in told)
    assert await sweep_once(store) == 0
    assert await told_of(store, child) == told


async def test_hearing_and_sweeping_at_once_publish_every_notice_once(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    one, other = stores
    ((child, life),) = lives(1).items()
    await hear(one, life[:5])
    clock.moment = noon(A_YEAR_ON)
    await asyncio.gather(sweep_once(one), hear(other, life[5:9]), sweep_once(other), hear(one, life[5:9]))
    assert max(as_bag(await told_of(one, child)).values()) == 1
    await sweep_once(one)
    track = await track_of(one, child)
    desk = TrackingDesk(life[:9], ChildId(child)).look(A_YEAR_ON)
    closed = {one: told.closed for one, told in desk.told.items()}
    assert {one: told.closed for one, told in track.told.items() if one in closed} == closed


async def test_a_child_who_cannot_be_reckoned_holds_up_nobody_else(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    store, _ = stores
    (broken, its_life), (sound, life) = lives(2).items()
    await hear(store, its_life[:5])
    await hear(store, life[:5])
    # A correction that nobody could have recorded: the engine finds no date in it.
    nonsense = EntryCorrected(
        child_id=ChildId(broken),
        authority="warrington",
        occurred_on=REGISTERED,
        corrects=EventId(its_life[0].event_id),
        changes={"date_of_birth": "no day at all"},
    )
    async with store.work(EVERY_AUTHORITY) as work:
        await inbox.hear(work.connection, [RecordedEvent(uuid4(), nonsense, "gateway", 99, noon(REGISTERED))])
    before = await told_of(store, broken)
    clock.moment = noon(A_YEAR_ON)
    await sweep_once(store)
    assert as_bag(await told_of(store, sound)) == expected(sound, life[:5], A_YEAR_ON)
    assert await told_of(store, broken) == before
    await forget(store, broken)


async def forget(store: Store, child: UUID) -> None:
    """Take a child off the tracker, so that other tests' sweeps do not meet it."""
    async with store.work(EVERY_AUTHORITY) as work:
        await work.connection.execute("delete from tracks where child_id = $1", child)


async def test_the_duty_sweeps_at_once_when_it_starts(stores: tuple[Store, Store], clock: FixedClock) -> None:
    store, _ = stores
    ((child, life),) = lives(1).items()
    await hear(store, life[:5])
    clock.moment = noon(A_YEAR_ON)
    swept = asyncio.Event()
    store.after_commit.append(swept.set)
    duty = asyncio.create_task(sweep(store))
    await asyncio.wait_for(swept.wait(), timeout=20)
    duty.cancel()
    with suppress(asyncio.CancelledError):
        await duty
    assert as_bag(await told_of(store, child)) == expected(child, life[:5], A_YEAR_ON)


@pytest.mark.parametrize(
    ("now", "wait"),
    [
        (datetime(2026, 4, 10, 9, 0, tzinfo=UTC), LOOK_EVERY),
        (datetime(2026, 4, 10, 22, 59, tzinfo=UTC), timedelta(minutes=1, seconds=1)),  # summer time: midnight at 23:00
        (datetime(2026, 12, 10, 23, 59, tzinfo=UTC), timedelta(minutes=1, seconds=1)),
        (datetime(2026, 3, 28, 23, 50, tzinfo=UTC), timedelta(minutes=10, seconds=1)),  # the clocks go forward at 01:00
        (datetime(2026, 10, 24, 22, 50, tzinfo=UTC), timedelta(minutes=10, seconds=1)),  # and back
    ],
)
def test_the_next_look_is_just_past_midnight_in_london_or_within_a_quarter_of_an_hour(
    now: datetime, wait: timedelta
) -> None:
    assert until_next_look(now) == wait

"""The day sweep over a real database: every child whom the day changes, once, whoever sweeps and whatever fails."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.tracking.subscribers import count_waiting, sweep
from shared.clock import FixedClock
from shared.events.base import EntryCorrected
from shared.identifiers import ChildId, EventId
from shared.messaging import inbox
from shared.messaging.daily import LOOK_EVERY, until_next_look
from shared.messaging.envelope import RecordedEvent
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from shared.telemetry import Metrics
from tests.tracking.lives import A_DAY, REGISTERED, TrackingDesk
from tests.tracking.replicas import as_bag, expected, hear, lives, noon, told_of, track_of

STATES = "select state from obligations where authority = 'warrington' and waits and not indicator"
A_YEAR_ON = REGISTERED + timedelta(days=365)


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
        await asyncio.gather(sweep.once(one), sweep.once(other))
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
    assert await sweep.once(store) >= 1
    told = await told_of(store, child)
    assert as_bag(told) == expected(child, life[:9], A_YEAR_ON)
    assert [event.occurred_on for event in told] == sorted(event.occurred_on for event in told)
    assert await sweep.once(store) == 0
    assert await told_of(store, child) == told


async def test_hearing_and_sweeping_at_once_publish_every_notice_once(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    one, other = stores
    ((child, life),) = lives(1).items()
    await hear(one, life[:5])
    clock.moment = noon(A_YEAR_ON)
    await asyncio.gather(sweep.once(one), hear(other, life[5:9]), sweep.once(other), hear(one, life[5:9]))
    assert max(as_bag(await told_of(one, child)).values()) == 1
    await sweep.once(one)
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
        await inbox.add(work.connection, [RecordedEvent(uuid4(), nonsense, "gateway", 99, noon(REGISTERED))])
    before = await told_of(store, broken)
    clock.moment = noon(A_YEAR_ON)
    await sweep.once(store)
    assert as_bag(await told_of(store, sound)) == expected(sound, life[:5], A_YEAR_ON)
    assert await told_of(store, broken) == before
    await forget(store, broken)


async def test_a_child_whose_registration_is_heard_ahead_of_its_day_is_tracked_when_the_day_comes(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    store, _ = stores
    ((child, life),) = lives(1).items()
    clock.moment = noon(REGISTERED - A_DAY)  # as of a service whose clock is behind
    await hear(store, life[:5])
    assert await told_of(store, child) == []
    clock.moment = noon(A_YEAR_ON)
    await sweep.once(store)
    assert as_bag(await told_of(store, child)) == expected(child, life[:5], A_YEAR_ON)


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
    duty = asyncio.create_task(sweep(store, Metrics("tracking")))
    await asyncio.wait_for(swept.wait(), timeout=20)
    duty.cancel()
    with suppress(asyncio.CancelledError):
        await duty
    assert as_bag(await told_of(store, child)) == expected(child, life[:5], A_YEAR_ON)


async def test_operators_see_how_much_is_due_and_how_much_is_late(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    store, _ = stores
    ((_, life),) = lives(1).items()
    await hear(store, life[:5])
    clock.moment = noon(A_YEAR_ON)
    await sweep.once(store)
    metrics = Metrics("tracking")
    await count_waiting(store, metrics)
    async with store.work(EVERY_AUTHORITY) as work:
        states = [state for (state,) in await work.connection.fetch(STATES)]
    late, due = states.count("late"), states.count("due_soon") + states.count("due_today")
    assert late > 0
    shown = metrics.exposition()[0].decode()
    assert f'hearth_obligations_late{{authority="warrington"}} {late:.1f}\n' in shown
    assert f'hearth_obligations_due{{authority="warrington"}} {due:.1f}\n' in shown


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

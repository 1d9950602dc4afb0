"""Replicas of tracking over a real database: what they hear of children's lives, and what they publish."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID, uuid4

import asyncpg

from services.tracking.domain.track import Track
from shared.clock import LONDON
from shared.events.base import REGISTRY, Event
from shared.identifiers import ChildId
from shared.messaging.envelope import RecordedEvent
from shared.messaging.inbox_writer import InboxWriter
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY
from tests.tracking.lives import Said, TrackingDesk, another_life

TOLD = "select type, data from journal where case_id = $1 order by version"


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
        await InboxWriter(store).write(work, [(said, None) for said in recorded(life)])


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

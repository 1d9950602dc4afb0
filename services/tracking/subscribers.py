"""What tracking does when others speak about a child, and when a new day comes: it reckons anew, and tells the rest.

It hears everything that the other services say about a child.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from services.tracking.domain.track import Track
from services.tracking.read_model.questions import changing, waiting
from shared.clock import LONDON, london_day
from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.events.tracking import TrackerActionDone, TrackerActionSet, TrackerMeetingHeld
from shared.messaging import journal
from shared.messaging.hearing import passes
from shared.messaging.journal import Entry
from shared.messaging.unit_of_work import BEGIN, Store
from shared.policy.facts import Fact
from shared.telemetry import Metrics

SOURCES = ("gateway", "planning", "family_finding")
HEARS: frozenset[type[Event]] = frozenset(
    event for source in SOURCES for event in PUBLISHED_BY[source] if event.about == "child"
) | frozenset(CORRECTIONS)
# What people record here is a fact that rules read, as what others say is; the rest of the journal is what was told.
OWN_FACTS: tuple[type[Event], ...] = (TrackerMeetingHeld, TrackerActionSet, TrackerActionDone, *CORRECTIONS)

CHUNK = 25  # children in one transaction of the sweep: a fraction of a second, so that others have their turn
LOOK_EVERY = timedelta(minutes=15)
FIRST = UUID(int=0)

log = structlog.get_logger(__name__)


def read_track(_case_type: type[Any], child_id: UUID, entries: Sequence[Entry]) -> Track:
    """The track that these entries make: facts, and what was told of what follows from them."""
    return Track.read(child_id, _facts(entries), [entry.event for entry in entries if not _is_fact(entry)])


def _is_fact(entry: Entry) -> bool:
    return entry.heard or isinstance(entry.event, OWN_FACTS)


def _facts(entries: Iterable[Entry]) -> tuple[Fact, ...]:
    return tuple(Fact.of(entry.event, entry.event_id, entry.recorded_at) for entry in entries if _is_fact(entry))


async def facts_of(connection: asyncpg.Connection, children: Sequence[UUID]) -> dict[UUID, tuple[Fact, ...]]:
    """What is known of these children, as far as the connection may see it; what was told of it is not read."""
    found: dict[UUID, list[Fact]] = {child: [] for child in children}
    for row in await journal.stored(connection, children, recorded=OWN_FACTS):
        found[row["case_id"]].append(Fact.stored(row["event_id"], row["type"], row["recorded_at"], row["data"]))
    return {child: tuple(facts) for child, facts in found.items()}


async def sweep_once(store: Store) -> int:
    """Reckon every child anew whom the day itself changes; answer how many.

    A child that cannot be reckoned is passed over and named in the log: it holds up nobody else.
    """
    today = london_day(store.clock.now())
    revisited, last = 0, FIRST
    while True:
        async with store.pool.acquire() as connection, connection.transaction():
            await connection.execute(BEGIN, "*")
            children = await changing(connection, today, last, CHUNK)
        if not children:
            return revisited
        last = children[-1]
        revisited += await _revisit(store, children)


async def _revisit(store: Store, children: Sequence[UUID]) -> int:
    """Revisit in one transaction, or by halves where that fails; answer how many were. Faults that pass are raised."""
    try:
        await store.revisit(Track, children)
    except Exception as fault:
        if passes(fault):
            raise
        if len(children) > 1:
            half = len(children) // 2
            return await _revisit(store, children[:half]) + await _revisit(store, children[half:])
        # Only the fault's class: its words may hold values.
        log.warning("child not reckoned", child_id=str(children[0]), fault=type(fault).__name__)
        return 0
    return len(children)


async def count_waiting(store: Store, metrics: Metrics) -> None:
    """Tell operators how much is due and how much is late, of each authority."""
    async with store.pool.acquire() as connection, connection.transaction(readonly=True):
        await connection.execute(BEGIN, "*")
        for authority, due, late in await waiting(connection):
            metrics.obligations(authority, due=due, late=late)


async def sweep(store: Store, metrics: Metrics) -> None:
    """Sweep and count at the start, when the day changes in London, and in between, while the service runs."""
    while True:
        try:
            if revisited := await sweep_once(store):
                log.info("day swept", children=revisited)
            await count_waiting(store, metrics)
        except Exception as fault:  # noqa: BLE001 - the database may be away; the next look finds what was missed
            log.warning("sweep failed", fault=type(fault).__name__)
        await asyncio.sleep(until_next_look(store.clock.now()).total_seconds())


def until_next_look(now: datetime) -> timedelta:
    """How long to wait before the next sweep: to just past midnight in London, but a quarter of an hour at most."""
    here = now.astimezone(LONDON)
    midnight = datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), LONDON)
    return min(LOOK_EVERY, midnight - now + timedelta(seconds=1))

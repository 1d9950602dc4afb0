"""What tracking does when others speak about a child, and when a new day comes: it reckons anew, and tells the rest.

It hears everything that the other services say about a child.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg

from services.tracking.domain.track import Track
from services.tracking.read_model.questions import changing, waiting
from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS, PUBLISHED_BY
from shared.events.tracking import TrackerActionDone, TrackerActionSet, TrackerMeetingHeld
from shared.messaging import journal
from shared.messaging.cases import CaseKind
from shared.messaging.daily import DaySweep
from shared.messaging.journal import Entry
from shared.messaging.store import Store
from shared.messaging.unit_of_work import BEGIN
from shared.policy.reckoning.facts import Fact
from shared.telemetry import Metrics

SOURCES = ("gateway", "planning", "family_finding")
HEARS: frozenset[type[Event]] = frozenset(
    event for source in SOURCES for event in PUBLISHED_BY[source] if event.about == "child"
) | frozenset(CORRECTIONS)
# What people record here is a fact that rules read, as what others say is; the rest of the journal is what was told.
OWN_FACTS: tuple[type[Event], ...] = (TrackerMeetingHeld, TrackerActionSet, TrackerActionDone, *CORRECTIONS)


def read_track(kind: CaseKind, child_id: UUID, entries: Sequence[Entry]) -> Track:
    """The track that these entries make: facts, and what was told of what follows from them."""
    track: Track = kind.opened(child_id)
    return track.read(_facts(entries), [entry.event for entry in entries if not _is_fact(entry)])


def apply_entry(track: Track, entry: Entry) -> Track:
    """The track after one entry more: a fact, from which rules count under the id in the journal, or what was told."""
    return track.with_fact(_fact(entry)) if _is_fact(entry) else track.apply(entry.event)


def _is_fact(entry: Entry) -> bool:
    return entry.heard or isinstance(entry.event, OWN_FACTS)


def _facts(entries: Iterable[Entry]) -> tuple[Fact, ...]:
    return tuple(map(_fact, filter(_is_fact, entries)))


def _fact(entry: Entry) -> Fact:
    return Fact.of(entry.event, entry.event_id, entry.recorded_at)


async def facts_of(connection: asyncpg.Connection, children: Sequence[UUID]) -> dict[UUID, tuple[Fact, ...]]:
    """What is known of these children, as far as the connection may see it; what was told of it is not read."""
    found: dict[UUID, list[Fact]] = {child: [] for child in children}
    for row in await journal.stored(connection, children, recorded=OWN_FACTS):
        found[row["case_id"]].append(Fact.stored(row["event_id"], row["type"], row["recorded_at"], row["data"]))
    return {child: tuple(facts) for child, facts in found.items()}


async def count_waiting(store: Store, metrics: Metrics) -> None:
    """Tell operators how much is due and how much is late, of each authority."""
    async with store.pool.acquire() as connection, connection.transaction(readonly=True):
        await connection.execute(BEGIN, "*")
        for authority, due, late in await waiting(connection):
            metrics.obligations(authority, due=due, late=late)


# Every child whose obligations the day itself changes is reckoned anew.
sweep = DaySweep(Track, changing, count_waiting)

"""Settling: after the last fault, how long until nothing waits any more, and until nothing is parked?"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

import asyncpg
from aiokafka.errors import KafkaError

from hearth.faults.databases import Database
from hearth.faults.engineer import Engineer
from hearth.faults.offsets import ends_of_topics, unheard
from hearth.house import House

LONGEST = 180.0  # seconds; what is not quiet then is a violation
LOOK_EVERY = 0.5
QUIET_LOOKS = 3


@dataclass(frozen=True)
class Waiting:
    """What still waits, by service, and how many messages the topics hold."""

    unsent: Mapping[str, int]
    unheard: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]
    messages: int

    @property
    def lag(self) -> int:
        """Rows and messages that are still on their way."""
        return sum(self.unsent.values()) + sum(self.unheard.values())

    @property
    def parked(self) -> int:
        """Messages that wait for a person."""
        return sum(count["parked"] for count in self.counts.values())


@dataclass(frozen=True)
class Quiet:
    """How it ended: after how many seconds there first was no lag (None: never), and what still waits."""

    caught_up: float | None
    left: Waiting


async def waiting(house: House, databases: Mapping[str, Database], hears: Mapping[str, Collection[str]]) -> Waiting:
    """What waits now. Raises KafkaError or a database's error while a part is still coming back."""
    unsent = {name: await database.unsent() for name, database in databases.items()}
    # Looked at after the journals: what was sent meanwhile is among the messages.
    ends = await ends_of_topics(house.kafka.bootstrap)
    return Waiting(
        unsent=unsent,
        unheard=await unheard(house.kafka.bootstrap, ends, hears),
        counts={name: await database.counts() for name, database in databases.items()},
        messages=sum(ends.values()),
    )


async def settle(look: Callable[[], Awaitable[Waiting]], engineer: Engineer) -> Quiet:
    """Have everything parked settled, until nothing moves.

    The lag may rise again when what was parked is taken in and brings about more; that is waited for as well.
    """
    since = time.monotonic()
    caught_up: float | None = None
    quiet, before = 0, None
    while True:
        try:
            now = await look()
        except (KafkaError, OSError, asyncpg.PostgresError):
            now = None
        after = time.monotonic() - since
        if now and not now.lag and caught_up is None:
            caught_up = after
        still = now is not None and not now.lag and not now.parked and now == before
        quiet = quiet + 1 if still else 0
        if now and (quiet >= QUIET_LOOKS or after > LONGEST):
            return Quiet(caught_up, now)
        before = now
        if now and now.parked:
            await engineer.settle()
        await asyncio.sleep(LOOK_EVERY)

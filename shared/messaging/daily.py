"""Daily: when a new day comes, what follows from it is concluded for every case that the day itself changes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from shared.clock import LONDON, london_day
from shared.messaging.inbox_writer import passes
from shared.messaging.store import Store
from shared.messaging.unit_of_work import BEGIN
from shared.telemetry import Metrics

CHUNK = 25  # cases in one transaction of the sweep: a fraction of a second, so that others have their turn
LOOK_EVERY = timedelta(minutes=15)
FIRST = UUID(int=0)

# The cases that a day changes, by id from one on, so many at a time; for a connection that sees every authority.
Changing = Callable[[asyncpg.Connection, date, UUID, int], Awaitable[list[UUID]]]
# What is counted after each sweep, for operators.
Counting = Callable[[Store, Metrics], Awaitable[None]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class DaySweep:
    """A duty of a service: it looks at the start, just after midnight in London, and in between.

    What it records is a conclusion, so replicas that sweep at once, and days that were missed, make no difference.
    """

    case_type: type[Any]
    changing: Changing
    counting: Counting | None = None

    async def __call__(self, store: Store, metrics: Metrics) -> None:
        """Sweep, and count what operators watch, for as long as the service runs."""
        while True:
            try:
                if revisited := await self.once(store):
                    log.info("day swept", cases=revisited)
                if self.counting:
                    await self.counting(store, metrics)
            except Exception as fault:  # noqa: BLE001 - the database may be away; the next look finds what was missed
                log.warning("sweep failed", fault=type(fault).__name__)
            await asyncio.sleep(until_next_look(store.clock.now()).total_seconds())

    async def once(self, store: Store) -> int:
        """Conclude anew about every case whom the day changes; answer how many.

        A case that cannot be concluded about is passed over and named in the log: it holds up nobody else.
        """
        today = london_day(store.clock.now())
        revisited, last = 0, FIRST
        while True:
            async with store.pool.acquire() as connection, connection.transaction():
                await connection.execute(BEGIN, "*")
                cases = await self.changing(connection, today, last, CHUNK)
            if not cases:
                return revisited
            last = cases[-1]
            revisited += await self._revisit(store, cases)

    async def _revisit(self, store: Store, cases: Sequence[UUID]) -> int:
        """Revisit in one transaction, or by halves where that fails; answer how many. Faults that pass are raised."""
        try:
            await store.revisit(self.case_type, cases)
        except Exception as fault:
            if passes(fault):
                raise
            if len(cases) > 1:
                half = len(cases) // 2
                return await self._revisit(store, cases[:half]) + await self._revisit(store, cases[half:])
            # Only the fault's class: its words may hold values.
            log.warning("case not concluded", case_id=str(cases[0]), fault=type(fault).__name__)
            return 0
        return len(cases)


def until_next_look(now: datetime) -> timedelta:
    """Seconds until the next sweep: to just past midnight in London, but a quarter of an hour at most."""
    here = now.astimezone(LONDON)
    midnight = datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), LONDON)
    return min(LOOK_EVERY, midnight - now + timedelta(seconds=1))

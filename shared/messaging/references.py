"""Short references: what a case is called on the telephone, and where no name may be read; no two cases have the same.

The first event of a case bears it, and a table beside the journal sees to it that no two do, whichever authority's.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from shared.errors import Busy
from shared.events.base import Correction, Event, mending
from shared.messaging.cases import standing
from shared.messaging.store import Store
from shared.messaging.unit_of_work import BEGIN, EVERY_AUTHORITY, UnitOfWork
from shared.telemetry import Metrics

# Heard apart on the telephone, like no figure when written, and without vowels, so that they spell no word.
LETTERS = "CHJKLMRWXYZ"
OF_FAMILIES = "F"  # with which those of families begin, and no child's
FIGURES = 10_000
MOST_TRIED = 250  # with nine tenths of all references taken, these find one but for three cases in a million million
CHUNK = 100  # cases in one transaction
FIRST = UUID(int=0)
PAUSE = 60.0  # seconds until the next try, while the database is away

KNOWN = "select case_id, reference from short_references where case_id = any($1)"
# Of two that want the same at once the second waits, and where the first has committed goes on to the next.
GIVE = """
insert into short_references (reference, case_id) values ($1, $2)
on conflict (reference) do nothing returning reference
"""
WITHOUT = """
select case_id from journal where type = $1 and case_id > $2
and not exists (select from short_references as given where given.case_id = journal.case_id)
group by case_id order by case_id limit $3
"""

log = structlog.get_logger(__name__)


def candidates(case_id: UUID, first: str = LETTERS) -> Iterator[str]:
    """The references that a case may have, always the same for its id; they begin with one of the `first` letters."""
    for turn in range(MOST_TRIED):
        number = int.from_bytes(sha256(case_id.bytes + turn.to_bytes(2)).digest()[:8])
        number, figures = divmod(number, FIGURES)
        number, second = divmod(number, len(LETTERS))
        yield f"{first[number % len(first)]}{LETTERS[second]}-{figures:04}"


async def reference_of(work: UnitOfWork, case_id: UUID, first: str = LETTERS) -> str:
    """The reference of a case, given to it now where it has none."""
    connection = work.connection
    if known := (await references_of(connection, [case_id])).get(case_id):
        return known
    for reference in candidates(case_id, first):
        if await connection.fetchval(GIVE, reference, case_id):
            return reference
    raise Busy("no short reference is free for this id; use a fresh one")


async def references_of(connection: asyncpg.Connection, case_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The references of those of these cases that are given one here, whichever authority's they are."""
    return dict(await connection.fetch(KNOWN, case_ids))


def gives_reference(event: Event) -> bool:
    """Whether this is the correction by which a case was given its reference, of which nobody erred."""
    return isinstance(event, Correction) and set(event.changes) == {"reference"}


@dataclass(frozen=True)
class References:
    """A duty of a service: cases on record since before there were references are given theirs, once.

    `registered` is the event that begins such a case and bears its reference: it is corrected, so that everybody who
    heard it learns of the reference.
    """

    case_type: type[Any]
    registered: type[Event]
    first: str = LETTERS

    async def __call__(self, store: Store, _metrics: Metrics) -> None:
        """Give them, once the database answers."""
        while True:
            try:
                if given := await self.once(store):
                    log.info("references given", cases=given)
            except Exception as fault:  # noqa: BLE001 - the database may be away; what was given stays given
                log.warning("references not given", fault=type(fault).__name__)
                await asyncio.sleep(PAUSE)
            else:
                return

    async def once(self, store: Store) -> int:
        """Give every case without a reference its own; answer how many."""
        given, last = 0, FIRST
        while True:
            async with store.pool.acquire() as connection, connection.transaction():
                await connection.execute(BEGIN, "*")
                found = await connection.fetch(WITHOUT, self.registered.wire_name, last, CHUNK)
            if not found:
                return given
            cases = [case_id for (case_id,) in found]
            last = cases[-1]
            async with store.work(EVERY_AUTHORITY) as work:
                given += await self._give(work, cases)

    async def _give(self, work: UnitOfWork, cases: list[UUID]) -> int:
        """Correct what began these cases, where it stands and no replica of the service did so before."""
        given = 0
        for case_id, entries in (await work.take(self.case_type, cases)).items():
            began = [entry for entry in standing(entries) if isinstance(entry.event, self.registered)]
            if not began or getattr(began[-1].event, "reference", None):
                continue
            event = began[-1].event
            reference = await reference_of(work, case_id, self.first)
            correction = {"corrects": began[-1].event_id, "changes": {"reference": reference}}
            work.record(mending(Correction, event, occurred_on=work.today, **correction))
            given += 1
        return given

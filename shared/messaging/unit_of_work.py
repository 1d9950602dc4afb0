"""The unit of work: one transaction in which a case is read, its rule asked, and what it answered written down."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import asyncpg

from shared.clock import london_day
from shared.errors import NotKnown, OutOfDate
from shared.events.base import Correction, Event, Voiding
from shared.messaging import journal, rows
from shared.messaging.cases import Case, CaseKind, Service
from shared.messaging.conclusions import conclusions
from shared.messaging.journal import Entry, NewEntry, Signature
from shared.storage import Archive
from shared.vault import Vault

C = TypeVar("C", bound=Case)

# Row-level security lets a transaction see only the authorities it names; one that names none sees nothing.
EVERY_AUTHORITY = frozenset({"*"})
BEGIN = "select set_config('hearth.authorities', $1, true)"
LOCK = """
select pg_advisory_xact_lock(hashtextextended(case_id::text, 0)) from unnest($1::uuid[]) as case_id order by case_id
"""
BEGIN_WITH = (
    "select set_config('hearth.authorities', $1, true), pg_advisory_xact_lock(hashtextextended($2::uuid::text, 0))"
)


@dataclass
class Kept:
    """A case in hand: what it is now, the version at which it was found, and what was recorded since."""

    kind: CaseKind
    case: Any
    entries: list[Entry]
    version_found: int
    recorded: list[NewEntry] = field(default_factory=list)

    @property
    def version(self) -> int:
        """The entries found and those recorded since."""
        return self.version_found + len(self.recorded)

    def record(self, entry: NewEntry) -> None:
        """The case with one entry more. A correction changes what came before it, so the case is folded anew."""
        self.recorded.append(entry)
        if isinstance(entry.event, Correction | Voiding):
            self.case, _ = self.kind.folded(entry.event.case_id, self.known)
        else:
            self.case = self.kind.apply(self.case, entry.as_entry())

    @property
    def known(self) -> list[Entry]:
        """Everything known of the case: the entries found, and those recorded since."""
        return [*self.entries, *(entry.as_entry() for entry in self.recorded)]


class UnitOfWork:
    """One transaction over one or more cases. What is recorded is written when the block ends, or not at all."""

    def __init__(  # noqa: PLR0913 - what a unit of work rests on
        self,
        connection: asyncpg.Connection,
        service: Service,
        now: datetime,
        authorities: frozenset[str],
        *,
        vault: Vault | None,
        archive: Archive | None,
    ) -> None:
        """`now` is the moment that everything recorded here carries."""
        self.connection = connection
        self.service = service
        self.now = now
        self._vault = vault
        self._archive = archive
        self.authorities = authorities
        self.held: set[UUID] = set()
        self.kept: dict[UUID, Kept] = {}
        self.expected: dict[UUID, int] = {}
        self.changed_rows: Counter[str] = Counter()  # of the read tables, once they are written
        self.written: dict[UUID, int] = {}  # records beside the journal, and their versions since
        self.signature = Signature(by=service.name)
        self.signatures: dict[UUID, Signature] = {}

    @property
    def recorded(self) -> list[NewEntry]:
        """Everything recorded in this unit of work, per case in order."""
        return [entry for kept in self.kept.values() for entry in kept.recorded]

    @property
    def today(self) -> date:
        """The day in London."""
        return london_day(self.now)

    @property
    def vault(self) -> Vault:
        """The vault that seals personal details and free text."""
        if self._vault is None:
            raise LookupError(f"{self.service.name} has no vault; say in its plan that it seals")
        return self._vault

    @property
    def archive(self) -> Archive:
        """The archive that keeps papers."""
        if self._archive is None:
            raise LookupError(f"{self.service.name} has no archive; say in its plan that it keeps papers")
        return self._archive

    async def begin(self, case_id: UUID | None) -> None:
        """Let the transaction see its authorities, and lock the case that is known to be wanted, in one step."""
        seen = ",".join(sorted(self.authorities))
        if case_id is None:
            await self.connection.execute(BEGIN, seen)
        else:
            await self.connection.execute(BEGIN_WITH, seen, case_id)
            self.held.add(case_id)

    async def lock(self, case_ids: Sequence[UUID]) -> None:
        """Hold these cases until the transaction ends; whoever else wants one waits. Always taken in the same order."""
        if not self.held.issuperset(case_ids):
            await self.connection.execute(LOCK, case_ids)
            self.held.update(case_ids)

    async def take(self, case_type: type[C], case_ids: Sequence[UUID]) -> dict[UUID, list[Entry]]:
        """Lock these cases until the transaction ends and fold them from all that is known; unknown ones are empty.

        Raises OutOfDate where the caller expected another version.
        """
        await self.lock(case_ids)
        known = await journal.load(self.connection, case_ids)
        kind = self.service.kind_of(case_type)
        for case_id, entries in known.items():
            case, version = kind.folded(case_id, entries)
            if self.expected.get(case_id, version) != version:
                raise OutOfDate(
                    f"the case is at version {version}, not {self.expected[case_id]}; read it again, then decide"
                )
            self.kept[case_id] = Kept(kind, case, entries, version)
        return known

    async def load(self, case_type: type[C], case_id: UUID) -> C:
        """The case as it stands, locked until the transaction ends.

        Raises NotKnown where nothing was recorded or heard about it under the caller's authorities.
        """
        if case_id not in self.kept:
            known = await self.take(case_type, [case_id])
            if not known[case_id]:
                del self.kept[case_id]
                raise NotKnown(
                    f"no {case_type.kind} {case_id} is known here; check the id, or whether it is yours to see"
                )
        case: C = self.kept[case_id].case
        return case

    async def open(self, case_type: type[C], case_id: UUID) -> C:
        """A case that may be new, locked until the transaction ends."""
        if case_id not in self.kept:
            await self.take(case_type, [case_id])
        case: C = self.kept[case_id].case
        return case

    def record(self, *events: Event) -> None:
        """Write these facts down when the block ends; the cases in hand know them at once."""
        for event in events:
            kept = self.kept[event.case_id]
            kept.record(NewEntry(event, kept.version + 1, self.now, self._signature(event.case_id)))

    async def conclude(self) -> None:
        """Record what follows from all that is known about the cases in hand, giving way between two of them.

        The service signs it, so that it can be told from what people recorded.
        """
        for case_id, kept in self.kept.items():
            signature = replace(self._signature(case_id), by=self.service.name)
            for event in conclusions(kept.kind, case_id, kept.known, self.service.name, self.today, kept.case):
                kept.record(NewEntry(event, kept.version + 1, self.now, signature))
            await asyncio.sleep(0)

    def _signature(self, case_id: UUID) -> Signature:
        return self.signatures.get(case_id, self.signature)

    async def write(self) -> None:
        """Write the journal and the read tables. Called once, when the block ends."""
        if recorded := self.recorded:
            await journal.append(self.connection, recorded)
        for kind in {id(kept.kind): kept.kind for kept in self.kept.values()}.values():
            cases = {case_id: kept for case_id, kept in self.kept.items() if kept.kind is kind}
            projected = (row for kept in cases.values() for row in kind.project(kept.case, kept.version, self.today))
            self.changed_rows.update(await rows.replace(self.connection, kind.tables, list(cases), projected))


# Does a command; what it returns is told in the answer, beside what was recorded.
Handler = Callable[[UUID, Any, UnitOfWork], Awaitable[Mapping[str, Any] | None]]

"""Cases: what a service knows about one child or family, folded from what it recorded and heard."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Protocol, Self
from uuid import UUID

from sqlmodel import SQLModel

from shared.events.base import Correction, Event, Voiding, corrected, voided
from shared.messaging.journal import Entry, in_order


class Case(Protocol):
    """A frozen value that grows by events. Its rules are methods that return events."""

    kind: ClassVar[str]

    @classmethod
    def opened(cls, case_id: UUID) -> Self:
        """A case of which nothing is known yet."""
        ...

    def apply(self, event: Event) -> Self:
        """The case after this event."""
        ...


def nothing_lacks(_case: Any, _event: Event) -> None:
    """The answer of a service that asks no ground of what it recorded."""


AlsoReads = Callable[[Any, Any], Mapping[str, Any]]


def nothing_follows(_case: Any, _today: date) -> Sequence[Event]:
    """The conclusion of a service that concludes nothing by itself."""
    return ()


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count: what was voided is gone, what was corrected reads (and, heard, stands) as corrected."""
    entries = list(entries)
    gone = gone_from(entries)
    changes: dict[UUID, dict[str, Any]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.recorded_at, entry.event_id)):
        if isinstance(entry.event, Correction) and entry.event_id not in gone:
            changes.setdefault(entry.event.corrects, {}).update(entry.event.changes)
    counted = [
        replace(entry, event=corrected(entry.event, changes[entry.event_id])) if entry.event_id in changes else entry
        for entry in entries
        if entry.event_id not in gone and not isinstance(entry.event, Correction | Voiding)
    ]
    return sorted(counted, key=in_order)


def mends(entry: Entry) -> UUID | None:
    """The entry that this one corrects or voids."""
    match entry.event:
        case Correction(corrects=event_id) | Voiding(voids=event_id):
            return event_id
        case _:
            return None


def gone_from(entries: Iterable[Entry]) -> set[UUID]:
    """The ids that are voided by these entries."""
    return voided((entry.event_id, entry.event.voids) for entry in entries if isinstance(entry.event, Voiding))


def fold(case_type: type[Any], case_id: UUID, entries: Sequence[Entry]) -> Any:
    """The case as these entries make it, applied one after another."""
    case = case_type.opened(case_id)
    for entry in standing(entries):
        case = case.apply(entry.event)
    return case


@dataclass(frozen=True)
class CaseKind:
    """How a service keeps one kind of case.

    `project` gives the rows of the read tables for a case, its version and the day; `conclude` gives what follows on a
    day from all that is known and is not recorded yet; `fold` makes the case of its entries. All are functions of the
    set of events: the order of hearing does not matter.

    Once something is corrected or voided, what was concluded and no longer follows is voided, too, unless the kind
    `takes_back` what it told in words of its own. `lacks` says which ground a recorded event lacks that it once had.
    `instead` says how what is neither corrected nor voided is mended. `also_reads` says of an entry, as it was and
    as it is corrected, what else of it reads otherwise because it follows from the rest; it refuses what is recorded
    anew.
    """

    case_type: type[Any]
    project: Callable[[Any, int, date], Iterable[SQLModel]]
    tables: tuple[type[SQLModel], ...]
    conclude: Callable[[Any, date], Sequence[Event]] = nothing_follows
    fold: Callable[[type[Any], UUID, Sequence[Entry]], Any] = fold
    lacks: Callable[[Any, Event], str | None] = nothing_lacks
    takes_back: bool = False
    instead: Mapping[type[Event], str] = field(default_factory=dict)
    also_reads: Mapping[type[Event], AlsoReads] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the journal calls this kind: `child` or `family`."""
        name: str = self.case_type.kind
        return name

    def folded(self, case_id: UUID, entries: Sequence[Entry]) -> tuple[Any, int]:
        """The case, and its version: how many of the entries were recorded here."""
        return self.fold(self.case_type, case_id, entries), sum(not entry.heard for entry in entries)


@dataclass(frozen=True)
class Service:
    """A service: what it is called, the cases it keeps, and which events of others it hears.

    `batch` is how many messages it takes in at once: fewer where a case is dear to conclude about, so that no
    transaction holds its children for long.
    """

    name: str
    kinds: Mapping[str, CaseKind]
    hears: frozenset[type[Event]]
    publishes: tuple[type[Event], ...]
    batch: int = 500

    def kind_of(self, case_type: type[Case]) -> CaseKind:
        """How cases of this class are kept."""
        return self.kinds[case_type.kind]

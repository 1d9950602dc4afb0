"""Cases: what a service knows about one child or family, folded from what it recorded and heard."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Protocol, Self
from uuid import UUID

from sqlmodel import SQLModel

from shared.events.base import Correction, Event, Voiding, corrected, voided
from shared.messaging.journal import Entry, in_order
from shared.policy.reckoning.policy import Laws


class Case(Protocol):
    """A frozen value that grows by events. Its rules are methods that return events."""

    kind: ClassVar[str]

    def apply(self, event: Event) -> Self:
        """The case after this event."""
        ...


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


def fold(kind: "CaseKind", case_id: UUID, entries: Sequence[Entry]) -> Any:
    """The case as these entries make it, applied one after another."""
    case = kind.opened(case_id)
    for entry in standing(entries):
        case = kind.apply(case, entry)
    return case


def apply_event(case: Any, entry: Entry) -> Any:
    """The case after what this entry says, whoever recorded it and when."""
    return case.apply(entry.event)


AlsoReads = Callable[[Any, Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Corrections:
    """The rules of a service for correcting and voiding entries of one kind of case.

    `lacks` is the ground that a recorded event lacks and once had. `instead` says how what is neither corrected nor
    voided is mended. `also_reads` gives, of an entry as it was and as it is corrected, what else of it reads otherwise
    because it follows from the rest; it refuses what is recorded anew.

    Once something is corrected or voided, what was concluded and no longer follows is voided, too, unless the service
    `takes_back` what it told in words of its own.
    """

    lacks: Callable[[Any, Event], str | None] | None = None
    instead: Mapping[type[Event], str] = field(default_factory=dict)
    also_reads: Mapping[type[Event], AlsoReads] = field(default_factory=dict)
    takes_back: bool = False


@dataclass(frozen=True)
class CaseKind:
    """A kind of case, as a service keeps it.

    `project` gives the rows of the read tables for a case, its version and the day; `conclude` gives what follows on a
    day from all that is known and is not recorded yet. `fold` makes the case of its entries, and `apply` the case
    after one entry more. All are functions of the set of events: the order of hearing does not matter. Under the `laws`
    given here a case is opened that asks them.
    """

    case_type: type[Any]
    project: Callable[[Any, int, date], Iterable[SQLModel]]
    tables: tuple[type[SQLModel], ...]
    conclude: Callable[[Any, date], Sequence[Event]] | None = None
    fold: Callable[["CaseKind", UUID, Sequence[Entry]], Any] = fold
    apply: Callable[[Any, Entry], Any] = apply_event
    laws: Laws | None = None
    corrections: Corrections = field(default_factory=Corrections)

    @property
    def name(self) -> str:
        """The name of this kind in the journal: `child` or `family`."""
        name: str = self.case_type.kind
        return name

    def opened(self, case_id: UUID) -> Any:
        """A case of this kind of which nothing is known yet."""
        return self.case_type.opened(*((case_id, self.laws) if self.laws else (case_id,)))

    def folded(self, case_id: UUID, entries: Sequence[Entry]) -> tuple[Any, int]:
        """The case, and its version: how many of the entries were recorded here."""
        return self.fold(self, case_id, entries), sum(not entry.heard for entry in entries)


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
        """The kind of the cases of this class."""
        return self.kinds[case_type.kind]

"""An entry as it now reads: how it counts, by which entries it was mended, and which ground it has lost."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.events.base import Correction, Event, Voiding
from shared.messaging.cases import CaseKind, gone_from, mends, standing
from shared.messaging.corrections import lacking
from shared.messaging.journal import Entry
from shared.messaging.references import gives_reference


@dataclass(frozen=True)
class EntryNow:
    """An entry, with `event` as it counts now, or as it was recorded where it is voided.

    `mended_by` is the last entry that corrects or voids it and stands, but for one that only gave a reference, and
    `menders` are all that ever did. `lacks` is the ground that it has lost, and `instead` how it is mended where it is
    neither corrected nor voided.
    """

    entry: Entry
    event: Event
    voided: bool
    menders: tuple[Entry, ...]
    mended_by: Entry | None
    lacks: str | None
    instead: str | None

    @property
    def mark(self) -> str:
        """A word for what became of it: voided, corrected, or none."""
        return "Entered in error" if self.voided else "Corrected" if self.mended_by else ""

    @property
    def is_fact(self) -> bool:
        """Whether it tells of the world, and not of another entry."""
        return not isinstance(self.entry.event, Correction | Voiding)


def entries_now(kind: CaseKind, entries: Sequence[Entry]) -> list[EntryNow]:
    """All entries of one case as they now read, in the order in which they are given."""
    if not entries:
        return []
    case, _ = kind.folded(entries[0].event.case_id, entries)
    gone = gone_from(entries)
    reads = {entry.event_id: entry.event for entry in standing(entries)}
    lost = {entry.event_id: missing for entry, missing in lacking(kind, case, entries)}
    menders: dict[UUID, list[Entry]] = defaultdict(list)
    mended_by: dict[UUID, Entry] = {}
    for entry in entries:
        mended = mends(entry)
        if mended is not None:
            menders[mended].append(entry)
            if entry.event_id not in gone and not gives_reference(entry.event):
                mended_by[mended] = entry
    return [
        EntryNow(
            entry,
            reads.get(entry.event_id, entry.event),
            entry.event_id in gone,
            tuple(menders[entry.event_id]),
            mended_by.get(entry.event_id),
            lost.get(entry.event_id),
            kind.corrections.instead.get(type(entry.event)),
        )
        for entry in entries
    ]


def note_of(event: Event) -> UUID | None:
    """The id of the text that was written with an event."""
    note: UUID | None = getattr(event, "note_id", None)
    return note

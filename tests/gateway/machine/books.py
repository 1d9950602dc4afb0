"""The gateway's books in memory: cases that grow by what people record and others tell, as the unit of work has it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.main import SERVICE
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.domain.which_sitting import Slot
from shared.errors import Refusal, RuleBroken
from shared.events.base import Correction, EntryCorrected, EntryVoided, Event, Voiding, mending
from shared.history import History
from shared.identifiers import EventId
from shared.messaging.cases import Case, standing
from shared.messaging.conclusions import conclusions
from shared.messaging.corrections import Record, lacking
from shared.messaging.journal import Entry, NewEntry, Signature
from shared.messaging.unit_of_work import Kept

C = TypeVar("C", bound=History)
Told = Event | Iterable[Event]
FIRST_DAY = date(2026, 1, 5)
SOMEBODY = "social_worker@warrington"


class Books:
    """Every case of one authority, the day, and which cases the last command touched."""

    def __init__(self) -> None:
        self.today = FIRST_DAY
        self.kept: dict[UUID, Kept] = {}
        self.touched: set[UUID] = set()
        self.told: tuple[Event, ...] = ()
        self.refused = ""
        self.mended: set[UUID] = set()
        self._numbers = count(1)

    def number(self) -> Any:  # noqa: ANN401 - an id of any kind
        """An id that nothing has."""
        return UUID(int=next(self._numbers))

    def case(self, case_type: type[C], case_id: UUID) -> C:
        """A case as it stands."""
        kept = self.kept.get(case_id)
        case: C = kept.case if kept else SERVICE.kind_of(case_type).opened(case_id)
        return case

    def matter(self, child: UUID) -> LegalMatter:
        """A child's legal matter."""
        return self.case(LegalMatter, child)

    def every(self, case_type: type[C]) -> list[C]:
        """Every case of a kind."""
        return [kept.case for kept in self.kept.values() if isinstance(kept.case, case_type)]

    def calendar(self, since: date) -> list[Slot]:
        """The sittings to come from a day on."""
        called = [one for one in self.every(PanelSitting) if one.on >= since and not one.closed]
        return sorted((Slot(one.on, one.sitting_id) for one in called), key=lambda slot: slot.on)

    @property
    def now(self) -> datetime:
        """A moment of today that no entry has."""
        return datetime.combine(self.today, time(9), UTC) + timedelta(seconds=next(self._numbers))

    def ask(self, command: Callable[[], Told]) -> tuple[Event, ...]:
        """What people recorded by a command; nothing where it was refused, with what is wrong and what to do."""
        self.touched, self.told, self.refused = set(), (), ""
        try:
            said = command()
            told = (said,) if isinstance(said, Event) else tuple(said)
            assert told, "a command that is accepted tells something"
            self._record(told)
        except Refusal as refusal:
            self.refused = str(refusal)
            return ()
        self._conclude()
        self.told = told
        return told

    def hear(self, event: Event) -> None:
        """Something that others told."""
        kept = self._kept(LegalMatter, event.case_id)
        kept.entries.append(Entry(self.number(), event, 0, self.now, heard=True, by=event.wire_name.partition(".")[0]))
        kept.case = kept.case.apply(event)
        self.touched, self.told = {event.case_id}, ()
        self._conclude()

    def mend(self, child: UUID, place: int, how: Callable[[Record, UUID], Event]) -> None:
        """Correct or void one of the entries of a child."""
        kept = self.kept[child]
        entries = kept.known
        asked = entries[place % len(entries)].event_id
        if self.ask(lambda: how(Record(entries, kept.kind, SERVICE.name, self.today), asked)):
            self.mended.add(child)

    def days_pass(self, days: int) -> None:
        """A day comes, and every case is concluded about."""
        self.today += timedelta(days=days)
        self.touched, self.told = set(self.kept), ()
        self._conclude()

    def as_if_mended(self, child: UUID, event_id: UUID, changes: dict[str, str] | None) -> Kept:
        """A case as it would be with one of its entries corrected, or voided where nothing of it is changed."""
        kept = self.kept[child]
        of = next(entry for entry in kept.known if entry.event_id == event_id).event
        told: Event = mending(Voiding, of, occurred_on=self.today, voids=EventId(event_id))
        if changes:
            told = mending(Correction, of, occurred_on=self.today, corrects=EventId(event_id), changes=changes)
        entry = NewEntry(told, kept.version + 1, self.now, Signature(SOMEBODY), self.number()).as_entry()
        entries = [*kept.known, entry]
        return Kept(kept.kind, kept.kind.folded(child, entries)[0], entries, kept.version + 1)

    def must_fold_alike(self, case_id: UUID, random: Random) -> None:
        """The journal, written down and read again, makes the same case, however planning was heard."""
        kept = self.kept[case_id]
        moments = [entry.recorded_at for entry in kept.known if entry.heard]
        random.shuffle(moments)
        anew = [replace(entry, recorded_at=moments.pop()) if entry.heard else entry for entry in kept.known]
        anew = [replace(entry, event=_read_again(entry.event)) for entry in anew]
        random.shuffle(anew)
        case, version = kept.kind.folded(case_id, anew)
        assert (case, version) == (kept.case, kept.version)
        assert self.rows(kept, case) == self.rows(kept, kept.case)

    def rows(self, kept: Kept, case: Case) -> list[dict[str, Any]]:
        """What the read tables show of a case."""
        return [row.model_dump() for row in kept.kind.project(case, kept.version, self.today)]

    def conclusions(self, case_id: UUID) -> Sequence[Event]:
        """What follows today from all that is known of a case and is not recorded."""
        kept = self.kept[case_id]
        return conclusions(kept.kind, case_id, kept.known, SERVICE.name, self.today, kept.case)

    def _kept(self, case_type: type[Case], case_id: UUID) -> Kept:
        kind = SERVICE.kind_of(case_type)
        return self.kept.setdefault(case_id, Kept(kind, kind.opened(case_id), [], 0))

    def _record(self, told: Sequence[Event]) -> None:
        """All of it or nothing."""
        before = {event.case_id: self.kept.get(event.case_id) for event in told}
        try:
            for event in told:
                known = self._kept(SERVICE.kinds[event.about].case_type, event.case_id)
                self.kept[event.case_id] = after = replace(known, recorded=list(known.recorded))
                after.record(NewEntry(event, after.version + 1, self.now, Signature(SOMEBODY), self.number()))
        except ValidationError as fault:
            self.kept |= {case_id: kept for case_id, kept in before.items() if kept}
            raise RuleBroken("a later correction of the same entry does not fit; void that one first") from fault
        self.touched |= set(before)

    def _conclude(self) -> None:
        for case_id in sorted(self.touched):
            kept = self.kept[case_id]
            for event in self.conclusions(case_id):
                kept.record(NewEntry(event, kept.version + 1, self.now, Signature(SERVICE.name), self.number()))


def without_ground(kept: Kept) -> dict[UUID, str]:
    """The entries of a case that have lost their ground, as the record says, each with what it lacks."""
    return {entry.event_id: missing for entry, missing in lacking(kept.kind, kept.case, kept.known)}


def asked_for(kept: Kept) -> list[tuple[UUID, Event]]:
    """What people recorded of a case and counts, as it now reads."""
    entries = standing(kept.known)
    return [(one.event_id, one.event) for one in entries if not one.heard and one.by == SOMEBODY]


def _read_again(event: Event) -> Event:
    """An event as it comes back from the journal."""
    if isinstance(event, EntryCorrected | EntryVoided):
        return event
    return type(event).model_validate_json(event.model_dump_json())

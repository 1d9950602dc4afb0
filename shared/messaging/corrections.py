"""Corrections: an entry that was wrong reads otherwise, or never was; the entry itself stays in the journal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from pydantic import JsonValue, ValidationError

from shared.advice import advice
from shared.calendar import words_of_day
from shared.days import BEYOND, beyond, must_have_come
from shared.errors import NotAllowed, NotKnown, RuleBroken
from shared.events.base import Correction, Event, Voiding, corrected, mending
from shared.events.fields import Part, ids_of, is_fixed
from shared.identifiers import NoteId
from shared.messaging.cases import CaseKind, gone_from, standing
from shared.messaging.journal import Entry


@dataclass(frozen=True)
class Record:
    """The entries of one case, as a service keeps that kind of case and a caller may see them today."""

    entries: Sequence[Entry]
    kind: CaseKind
    service: str
    today: date

    def correct(
        self, event_id: UUID, on: date, changes: Mapping[str, JsonValue], *, by: str, note_id: NoteId
    ) -> Correction:
        """These fields of an entry read otherwise, and what of it follows from them. Who recorded it corrects it.

        Raises NotKnown, NotAllowed, or RuleBroken with the field and what is expected of it: no day of a fact is
        still to come.
        """
        event = self.correctable(event_id, by)
        fitting = _fitting(event, changes, self.today)
        if also_reads := self.kind.corrections.also_reads.get(type(event)):
            fitting |= _as_json(event, also_reads(event, corrected(event, fitting)))
        return mending(Correction, event, occurred_on=on, corrects=event_id, changes=fitting, note_id=note_id)

    def void(self, event_id: UUID, on: date, *, note_id: NoteId) -> Voiding:
        """An entry never was. To void a correction, or a voiding, brings back what was before it.

        Raises NotKnown or RuleBroken.
        """
        return mending(Voiding, self.own(event_id).event, occurred_on=on, voids=event_id, note_id=note_id)

    def correctable(self, event_id: UUID, by: str) -> Event:
        """An entry that somebody may correct, as it now reads. Raises as `correct` does."""
        entry = self.own(event_id)
        if isinstance(entry.event, Correction | Voiding):
            raise RuleBroken("this entry corrects or voids another; void it, and then correct that other one")
        if entry.by != by:
            raise NotAllowed(f"{entry.by} recorded this; have them correct it, or have it voided and record it anew")
        return next(now.event for now in standing(self.entries) if now.event_id == event_id)

    def own(self, event_id: UUID) -> Entry:
        """An entry that somebody recorded here, that stands and is mended here. Raises NotKnown or RuleBroken."""
        entry = next((entry for entry in self.entries if entry.event_id == event_id), None)
        if entry is None:
            raise NotKnown(f"no entry {event_id} of this {self.kind.name} is recorded here; choose one of its entries")
        if entry.heard:
            raise RuleBroken(f"{entry.by.replace('_', ' ')} recorded this; correct it there, and it follows here")
        if entry.by == self.service:
            raise RuleBroken("this was concluded from other entries; correct those, and this follows")
        if event_id in gone_from(self.entries):
            raise RuleBroken("this entry is voided already; record anew what did happen")
        if advice := self.kind.corrections.instead.get(type(entry.event)):
            raise RuleBroken(advice)
        return entry


def lacking(kind: CaseKind, case: Any, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """The entries recorded here that have lost their ground, as they read now, each with what it lacks.

    So has one that rests on an id whose entry is voided; what else an entry rests on, its service knows.
    """
    stands, lacks = standing(entries), kind.corrections.lacks
    first = _first_to_identify(entries)
    there = {value for entry in stands for value in ids_of(entry.event, Part.IDENTIFIES)}
    for entry in stands:
        if entry.heard:
            continue
        missing = lacks and lacks(case, entry.event)
        for value in ids_of(entry.event, Part.RESTS_ON):
            if not missing and value in first and value not in there:
                missing = f"the {_words(first[value])} of {words_of_day(first[value].occurred_on)}, which is voided"
        if missing:
            yield entry, missing


def _first_to_identify(entries: Sequence[Entry]) -> dict[UUID, Event]:
    """The event that first brought in each id, voided or not."""
    first: dict[UUID, Event] = {}
    for entry in sorted(entries, key=lambda entry: (entry.recorded_at, entry.version)):
        for value in ids_of(entry.event, Part.IDENTIFIES):
            first.setdefault(value, entry.event)
    return first


def _words(event: Event) -> str:
    return event.wire_name.split(".")[1].replace("_", " ")


def _fitting(event: Event, changes: Mapping[str, JsonValue], today: date) -> dict[str, JsonValue]:
    """The changes as the event takes them. Raises RuleBroken for a field that it has not, or a value that is none."""
    fields = [name for name in type(event).model_fields if not is_fixed(type(event), name)]
    for name in changes:
        if name not in fields:
            raise RuleBroken(_no_field(type(event), name, fields))
    try:
        after = corrected(event, changes)
    except ValidationError as fault:
        faults = (f"{'.'.join(map(str, error['loc']))}: {advice(error)}" for error in fault.errors())
        raise RuleBroken(f"the entry cannot read so: {'; '.join(faults)}") from fault
    if after == event:
        raise RuleBroken("the entry reads so already; name what is to be changed")
    if wrong := [name for name in changes if beyond(getattr(after, name))]:
        raise RuleBroken(f"the entry cannot read so: {', '.join(wrong)}: {BEYOND}")
    if "occurred_on" in changes:
        must_have_come(after.occurred_on, today)
    return _as_json(event, changes)


def _as_json(event: Event, changes: Mapping[str, Any]) -> dict[str, JsonValue]:
    """These changes of an event, as its JSON says them."""
    whole: dict[str, JsonValue] = corrected(event, changes).model_dump(mode="json")
    return {name: whole[name] for name in changes}


def _no_field(event: type[Event], name: str, fields: Sequence[str]) -> str:
    if is_fixed(event, name):
        return f"{name} says which entry this is and is not changed; mark it as entered in error and record it anew"
    near = get_close_matches(name, fields, n=1)
    return f"{name} is no field of this entry; " + (f"did you mean {near[0]}?" if near else f"it has {_list(fields)}")


def _list(fields: Sequence[str]) -> str:
    return ", ".join(fields)

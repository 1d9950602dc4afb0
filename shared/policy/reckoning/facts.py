"""Facts: what is known of one child, with corrections and voided entries taken into account, in an order of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from pydantic_core import from_json

from shared.events.base import REGISTRY, WIRE_NAME, Event, UnknownEventError, load, voided
from shared.policy.event_classes import EVENTS

EventClass: TypeAlias = type[Event]
Place: TypeAlias = tuple[date, datetime, str]

_CORRECTED, _VOIDED = "EntryCorrected", "EntryVoided"
_LONG_AGO, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@cache
def class_names() -> dict[str, str]:
    """Every way an event may be named, to its class name: wire name, wire name without version, class name."""
    names: dict[str, str] = {}
    for name, cls in EVENTS.items():
        names[cls.wire_name] = names[name] = name
        if match := WIRE_NAME.match(cls.wire_name):
            names.setdefault(f"{match['service']}.{match['name']}", name)
    return names


@cache
def defaults_of(name: str) -> Mapping[str, Any]:
    """What the fields of an event are where they are left out, by its class name; only those with a default."""
    fields = EVENTS[name].model_fields.items()
    return {field: info.default for field, info in fields if not info.is_required() and info.default is not None}


@cache
def _fields_of(event_class: EventClass) -> tuple[str, ...]:
    return tuple(event_class.model_fields)


@cache
def _reads_as_written(event_class: EventClass) -> bool:
    """Whether its JSON has the newest version's fields under the names that its class gives them."""
    renamed = any(info.alias is not None for info in event_class.model_fields.values())
    return event_class.upcast is Event.upcast and not renamed


def class_name(named: str) -> str:
    """The class name of an event named by class or wire name.

    Raises UnknownEventError with the nearest known name.
    """
    found = class_names().get(named)
    if found is None:
        near = get_close_matches(named, class_names(), n=1, cutoff=0.5)
        raise UnknownEventError(f"event {named!r} is not known" + (f"; did you mean {near[0]!r}?" if near else ""))
    return found


@dataclass(frozen=True, slots=True)
class Fact:
    """One event as the engine reads it: which, what, when in the world, when recorded, and its fields by name.

    `recorded_at` is None where it is not known: such a fact counts as always known. Field values may be Python values
    or their JSON forms.
    """

    event_id: str
    type: str
    occurred_on: date
    recorded_at: datetime | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, event_id: UUID | str, recorded_at: datetime | None = None) -> "Fact":
        """The fact that an event is."""
        fields = {name: getattr(event, name) for name in _fields_of(type(event))}
        return cls(str(event_id), type(event).__name__, event.occurred_on, recorded_at, fields)

    @classmethod
    def stored(cls, event_id: UUID | str, wire_name: str, recorded_at: datetime, data: str) -> "Fact":
        """The fact that a stored event is: its JSON was validated when it was written, and is read as it is.

        Raises UnknownEventError.
        """
        if wire_name in REGISTRY and not _reads_as_written(REGISTRY[wire_name]):
            return cls.of(load(wire_name, data), event_id, recorded_at)
        name = class_name(wire_name)
        fields = {**defaults_of(name), **from_json(data)}
        return cls(str(event_id), name, date.fromisoformat(fields["occurred_on"]), recorded_at, fields)

    @classmethod
    def named(
        cls,
        event_id: UUID | str,
        named: "EventClass | str",
        occurred_on: date,
        recorded_at: datetime | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> "Fact":
        """The fact of an event class, class name or wire name; fields left out take their defaults.

        Raises UnknownEventError.
        """
        name = class_name(named) if isinstance(named, str) else named.__name__
        return cls(str(event_id), name, occurred_on, recorded_at, {**defaults_of(name), **(fields or {})})

    def day(self, name: str) -> date | None:
        """The date in a field, if there is one; `occurred_on` is the fact's own day."""
        if name == "occurred_on":
            return self.occurred_on
        value = self.fields.get(name)
        return date.fromisoformat(value) if isinstance(value, str) else value

    def text(self, name: str) -> str | None:
        """A code or identifier in a field as text, if there is one."""
        value = self.fields.get(name)
        return None if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """The codes in a field of several, empty where there are none."""
        return tuple(str(value) for value in self.fields.get(name) or ())

    def place(self) -> Place:
        """Where the fact stands among others: by day, then by when it was recorded, then by its id."""
        return (self.occurred_on, self.recorded_at or _LONG_AGO, self.event_id)


def end_of(day: date) -> Place:
    """The place among the facts after all of a day."""
    return (day, _LAST, "")


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What stands of a child's facts on a day, by type and in order."""

    child: str
    by_type: Mapping[str, Sequence[Fact]]
    in_order: Sequence[Fact]
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, type_name: str) -> Sequence[Fact]:
        """The standing facts of a type, in order."""
        return self.by_type.get(type_name, ())


@dataclass(frozen=True, slots=True)
class Record:
    """All that was recorded of one child by a moment, each event once; `entries` correct or void others, in order."""

    child: str
    events: Mapping[str, Fact]
    entries: Sequence[Fact]

    def standing(self, today: date, entries: Sequence[Fact]) -> KnownFacts:
        """What stands and has happened by `today` once these entries are taken into account."""
        gone = voided((entry.event_id, entry.text("voids") or "") for entry in entries if entry.type == _VOIDED)
        events = dict(self.events)
        for entry in entries:
            if entry.type == _CORRECTED and entry.event_id not in gone:
                _correct(events, entry)
        standing = [fact for key, fact in events.items() if key not in gone and fact.occurred_on <= today]
        standing.sort(key=Fact.place)
        by_type: dict[str, list[Fact]] = {}
        for fact in standing:
            by_type.setdefault(fact.type, []).append(fact)
        return KnownFacts(self.child, by_type, standing)


def record_of(facts: Iterable[Fact], recorded_by: datetime | None = None) -> Record:
    """What of these facts was recorded by a moment (None for all). Their order and repetition do not matter."""
    once: dict[str, Fact] = {}
    for fact in facts:
        if recorded_by is None or fact.recorded_at is None or fact.recorded_at <= recorded_by:
            other = once.get(fact.event_id)
            once[fact.event_id] = fact if other is None or other is fact else min(fact, other, key=_settled)
    entries = sorted((fact for fact in once.values() if fact.type in (_CORRECTED, _VOIDED)), key=_when_recorded)
    events = {key: fact for key, fact in once.items() if fact.type not in (_CORRECTED, _VOIDED)}
    child = min((str(fact.fields["child_id"]) for fact in once.values() if "child_id" in fact.fields), default="")
    return Record(child, events, entries)


def _settled(fact: Fact) -> tuple[object, ...]:
    """A total order between two tellings of one event id, so that which came first does not matter."""
    return (*fact.place(), fact.type, repr(sorted(fact.fields.items(), key=lambda item: item[0])))


def _correct(events: dict[str, Fact], entry: Fact) -> None:
    corrected_id = entry.text("corrects") or ""
    before = events.get(corrected_id)
    if before is None:
        return  # the event it corrects has not arrived yet: the entry waits with it
    changes = dict(entry.fields.get("changes") or {})
    moved = changes.pop("occurred_on", None)
    day = date.fromisoformat(moved) if isinstance(moved, str) else moved or before.occurred_on
    events[corrected_id] = replace(before, occurred_on=day, fields={**before.fields, **changes, "occurred_on": day})


def _when_recorded(fact: Fact) -> tuple[datetime, date, str]:
    return (fact.recorded_at or _LONG_AGO, fact.occurred_on, fact.event_id)

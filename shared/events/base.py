"""The event: a fact in the past tense, registered under a wire name that is written out and never changes."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Literal, TypeVar
from uuid import UUID

from pydantic import ConfigDict, JsonValue

from shared.events.fields import Fixed, RestsOn
from shared.identifiers import Authority, ChildId, EventId, FamilyId, NoteId
from shared.written_days import WrittenDays

WIRE_NAME = re.compile(r"^(?P<service>[a-z_]+)\.(?P<name>[a-z0-9_]+)\.v(?P<version>[1-9][0-9]*)$")


class UnknownEventError(LookupError):
    """No event of that wire name is registered; says whether the name or only the version is unknown."""


class Event(WrittenDays):
    """A fact that a service owns. `occurred_on` is the day in the world; when it was recorded is in the envelope."""

    model_config = ConfigDict(frozen=True, extra="ignore", validate_by_name=True, serialize_by_alias=True)

    wire_name: ClassVar[str]
    about: ClassVar[Literal["child", "family", "referral", "sitting"]] = "child"
    said: ClassVar[str] = ""  # how people say it, where its name is not; "for" and a name may follow

    authority: Fixed[Authority]
    occurred_on: date

    @property
    def case_id(self) -> UUID:
        """The case this fact belongs to, and the key of its message."""
        raise NotImplementedError

    def upcast(self) -> "Event":
        """This fact as the newest version of its class; the newest answers itself."""
        return self


class ChildEvent(Event):
    """A fact about one child; a decision on three siblings is three of them."""

    child_id: Fixed[ChildId]

    @property
    def case_id(self) -> UUID:
        """The child."""
        return self.child_id


class FamilyEvent(Event):
    """A fact about a family who may adopt or foster."""

    about = "family"

    family_id: RestsOn[FamilyId]

    @property
    def case_id(self) -> UUID:
        """The family."""
        return self.family_id


E = TypeVar("E", bound=Event)
K = TypeVar("K", bound=Hashable)

REGISTRY: dict[str, type[Event]] = {}


def event(wire_name: str) -> Callable[[type[E]], type[E]]:
    """Register an event class under its wire name, `service.fact_in_past_tense.vN`."""

    def register(cls: type[E]) -> type[E]:
        if not WIRE_NAME.match(wire_name):
            raise ValueError(f"{wire_name!r} is no wire name; write it as service.past_tense.vN")
        if wire_name in REGISTRY:
            raise ValueError(f"{wire_name} is registered twice; a wire name belongs to one class for ever")
        cls.wire_name = wire_name
        REGISTRY[wire_name] = cls
        return cls

    return register


def load(wire_name: str, data: Mapping[str, JsonValue] | str | bytes) -> Event:
    """The event that these data are, as the newest version of its class.

    Raises UnknownEventError for a name or version that is not registered, and ValidationError for data that do not
    fit.
    """
    cls = REGISTRY.get(wire_name)
    if cls is None:
        known = sorted(name for name in REGISTRY if name.rpartition(".")[0] == wire_name.rpartition(".")[0])
        raise UnknownEventError(
            f"{wire_name} is not known here" + (f"; known versions: {', '.join(known)}" if known else "")
        )
    loaded = cls.model_validate_json(data) if isinstance(data, str | bytes) else cls.model_validate(data)
    return loaded.upcast()


class Correction(Event):
    """An earlier entry was wrong: the named fields of event `corrects` read as in `changes` instead."""

    said = "Correction recorded"

    corrects: Fixed[EventId]
    changes: dict[str, JsonValue]
    note_id: Fixed[NoteId | None] = None


class Voiding(Event):
    """An earlier entry was made in error: event `voids` never happened."""

    said = "Entry marked as entered in error"

    voids: Fixed[EventId]
    note_id: Fixed[NoteId | None] = None


@event("hearth.entry_corrected.v1")
class EntryCorrected(ChildEvent, Correction):
    """An earlier entry about a child was wrong: the named fields of event `corrects` read as in `changes` instead."""


@event("hearth.entry_voided.v1")
class EntryVoided(ChildEvent, Voiding):
    """An earlier entry about a child was made in error: event `voids` never happened."""


def mending(kind: type[E], of: Event, **said: Any) -> E:  # noqa: ANN401 - what the event says
    """The correction, or the voiding, of something about a case of any kind, with what it says beside the case."""
    known = (cls for cls in REGISTRY.values() if issubclass(cls, kind) and cls.about == of.about)
    return next(known).model_validate({f"{of.about}_id": of.case_id, "authority": of.authority, **said})


def corrected(original: E, changes: Mapping[str, Any]) -> E:
    """The original with these fields changed, validated again. Raises ValidationError where they do not fit."""
    return type(original).model_validate(original.model_dump() | dict(changes))


def voided(voidings: Iterable[tuple[K, K]]) -> set[K]:
    """The ids that do not stand, of voidings given as (the voiding's own id, the id that it voids).

    A voided voiding restores what it voided; entries that void each other in a ring void nothing.
    """
    naming: dict[K, list[K]] = {}
    for by, gone in voidings:
        naming.setdefault(gone, []).append(by)

    def void(event_id: K, asked: frozenset[K]) -> bool:
        deeper = asked | {event_id}
        return event_id not in asked and any(not void(by, deeper) for by in naming.get(event_id, ()))

    return {event_id for event_id in naming if void(event_id, frozenset())}

"""A case as a service keeps it, without a database: people, other services and the service itself add to its record."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar
from uuid import UUID, uuid4

from shared.events.base import Correction, Event, Voiding, mending
from shared.identifiers import EventId
from shared.messaging.cases import CaseKind, standing
from shared.messaging.conclusions import conclusions
from shared.messaging.corrections import lacking
from shared.messaging.journal import Entry

E = TypeVar("E", bound=Event)
Asked = ParamSpec("Asked")


@dataclass
class Desk:
    """The record of one case of this kind in this service."""

    service: str
    kind: CaseKind
    case_id: UUID
    today: date
    entries: list[Entry] = field(default_factory=list)

    @property
    def case(self) -> Any:  # noqa: ANN401 - of the class that the kind keeps
        """The case as these entries make it."""
        return self.kind.folded(self.case_id, self.entries)[0]

    def hears(self, *events: Event) -> list[UUID]:
        """Others say something, one thing after another; answers the ids."""
        return [self._and_what_follows(event, by="gateway", heard=True) for event in events]

    def does(self, rule: Callable[Concatenate[Any, Asked], E], *asked: Asked.args, **more: Asked.kwargs) -> UUID:
        """Somebody records what the rules allow; answers the id."""
        return self.records(rule(self.case, *asked, **more))

    def records(self, event: Event) -> UUID:
        """Somebody records something; answers the id."""
        return self._and_what_follows(event, by="somebody")

    def voids(self, event_id: UUID) -> UUID:
        """Who told of something voids it; what is not known yet, another service."""
        of = self.entry(event_id) or replace(self.entries[0], heard=True, by="gateway")
        voiding = mending(Voiding, of.event, occurred_on=self.today, voids=EventId(event_id))
        return self._and_what_follows(voiding, by=of.by, heard=of.heard)

    def corrects(self, event_id: UUID, **changes: Any) -> UUID:  # noqa: ANN401 - of any field
        """Who told of something corrects it."""
        of = self.entry(event_id) or self.entries[0]
        correction = mending(Correction, of.event, occurred_on=self.today, corrects=EventId(event_id), changes=changes)
        return self._and_what_follows(correction, by=of.by, heard=of.heard)

    def copy(self) -> Self:
        """The same record, to be mended apart."""
        return replace(self, entries=list(self.entries))

    def concludes(self) -> list[Event]:
        """The service records what follows, and answers it."""
        follows = conclusions(self.kind, self.case_id, self.entries, self.service, self.today, self.case)
        for event in follows:
            self.adds(event, by=self.service)
        return list(follows)

    def entry(self, event_id: UUID) -> Entry | None:
        """An entry as it was recorded."""
        return next((entry for entry in self.entries if entry.event_id == event_id), None)

    def told(self) -> list[Entry]:
        """What people recorded here and still counts, as it reads now."""
        return [entry for entry in standing(self.entries) if not entry.heard and entry.by != self.service]

    def without_ground(self) -> dict[UUID, str]:
        """What each entry lacks that has lost its ground."""
        return {entry.event_id: missing for entry, missing in lacking(self.kind, self.case, self.entries)}

    def lost(self) -> set[tuple[type[Event], str]]:
        """What has lost its ground, and which."""
        found = self.without_ground()
        return {(type(entry.event), found[entry.event_id]) for entry in self.entries if entry.event_id in found}

    def the_first(self, kind: type[Event]) -> UUID:
        """The first entry of a kind."""
        return next(entry.event_id for entry in self.entries if isinstance(entry.event, kind))

    def mends(self, kind: type[Event], moved_to: date | None) -> None:
        """The first entry of a kind is voided, or its day corrected."""
        if moved_to:
            self.corrects(self.the_first(kind), occurred_on=moved_to.isoformat())
        else:
            self.voids(self.the_first(kind))

    def shown(self) -> list[dict[str, Any]]:
        """What is shown of it, whatever its version."""
        return [row.model_dump() for row in self.kind.project(self.case, 0, self.today)]

    def _and_what_follows(self, event: Event, *, by: str, heard: bool = False) -> UUID:
        event_id = self.adds(event, by=by, heard=heard)
        self.concludes()
        return event_id

    def adds(self, event: Event, *, by: str, heard: bool = False) -> UUID:
        """An entry more, of which nothing is concluded yet; answers its id."""
        at = datetime(2027, 1, 1, len(self.entries) // 60, len(self.entries) % 60, tzinfo=UTC)
        self.entries.append(Entry(uuid4(), event, len(self.entries) + 1, at, heard, by))
        return self.entries[-1].event_id

"""A history: everything known of one case, what others told of it as a set and what was recorded here in its order."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, TypeVar
from uuid import UUID

from shared.errors import NotKnown
from shared.events.base import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class History:
    """A case that remembers every event and is asked about them by day.

    Between services there is no order, so what was heard is a set; what was recorded here keeps its order on one day.
    """

    kind: ClassVar[str]
    HEARD: ClassVar[frozenset[type[Event]]] = frozenset()
    NOTHING_STANDS: ClassVar[str] = "nothing is on the record of this any longer; record it anew first"

    case_id: UUID
    heard: frozenset[Event] = frozenset()
    recorded: tuple[Event, ...] = ()

    @classmethod
    def opened(cls, case_id: UUID) -> Self:
        """A case of which nothing is known yet."""
        return cls(case_id)

    def apply(self, event: Event) -> Self:
        """The case after this event."""
        if type(event) in self.HEARD:
            return replace(self, heard=self.heard | {event})
        return replace(self, recorded=(*self.recorded, event))

    def every(self, *kinds: type[E]) -> tuple[E, ...]:
        """Every event of these classes by day; of one day what others told comes first, then in the order recorded."""
        told = [event for event in self.heard if isinstance(event, kinds)]
        told.sort(key=lambda event: (event.wire_name, event.model_dump_json()))
        found = [*told, *(event for event in self.recorded if isinstance(event, kinds))]
        return tuple(sorted(found, key=_day))

    def latest(self, *kinds: type[E]) -> E | None:
        """The last event of these classes, if there is one."""
        found = self.every(*kinds)
        return found[-1] if found else None

    def by(self, kind: type[Event], on: date) -> bool:
        """Whether such a thing had happened by a day."""
        return any(event.occurred_on <= on for event in self.known if isinstance(event, kind))

    @property
    def known(self) -> tuple[Event, ...]:
        """Everything known, in no order."""
        return (*self.heard, *self.recorded)

    @property
    def authority(self) -> str:
        """Whose case it is. Raises NotKnown where nothing stands of it, as when all of it was voided."""
        if not self.known:
            raise NotKnown(self.NOTHING_STANDS)
        return self.recorded[0].authority if self.recorded else min(event.authority for event in self.heard)

    @property
    def last_on(self) -> date | None:
        """The day of the latest thing known."""
        return max((event.occurred_on for event in self.known), default=None)


def _day(event: Event) -> date:
    return event.occurred_on

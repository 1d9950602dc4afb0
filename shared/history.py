"""A history: everything known of one case, what others told of it as a set and what was recorded here in its order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from shared.errors import NotKnown
from shared.events.base import Event
from shared.policy.reckoning.policy import LAW_ALONE, Laws, Policy

E = TypeVar("E", bound=Event)
H = TypeVar("H", bound="History")
R = TypeVar("R")


@dataclass(frozen=True)
class History:
    """A case that remembers every event, knows its law, and is asked about both by day.

    Between services there is no order, so what was heard is a set; what was recorded here keeps its order on one day.
    """

    kind: ClassVar[str]
    HEARD: ClassVar[frozenset[type[Event]]] = frozenset()
    NOTHING_STANDS: ClassVar[str] = "nothing is on the record of this any longer; record it anew first"

    case_id: UUID
    laws: Laws
    heard: frozenset[Event] = frozenset()
    recorded: tuple[Event, ...] = ()

    @classmethod
    def opened(cls, case_id: UUID, laws: Laws) -> Self:
        """A case of which nothing is known yet, under the laws that there are."""
        return cls(case_id, laws)

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

    @cached_property
    def worked_out(self) -> dict[Callable[..., Any], Any]:
        """What was worked out of this case `once`."""
        return {}

    def without(self, event: Event) -> Self:
        """The case without an entry that was recorded here; of entries that say the same, without the last."""
        place = self._place(event)
        return replace(self, recorded=(*self.recorded[:place], *self.recorded[place + 1 :]))

    def before(self, event: Event, *, late: bool = False) -> Self:
        """The case with what was recorded before an entry.

        With what was recorded `late`, too: after the entry, of a day not after its own, and where that day belongs.
        """
        place = self._place(event)
        recorded = list(self.recorded[:place])
        for each in self.recorded[place + 1 :] if late else ():
            if each.occurred_on <= event.occurred_on:
                later = (at for at, one in enumerate(recorded) if one.occurred_on > each.occurred_on)
                recorded.insert(next(later, len(recorded)), each)
        return replace(self, recorded=tuple(recorded))

    def _place(self, event: Event) -> int:
        """Where an entry stands in the record; at its end, where it is not recorded."""
        places = [place for place, each in enumerate(self.recorded) if each == event]
        return places[-1] if places else len(self.recorded)

    @property
    def known(self) -> tuple[Event, ...]:
        """Everything known, in no order."""
        return (*self.heard, *self.recorded)

    def must_be_known(self) -> None:
        """Raises NotKnown where nothing stands of it, as when all of it was voided."""
        if not self.known:
            raise NotKnown(self.NOTHING_STANDS)

    @property
    def authority(self) -> str:
        """Whose case it is. Raises NotKnown where nothing stands of it."""
        self.must_be_known()
        return self.recorded[0].authority if self.recorded else min(event.authority for event in self.heard)

    @cached_property
    def law(self) -> Policy:
        """The policy of its authority; before that is known, the law alone."""
        return self.laws(self.authority if self.known else LAW_ALONE)

    @property
    def last_on(self) -> date | None:
        """The day of the latest thing known."""
        return max((event.occurred_on for event in self.known), default=None)


def once(reckon: Callable[[H], R]) -> Callable[[H], R]:
    """The same function of a case, worked out once for each: a case never changes."""

    @wraps(reckon)
    def reckoned(case: H) -> R:
        if reckon not in case.worked_out:
            case.worked_out[reckon] = reckon(case)
        answer: R = case.worked_out[reckon]
        return answer

    return reckoned


def _day(event: Event) -> date:
    return event.occurred_on

"""Grounds: what an entry rests on for as long as it stands.

One table is asked three times: when something is recorded, when something that it rests on is corrected or voided, and
before its form is offered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event

C = TypeVar("C")
E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Ground(Generic[C]):
    """What entries of these classes rest on.

    `holds` is asked of the record without the entry. `missing` says what is not there, as "the support plan";
    `refusal` is the sentence for who would record the entry without it and says what to do, with `{on}` for the day.
    """

    of: tuple[type[Event], ...]
    holds: Callable[[C, Any], bool]
    missing: str
    refusal: str

    def refused(self, on: date) -> RuleBroken:
        """The refusal of an entry of a day."""
        return RuleBroken(self.refusal.format(on=words_of_day(on)))


@dataclass(frozen=True)
class Grounds(Generic[C]):
    """The grounds of a subject, in the order in which they are asked."""

    table: tuple[Ground[C], ...]

    def lacking(self, case: C, event: Event) -> Ground[C] | None:
        """The first ground of an event that does not hold in the record without it."""
        return next((each for each in self.table if isinstance(event, each.of) and not each.holds(case, event)), None)

    def must_stand(self, case: C, event: E) -> E:
        """The event, which rests on all its grounds. Raises RuleBroken with the first that does not hold."""
        ground = self.lacking(case, event)
        if ground:
            raise ground.refused(event.occurred_on)
        return event

    def offers(self, case: C, candidates: Iterable[Event]) -> bool:
        """Whether one of these events could be recorded as far as standing grounds go."""
        return any(self.lacking(case, each) is None for each in candidates)

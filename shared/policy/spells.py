"""Spells and sayings: what was so from a day until another, and what a fact says of a matter from its day on."""

from dataclasses import dataclass
from datetime import date

from shared.policy.facts import Fact


@dataclass(slots=True)
class Spell:
    """Something that was so from a day on, until before another day, or still is. `by` is the fact that began it."""

    kind: str
    first: date
    by: Fact
    until: date | None = None
    long_term_from: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it was so at the end of this day."""
        return self.first <= day and (self.until is None or day < self.until)

    def end(self, day: date) -> None:
        """It was no longer so from this day on."""
        if self.first <= day and (self.until is None or day < self.until):
            self.until = day


@dataclass(frozen=True, slots=True)
class Said:
    """What a fact says about a matter from its day on."""

    day: date
    values: tuple[str, ...]
    by: Fact

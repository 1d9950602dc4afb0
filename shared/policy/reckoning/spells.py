"""Spells and sayings: what was so from a day until another, and what a fact says of a matter from its day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shared.policy.reckoning.facts import Fact


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


def spells_of(starts: Iterable[Fact], ends: Iterable[Fact], kind: str) -> list[Spell]:
    """Spells from starts and ends; on one day the end comes first, so that a new start on the day of an end stands.

    Where nothing ran before, what begins and ends on one day ends.
    """
    moments = sorted(
        [(fact.occurred_on, 1, fact.place(), fact) for fact in starts]
        + [(fact.occurred_on, 0, fact.place(), fact) for fact in ends]
    )
    spells: list[Spell] = []
    nothing_ended_on: date | None = None
    for day, begins, _, fact in moments:
        last = spells[-1] if spells else None
        if last is not None and last.until is None:
            if not begins:
                last.until = day
        elif not begins and (last is None or last.until != day):
            nothing_ended_on = day
        elif begins and not (last is not None and last.first == last.until == day):
            spells.append(Spell(kind, day, fact, day if nothing_ended_on == day else None))
    return spells

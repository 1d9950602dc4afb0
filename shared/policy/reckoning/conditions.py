"""Conditions: is something so of the child on a day, and on which days does the answer turn?"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from shared.events.codes.tracking import WithdrawnBecause
from shared.policy.orders import Period
from shared.policy.reckoning import atoms
from shared.policy.reckoning.atoms import Atom
from shared.policy.reckoning.episodes import forgotten_on
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.matching import matcher, matchers
from shared.policy.reckoning.spells import Spell, spells_of
from shared.policy.reckoning.timeline import Timeline
from shared.policy.terms import Conditions, Happened, UntilUndone


@dataclass(frozen=True)
class Condition:
    """Several conditions that must all hold, asked of a child's timeline once and remembered there."""

    atoms: tuple[Atom, ...]

    def holds(self, line: Timeline, day: date) -> bool:
        """Whether all hold at the end of this day."""
        days, truths = self._history(line)
        return truths[bisect_right(days, day)]

    def changes(self, line: Timeline, after: date, until: date) -> list[tuple[date, bool]]:
        """The days after a day and until another, that one included, on which the answer turns, with the new answer."""
        days, truths = self._history(line)
        low, high = bisect_right(days, after), bisect_right(days, until)
        return [(days[at], truths[at + 1]) for at in range(low, high)]

    def next_change(self, line: Timeline, after: date) -> date | None:
        """The next day after this one on which, by what is known now, the answer turns."""
        days, _ = self._history(line)
        at = bisect_right(days, after)
        return days[at] if at < len(days) else None

    def turns(self, line: Timeline) -> list[date]:
        """The days on which the answer may turn."""
        return [day for atom in self.atoms for day in atom.turns(line)]

    def _history(self, line: Timeline) -> tuple[list[date], list[bool]]:
        """The days on which the answer turns, and the answer before the first of them and from each on."""
        found: tuple[list[date], list[bool]] | None = line.memo.get(id(self))
        if found is None:
            days: list[date] = []
            truths = [all(atom.holds(line, date.min) for atom in self.atoms)]
            for day in sorted(set(self.turns(line))):
                truth = all(atom.holds(line, day) for atom in self.atoms)
                if truth != truths[-1]:
                    days.append(day)
                    truths.append(truth)
            found = line.memo[id(self)] = (days, truths)
        return found

    def broken(self, line: Timeline, day: date) -> WithdrawnBecause:
        """Why it does not hold on this day."""
        broken = (atom.because for atom in self.atoms if not atom.holds(line, day))
        return next(broken, WithdrawnBecause.NO_LONGER_APPLIES)

    def unknowns(self, line: Timeline) -> tuple[str, ...]:
        """What is not recorded, and how it is taken, in words."""
        return tuple(words for atom in self.atoms if (words := atom.unknown(line)) is not None)

    def cause(self, line: Timeline, day: date) -> Fact | None:
        """The fact by which it came to hold on this day: one of that day, else one that an atom counts from."""
        causes = [fact for atom in self.atoms if (fact := atom.cause(line, day)) is not None]
        of_the_day = [fact for fact in (*causes, *line.known.in_order) if fact.occurred_on == day]
        return next(iter((*of_the_day, *causes)), line.registered)


def condition(*stated: Conditions) -> Condition:
    """The conditions, all of which must hold, ready to ask."""
    return _condition(*dict.fromkeys(terms.model_dump_json(by_alias=True, exclude_unset=True) for terms in stated))


@cache
def _condition(*stated: str) -> Condition:
    """The same words are the same condition, so that it is asked of a child only once."""
    return Condition(tuple(atom for terms in stated for atom in _atoms(Conditions.model_validate_json(terms))))


def _atoms(terms: Conditions) -> list[Atom]:
    """One atom for each thing that the terms name."""
    found: list[Atom] = []
    # In the order of the class: a set has another order in every process, and with it a condition another cause.
    for name in Conditions.model_fields:
        wanted = getattr(terms, name)
        if wanted is not None:
            found.append(_ATOMS[name](wanted))
    return found


def _happened(wanted: Sequence[Happened]) -> Atom:
    fitting = [(matcher(one), one.since) for one in wanted]

    def remembered(line: Timeline) -> list[Period]:
        """From when to when it is remembered that one of them was."""
        found: list[Period] | None = line.memo.get(id(fitting))
        if found is None:
            days = {(fact.occurred_on, since) for one, since in fitting for fact in one.among(line.known)}
            found = line.memo[id(fitting)] = [
                Period(day, forgotten_on(line.known, since, day)) for day, since in sorted(days)
            ]
        return found

    return Atom(
        lambda line, day: any(period.covers(day) for period in remembered(line)),
        lambda line: [day for period in remembered(line) for day in (period.since, period.until) if day is not None],
    )


def _stands(wanted: Sequence[UntilUndone]) -> Atom:
    fitting = [(matcher(one), matchers(one.until)) for one in wanted]

    def spells(line: Timeline) -> list[Spell]:
        """Each time for which one of them stood."""
        return [
            spell
            for begun, undone in fitting
            for spell in spells_of(
                begun.among(line.known), [fact for one in undone for fact in one.among(line.known)], begun.type
            )
        ]

    return atoms.in_spell(spells, True, WithdrawnBecause.NO_LONGER_APPLIES)  # noqa: FBT003 - as a pack says it


def _none_of(wanted: Sequence[Conditions]) -> Atom:
    ready = [condition(terms) for terms in wanted]
    return Atom(
        lambda line, day: not any(one.holds(line, day) for one in ready),
        lambda line: [day for one in ready for day in one.turns(line)],
        WithdrawnBecause.CHANGED_PLAN
        if any(terms.primary_plan for terms in wanted)
        else WithdrawnBecause.NO_LONGER_APPLIES,
    )


def _any_of(wanted: Sequence[Conditions]) -> Atom:
    ready = [condition(terms) for terms in wanted]
    return Atom(
        lambda line, day: any(one.holds(line, day) for one in ready),
        lambda line: [day for one in ready for day in one.turns(line)],
        cause=lambda line, day: next((one.cause(line, day) for one in ready if one.holds(line, day)), None),
    )


_ATOMS: dict[str, Callable[..., Atom]] = {
    "age": atoms.age,
    "unborn": atoms.unborn,
    "sibling_group": atoms.sibling_group,
    "looked_after": atoms.looked_after,
    "in_care_for": atoms.in_care_for,
    "pre_proceedings": atoms.pre_proceedings,
    "pre_proceedings_past": atoms.pre_proceedings_past,
    "proceedings": atoms.proceedings,
    "awaiting_issue": atoms.awaiting_issue,
    "section_37": atoms.section_37,
    "legal_status": atoms.legal_status,
    "placement": atoms.placement,
    "placement_long_term": atoms.placement_long_term,
    "placement_year": atoms.placement_year,
    "primary_plan": atoms.primary_plan,
    "considered": atoms.considered,
    "tracks": atoms.tracks,
    "secured": atoms.secured,
    "happened": _happened,
    "stands": _stands,
    "none_of": _none_of,
    "any_of": _any_of,
}

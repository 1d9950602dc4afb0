"""Conditions: is something so of the child on a day, and on which days may time alone change the answer?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.events.codes import WithdrawnBecause
from shared.policy import atoms
from shared.policy.atoms import Atom
from shared.policy.facts import Fact
from shared.policy.matching import matchers
from shared.policy.terms import Conditions, Pattern
from shared.policy.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Condition:
    """Several conditions that must all hold."""

    atoms: tuple[Atom, ...]

    def holds(self, line: Timeline, day: date) -> bool:
        """Whether all hold at the end of this day."""
        return all(atom.holds(line, day) for atom in self.atoms)

    def turns(self, line: Timeline) -> list[date]:
        """The days on which time alone may turn the answer."""
        return [day for atom in self.atoms for day in atom.turns(line)]

    def broken(self, line: Timeline, day: date) -> WithdrawnBecause:
        """Why it does not hold on this day."""
        return next(
            (atom.because for atom in self.atoms if not atom.holds(line, day)), WithdrawnBecause.NO_LONGER_APPLIES
        )

    def cause(self, line: Timeline, day: date) -> Fact | None:
        """The fact by which it came to hold on this day: one of that day, else one that an atom counts from."""
        causes = [fact for atom in self.atoms if (fact := atom.cause(line, day)) is not None]
        of_the_day = [fact for fact in (*causes, *line.known.in_order) if fact.occurred_on == day]
        return next(iter((*of_the_day, *causes)), line.registered)


def condition(terms: Conditions) -> Condition:
    """The conditions, ready to ask."""
    found: list[Atom] = []
    for name in terms.model_fields_set:
        wanted = getattr(terms, name)
        if wanted is not None:
            found.append(_ATOMS[name](wanted))
    return Condition(tuple(found))


def _happened(wanted: Sequence[Pattern]) -> Atom:
    fitting = matchers(wanted)

    def holds(line: Timeline, day: date) -> bool:
        return any(fact.occurred_on <= day for one in fitting for fact in one.among(line.known))

    return Atom(holds)


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
    "proceedings": atoms.proceedings,
    "legal_status": atoms.legal_status,
    "placement": atoms.placement,
    "placement_long_term": atoms.placement_long_term,
    "placement_year": atoms.placement_year,
    "primary_plan": atoms.primary_plan,
    "considered": atoms.considered,
    "tracks": atoms.tracks,
    "secured": atoms.secured,
    "happened": _happened,
    "none_of": _none_of,
    "any_of": _any_of,
}

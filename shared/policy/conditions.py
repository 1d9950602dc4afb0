"""Conditions: is something so of the child on a day, and on which days may time alone change the answer?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.calendar import add_months, age_on, birthday
from shared.events.codes import WithdrawnBecause
from shared.policy.arithmetic import add_span
from shared.policy.facts import Fact
from shared.policy.matching import matchers
from shared.policy.permanence import secured_on
from shared.policy.terms import Conditions, Pattern, Range, Span
from shared.policy.timeline import Spell, Timeline

Holds = Callable[[Timeline, date], bool]
Turns = Callable[[Timeline], list[date]]

_NONE: Turns = lambda _: []  # noqa: E731 - facts alone change most conditions
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition: whether it holds on a day, the days on which time alone may turn it, and why an end of it withdraws."""

    holds: Holds
    turns: Turns = _NONE
    because: WithdrawnBecause = WithdrawnBecause.NO_LONGER_APPLIES
    cause: Callable[[Timeline, date], Fact | None] = lambda _line, _day: None


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
    atoms: list[Atom] = []
    for name in terms.model_fields_set:
        wanted = getattr(terms, name)
        if wanted is not None:
            atoms.append(_ATOMS[name](wanted))
    return Condition(tuple(atoms))


def _age(wanted: Range) -> Atom:
    lowest, under = wanted.from_, wanted.under

    def holds(line: Timeline, day: date) -> bool:
        if line.birth is None:
            return (
                True  # an unknown age loses no date: the rule applies, and says that the date of birth is not recorded
            )
        age = age_on(line.birth, day)
        return (lowest is None or age >= lowest) and (under is None or age < under)

    def turns(line: Timeline) -> list[date]:
        return [birthday(line.birth, age) for age in (lowest, under) if age is not None and line.birth is not None]

    return Atom(holds, turns, cause=lambda line, _: line.registered)


def _unborn(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    def holds(line: Timeline, day: date) -> bool:
        return (line.birth is not None and line.expected and day < line.birth) == wanted

    return Atom(holds, lambda line: [line.birth] if line.birth and line.expected else [])


def _sibling_group(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    return Atom(
        lambda line, _: (line.registered is not None and line.registered.text("sibling_group_id") is not None) == wanted
    )


def _in_spell(spells_of: Callable[[Timeline], Sequence[Spell]], wanted: bool, because: WithdrawnBecause) -> Atom:  # noqa: FBT001
    """Whether one of these spells covers the day; it is the fact that began it that makes it so."""

    def cause(line: Timeline, day: date) -> Fact | None:
        spell = line.spell(spells_of(line), day)
        return spell.by if spell else None

    return Atom(
        lambda line, day: (line.spell(spells_of(line), day) is not None) == wanted, because=because, cause=cause
    )


def _looked_after(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    return _in_spell(lambda line: line.care, wanted, WithdrawnBecause.CASE_CLOSED)


def _in_care_for(wanted: Span) -> Atom:
    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.care, day)
        return spell is not None and add_span(spell.first, wanted) <= day

    def cause(line: Timeline, day: date) -> Fact | None:
        spell = line.spell(line.care, day)
        return spell.by if spell else None

    return Atom(holds, lambda line: [add_span(spell.first, wanted) for spell in line.care], cause=cause)


def _pre_proceedings(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    return _in_spell(lambda line: line.pre_proceedings, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def _proceedings(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    return _in_spell(lambda line: line.proceedings, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def _legal_status(wanted: Sequence[str]) -> Atom:
    kinds = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        return any(spell.kind in kinds and spell.covers(day) for spell in line.orders)

    return Atom(holds, lambda line: [spell.until for spell in line.orders if spell.until], WithdrawnBecause.ORDER_ENDED)


def _placement(wanted: Sequence[str]) -> Atom:
    kinds = frozenset(wanted)
    return Atom(lambda line, day: (spell := line.spell(line.placements, day)) is not None and spell.kind in kinds)


def _placement_long_term(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.placements, day)
        return (spell is not None and spell.long_term) == wanted

    return Atom(holds)


def _placement_year(wanted: str) -> Atom:
    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.placements, day)
        first = spell is None or day < add_months(spell.first, _MONTHS_A_YEAR)
        return first == (wanted == "first")

    return Atom(holds, lambda line: [add_months(spell.first, _MONTHS_A_YEAR) for spell in line.placements])


def _primary_plan(wanted: Sequence[str]) -> Atom:
    plans = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.plans, day)
        return saying is not None and saying.values[0] in plans

    return Atom(holds, because=WithdrawnBecause.CHANGED_PLAN)


def _considered(wanted: Sequence[str]) -> Atom:
    plans = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.options, day)
        return saying is not None and not plans.isdisjoint(saying.values)

    return Atom(holds, because=WithdrawnBecause.CHANGED_PLAN)


def _tracks(wanted: str) -> Atom:
    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.tracks, day)
        return (saying is not None and len(set(saying.values)) > 1) == (wanted == "several")

    return Atom(holds, because=WithdrawnBecause.CHANGED_PLAN)


def _secured(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    return Atom(lambda line, day: (secured_on(line, day) is not None) == wanted, because=WithdrawnBecause.CASE_CLOSED)


def _happened(wanted: Sequence[Pattern]) -> Atom:
    fitting = matchers(wanted)

    def holds(line: Timeline, day: date) -> bool:
        return any(fact.occurred_on <= day for one in fitting for fact in one.among(line.known))

    return Atom(holds)


def _not_happened(wanted: Sequence[Pattern]) -> Atom:
    happened = _happened(wanted)
    return Atom(lambda line, day: not happened.holds(line, day))


def _any_of(wanted: Sequence[Conditions]) -> Atom:
    ready = [condition(terms) for terms in wanted]
    return Atom(
        lambda line, day: any(one.holds(line, day) for one in ready),
        lambda line: [day for one in ready for day in one.turns(line)],
        cause=lambda line, day: next((one.cause(line, day) for one in ready if one.holds(line, day)), None),
    )


_ATOMS: dict[str, Callable[..., Atom]] = {
    "age": _age,
    "unborn": _unborn,
    "sibling_group": _sibling_group,
    "looked_after": _looked_after,
    "in_care_for": _in_care_for,
    "pre_proceedings": _pre_proceedings,
    "proceedings": _proceedings,
    "legal_status": _legal_status,
    "placement": _placement,
    "placement_long_term": _placement_long_term,
    "placement_year": _placement_year,
    "primary_plan": _primary_plan,
    "considered": _considered,
    "tracks": _tracks,
    "secured": _secured,
    "happened": _happened,
    "not_happened": _not_happened,
    "any_of": _any_of,
}

"""Atoms of conditions: one thing that is or is not so of a child on a day, and when time alone may turn it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.calendar import add_months, age_on, birthday
from shared.events.codes import WithdrawnBecause
from shared.policy.arithmetic import add_span
from shared.policy.facts import Fact
from shared.policy.permanence import secured_on, securings
from shared.policy.spells import Spell
from shared.policy.terms import Range, Span
from shared.policy.timeline import Timeline

Holds = Callable[[Timeline, date], bool]
Turns = Callable[[Timeline], list[date]]

_NONE: Turns = lambda _: []  # noqa: E731 - facts alone change most conditions
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition: whether it holds on a day, when time alone may turn it, the reason given when it ends.

    `cause` is the fact that makes it hold; `unknown` says in words what is not recorded and how it is then taken.
    """

    holds: Holds
    turns: Turns = _NONE
    because: WithdrawnBecause = WithdrawnBecause.NO_LONGER_APPLIES
    cause: Callable[[Timeline, date], Fact | None] = lambda _line, _day: None
    unknown: Callable[[Timeline], str | None] = lambda _line: None


def age(wanted: Range) -> Atom:
    """An age in whole years."""
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

    def unknown(line: Timeline) -> str | None:
        return "the date of birth is not recorded, so the rule is taken to apply" if line.birth is None else None

    return Atom(holds, turns, cause=lambda line, _: line.registered, unknown=unknown)


def unborn(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """Not born yet: only an expected date of birth, and that still to come."""

    def holds(line: Timeline, day: date) -> bool:
        return (line.birth is not None and line.expected and day < line.birth) == wanted

    return Atom(holds, lambda line: [line.birth] if line.birth and line.expected else [])


def sibling_group(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """One of a sibling group."""
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


def looked_after(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """Looked after by the authority."""
    return _in_spell(lambda line: line.care, wanted, WithdrawnBecause.CASE_CLOSED)


def in_care_for(wanted: Span) -> Atom:
    """Looked after without a break for at least this long."""

    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.care, day)
        return spell is not None and add_span(spell.first, wanted) <= day

    def cause(line: Timeline, day: date) -> Fact | None:
        spell = line.spell(line.care, day)
        return spell.by if spell else None

    return Atom(holds, lambda line: [add_span(spell.first, wanted) for spell in line.care], cause=cause)


def pre_proceedings(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """In pre-proceedings."""
    return _in_spell(lambda line: line.pre_proceedings, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def proceedings(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """In care or supervision proceedings."""
    return _in_spell(lambda line: line.proceedings, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def legal_status(wanted: Sequence[str]) -> Atom:
    """Under at least one of these orders."""
    kinds = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        return any(spell.kind in kinds and spell.covers(day) for spell in line.orders)

    return Atom(holds, lambda line: [spell.until for spell in line.orders if spell.until], WithdrawnBecause.ORDER_ENDED)


def placement(wanted: Sequence[str]) -> Atom:
    """In a placement of one of these kinds."""
    kinds = frozenset(wanted)
    return Atom(lambda line, day: (spell := line.spell(line.placements, day)) is not None and spell.kind in kinds)


def placement_long_term(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """In a placement that is meant to last."""

    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.placements, day)
        lasting = spell is not None and spell.long_term_from is not None and spell.long_term_from <= day
        return lasting == wanted

    return Atom(holds)


def placement_year(wanted: str) -> Atom:
    """In the placement's first year, or later; an unknown placement counts as in its first."""

    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.placements, day)
        first = spell is None or day < add_months(spell.first, _MONTHS_A_YEAR)
        return first == (wanted == "first")

    return Atom(holds, lambda line: [add_months(spell.first, _MONTHS_A_YEAR) for spell in line.placements])


def primary_plan(wanted: Sequence[str]) -> Atom:
    """With one of these as the primary plan."""
    plans = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.plans, day)
        return saying is not None and saying.values[0] in plans

    return Atom(holds, because=WithdrawnBecause.CHANGED_PLAN)


def considered(wanted: Sequence[str]) -> Atom:
    """With one of these among the plan, its contingencies or tracks."""
    plans = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.options, day)
        return saying is not None and not plans.isdisjoint(saying.values)

    return Atom(holds, because=WithdrawnBecause.CHANGED_PLAN)


def tracks(wanted: str) -> Atom:
    """With one plan pursued, or several side by side."""

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.tracks, day)
        return (saying is not None and len(set(saying.values)) > 1) == (wanted == "several")

    return Atom(holds, because=WithdrawnBecause.CHANGED_PLAN)


def secured(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """With permanence secured."""
    return Atom(
        lambda line, day: (secured_on(line, day) is not None) == wanted,
        lambda line: [day for day, _ in securings(line)],
        WithdrawnBecause.CASE_CLOSED,
    )

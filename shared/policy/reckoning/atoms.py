"""Atoms of conditions: one thing that is or is not so of a child on a day, and the days on which that may turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.calendar import add_months, age_on, birthday
from shared.events.codes.tracking import WithdrawnBecause
from shared.policy.arithmetic import add_span
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.permanence import secured_on, securings
from shared.policy.reckoning.spells import Said, Spell
from shared.policy.reckoning.timeline import Timeline
from shared.policy.terms import Range, Span

Holds = Callable[[Timeline, date], bool]
Turns = Callable[[Timeline], list[date]]

_A_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition: whether it holds on a day, the days on which that may turn, the reason given when it ends.

    `cause` is the fact that makes it hold; `unknown` says in words what is not recorded and how it is then taken.
    """

    holds: Holds
    turns: Turns
    because: WithdrawnBecause = WithdrawnBecause.NO_LONGER_APPLIES
    cause: Callable[[Timeline, date], Fact | None] = lambda _line, _day: None
    unknown: Callable[[Timeline], str | None] = lambda _line: None


def _ends(spells: Sequence[Spell]) -> list[date]:
    """The days on which these spells begin or end."""
    return [day for spell in spells for day in (spell.first, spell.until) if day is not None]


def _days(sayings: Sequence[Said]) -> list[date]:
    """The days on which something new is said."""
    return [saying.day for saying in sayings]


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
    """Not born yet: registered with an expected date of birth, and neither that nor the birth has come."""

    def holds(line: Timeline, day: date) -> bool:
        return (line.unborn_until is not None and day < line.unborn_until) == wanted

    return Atom(holds, lambda line: [line.unborn_until] if line.unborn_until else [])


def sibling_group(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """One of a sibling group."""

    def said(line: Timeline, day: date) -> Said | None:
        latest = line.said(line.siblings, day)
        return latest if latest and latest.values else None

    def cause(line: Timeline, day: date) -> Fact | None:
        group = said(line, day)
        return group.by if group else None

    return Atom(
        lambda line, day: (said(line, day) is not None) == wanted, lambda line: _days(line.siblings), cause=cause
    )


def in_spell(spells_of: Callable[[Timeline], Sequence[Spell]], wanted: bool, because: WithdrawnBecause) -> Atom:  # noqa: FBT001
    """Whether one of these spells covers the day; it is the fact that began it that makes it so."""

    def cause(line: Timeline, day: date) -> Fact | None:
        spell = line.spell(spells_of(line), day)
        return spell.by if spell else None

    return Atom(
        lambda line, day: (line.spell(spells_of(line), day) is not None) == wanted,
        lambda line: _ends(spells_of(line)),
        because,
        cause,
    )


def looked_after(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """Looked after by the authority."""
    return in_spell(lambda line: line.care, wanted, WithdrawnBecause.CASE_CLOSED)


def _lasted(spells_of: Callable[[Timeline], Sequence[Spell]], reached: Callable[[Spell], date]) -> Atom:
    """Whether the day is in one of these spells and that has lasted long enough by then: `reached` says from when."""

    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(spells_of(line), day)
        return spell is not None and reached(spell) <= day

    def cause(line: Timeline, day: date) -> Fact | None:
        spell = line.spell(spells_of(line), day)
        return spell.by if spell else None

    def turns(line: Timeline) -> list[date]:
        return [*_ends(spells_of(line)), *(reached(spell) for spell in spells_of(line))]

    return Atom(holds, turns, cause=cause)


def in_care_for(wanted: Span) -> Atom:
    """Looked after without a break for at least this long."""
    return _lasted(lambda line: line.care, lambda spell: add_span(spell.first, wanted))


def pre_proceedings(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """In pre-proceedings."""
    return in_spell(lambda line: line.pre_proceedings, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def pre_proceedings_past(wanted: Span) -> Atom:
    """In pre-proceedings for longer than this: from the day after it has passed."""
    return _lasted(lambda line: line.pre_proceedings, lambda spell: add_span(spell.first, wanted) + _A_DAY)


def proceedings(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """In care or supervision proceedings."""
    return in_spell(lambda line: line.proceedings, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def awaiting_issue(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """With proceedings agreed that are not issued yet."""
    return in_spell(lambda line: line.awaiting_issue, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def section_37(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """Under a direction of the court to report under section 37 that is not met yet."""
    return in_spell(lambda line: line.section_37, wanted, WithdrawnBecause.NO_LONGER_APPLIES)


def legal_status(wanted: Sequence[str]) -> Atom:
    """Under at least one of these orders at the end of the day."""
    kinds = frozenset(wanted)

    def cause(line: Timeline, day: date) -> Fact | None:
        return next((one.granted for one in line.orders if one.status.status in kinds and one.outlasts(day)), None)

    def turns(line: Timeline) -> list[date]:
        orders = [order for order in line.orders if order.status.status in kinds]
        return [day for order in orders for day in (order.since, order.ends_on) if day is not None]

    return Atom(lambda line, day: cause(line, day) is not None, turns, WithdrawnBecause.ORDER_ENDED, cause)


def placement(wanted: Sequence[str]) -> Atom:
    """In a placement of one of these kinds."""
    kinds = frozenset(wanted)
    return Atom(
        lambda line, day: (spell := line.spell(line.placements, day)) is not None and spell.kind in kinds,
        lambda line: _ends(line.placements),
    )


def placement_long_term(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """In a placement that is meant to last."""

    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.placements, day)
        lasting = spell is not None and spell.long_term_from is not None and spell.long_term_from <= day
        return lasting == wanted

    def turns(line: Timeline) -> list[date]:
        lasting = [spell.long_term_from for spell in line.placements if spell.long_term_from is not None]
        return [*_ends(line.placements), *lasting]

    return Atom(holds, turns)


def placement_year(wanted: str) -> Atom:
    """In the placement's first year, or later; an unknown placement counts as in its first."""

    def holds(line: Timeline, day: date) -> bool:
        spell = line.spell(line.placements, day)
        first = spell is None or day < add_months(spell.first, _MONTHS_A_YEAR)
        return first == (wanted == "first")

    def turns(line: Timeline) -> list[date]:
        return [*_ends(line.placements), *(add_months(spell.first, _MONTHS_A_YEAR) for spell in line.placements)]

    return Atom(holds, turns)


def primary_plan(wanted: Sequence[str]) -> Atom:
    """With one of these as the primary plan."""
    plans = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.plans, day)
        return saying is not None and not plans.isdisjoint(saying.values[:1])

    return Atom(holds, lambda line: _days(line.plans), because=WithdrawnBecause.CHANGED_PLAN)


def considered(wanted: Sequence[str]) -> Atom:
    """With one of these among the plan, its contingencies or tracks."""
    plans = frozenset(wanted)

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.options, day)
        return saying is not None and not plans.isdisjoint(saying.values)

    return Atom(holds, lambda line: _days(line.options), because=WithdrawnBecause.CHANGED_PLAN)


def tracks(wanted: str) -> Atom:
    """With one plan pursued, or several side by side."""

    def holds(line: Timeline, day: date) -> bool:
        saying = line.said(line.tracks, day)
        return (saying is not None and len(set(saying.values)) > 1) == (wanted == "several")

    return Atom(holds, lambda line: _days(line.tracks), because=WithdrawnBecause.CHANGED_PLAN)


def secured(wanted: bool) -> Atom:  # noqa: FBT001 - the value in the pack
    """With permanence secured."""
    return Atom(
        lambda line, day: (secured_on(line, day) is not None) == wanted,
        lambda line: [day for day, _ in securings(line)],
        WithdrawnBecause.CASE_CLOSED,
    )

"""A policy made ready: a pack's rules as plain functions, compiled once and asked for every child."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from shared.events.base import Event
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Tracker, WithdrawnBecause
from shared.policy.grammar import Guard, Item, Number, Pack, Rule, Thresholds, WordList
from shared.policy.parts import Repeat, Rung
from shared.policy.reckoning.conditions import Condition
from shared.policy.reckoning.matching import Matcher
from shared.policy.reckoning.sums import Reckon
from shared.policy.statuses import OrderTable
from shared.policy.terms import Lasting, Since, Span

# The policy that is the law and nothing else.
LAW_ALONE = "england"


@dataclass(frozen=True, slots=True)
class StartPoint:
    """What starts a clock: facts that fit, a birthday, or the day on which a condition becomes true."""

    event: Matcher | None = None
    birthday: int | None = None
    becomes: Condition | None = None


@dataclass(frozen=True, slots=True)
class OriginPoint:
    """A named day to count from: the first or latest fitting fact of this episode."""

    matcher: Matcher
    latest: bool
    since: Since
    words: str


@dataclass(frozen=True, slots=True)
class MovePoint:
    """Facts that move an open due date: by the field with the new due date, or with the new day to count from."""

    matcher: Matcher
    due: str | None
    counts_from: str | None
    later_only: bool


@dataclass(frozen=True, slots=True)
class EndPoint:
    """Facts that end an obligation early, unless a condition holds on their day, and the reason given."""

    matcher: Matcher
    unless: Condition | None
    because: WithdrawnBecause


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a rule times, ready to reckon."""

    rule_id: str
    step: str | None
    what: str
    pack: str
    layer: str
    document: str
    clause: str
    topic: str | None
    indicator: bool
    tracker: Tracker | None
    owner: Role
    owner_from: str | None
    notice: Span
    ladder: tuple[Rung, ...]
    starts: tuple[StartPoint, ...]
    resets: tuple[Matcher, ...]
    origin_field: str | None
    origin_otherwise: Lasting | None
    origin_point: OriginPoint | None
    reckon: Reckon
    repeat: Repeat | None
    met_by: tuple[Matcher, ...]
    met_words: str
    met_count: int
    met_from: Span | None
    start_counts: bool
    earlier_since: Since | None
    moves: tuple[MovePoint, ...]
    when: Condition | None
    during: Condition | None
    comes_again: bool
    from_then: Reckon | None
    ends: tuple[EndPoint, ...]
    closes: tuple[EndPoint, ...]
    in_force_from: date | None
    in_force_until: date | None
    moves_existing: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """The policy of one authority: its own rules over the law's, ready to reckon.

    `beside` is the law where the authority's own pack does not stand on it: its duties are not reckoned here, but its
    order table, numbers and lists hold wherever a child is.
    """

    name: str
    packs: tuple[Pack, ...]
    duties: tuple[Duty, ...]
    numbers: Mapping[str, Number]
    guards: Mapping[str, Guard]
    conditions: tuple[Condition, ...]
    ages: tuple[int, ...]
    variants: Mapping[tuple[str, str | None], tuple[Duty, ...]]
    beside: tuple[Pack, ...] = ()

    @property
    def pack(self) -> Pack:
        """The authority's own pack."""
        return self.packs[-1]

    @property
    def rating(self) -> Thresholds:
        """When a case is amber or red here."""
        return self.pack.rating

    def limit(self, name: str) -> int:
        """A named number that a service enforces, as `max_shortlist`. Raises KeyError with the names there are."""
        if name not in self.numbers:
            raise KeyError(f"{self.name} has no number {name!r}; it has {', '.join(sorted(self.numbers)) or 'none'}")
        return self.numbers[name].value

    def has_limit(self, name: str) -> bool:
        """Whether this policy, or the law under it, sets a named number."""
        return name in self.numbers

    def items(self, *names: str) -> tuple[Item, ...]:
        """The entries of the first of these lists that the policy, or the law under it, has; none where it has none."""
        return next((self.lists[name].items for name in names if name in self.lists), ())

    @cached_property
    def lists(self) -> Mapping[str, WordList]:
        """Every list by its name: the authority's own, else the law's."""
        return {each.name: each for pack in self._read for each in pack.lists}

    @cached_property
    def statuses(self) -> OrderTable:
        """The order table, with the ages at which orders end here."""
        ages = {status: age for pack in self._read for status, age in pack.order_ages.items()}
        own = [row for pack in self.packs for row in pack.statuses]
        rows = own or [row for pack in self.beside for row in pack.statuses]
        return OrderTable(
            tuple(row.model_copy(update={"until_age": ages.get(row.status, row.until_age)}) for row in rows)
        )

    def rules(self) -> tuple[Rule, ...]:
        """Every rule, the law's first."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    def rule(self, rule_id: str) -> Rule:
        """A rule by its id, the law's before an authority's own. Raises KeyError where there is none."""
        for pack in self._read:
            for rule in pack.rules:
                if rule.id == rule_id:
                    return rule
        raise KeyError(f"{self.name} has no rule {rule_id!r}")

    def only(self, rule_ids: Collection[str]) -> "Policy":
        """This policy with no other duties than those of these rules."""
        return replace(self, duties=tuple(duty for duty in self.duties if duty.rule_id in rule_ids))

    def met_by(self, event: type[Event]) -> "Policy":
        """This policy with no other duties than those of rules that such an event can meet."""
        name = event.__name__
        if name not in self._met_by:
            met = {duty.rule_id for duty in self.duties if any(matcher.type == name for matcher in duty.met_by)}
            self._met_by[name] = self.only(met)
        return self._met_by[name]

    @cached_property
    def _met_by(self) -> dict[str, "Policy"]:
        """What was asked of `met_by`: a policy never changes."""
        return {}

    @property
    def _read(self) -> tuple[Pack, ...]:
        """Every pack that is read here, the law first."""
        return (*self.beside, *self.packs)

    def in_force(self, duty: Duty, on: date, case_from: date) -> Duty | None:
        """Which version of a duty times a clock that starts `on` in a case that began on `case_from`, if any.

        A case that began under an old version keeps it unless the new one says that it moves existing cases.
        """
        versions = self.variants[duty.rule_id, duty.step]
        if len(versions) == 1:
            return duty if _covers(duty, on) or (_covers(duty, case_from) and case_from <= on) else None
        by_age = sorted(versions, key=lambda one: one.in_force_from or date.min)
        begun = [one for one in by_age if one.in_force_from is None or one.in_force_from <= on]
        moved = [one for one in begun if one.moves_existing and _covers(one, on)]
        kept = [one for one in begun if _covers(one, case_from)]
        now = [one for one in begun if _covers(one, on)]
        newest = max((*moved[-1:], *kept[-1:]), key=by_age.index, default=None)
        return newest or (now[0] if now else None)


# The policy of an authority, by its name; of one without a pack the law alone.
Laws = Callable[[str], Policy]


def _covers(duty: Duty, day: date) -> bool:
    return (duty.in_force_from is None or duty.in_force_from <= day) and (
        duty.in_force_until is None or day <= duty.in_force_until
    )

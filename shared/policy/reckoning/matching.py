"""Matching: does a fact fit a pattern of a pack?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from shared.policy.reckoning.counting import Count, count_of
from shared.policy.reckoning.facts import Fact, KnownFacts
from shared.policy.terms import Pattern

Test = Callable[[Any], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """A pattern made ready: the class of event, tests of its fields, which must agree with the start, and its number.

    Patterns in the same words are one matcher, so that the facts of a child are searched only once for it.
    """

    type: str
    tests: tuple[tuple[str, Test], ...]
    same: tuple[str, ...] = ()
    number: Count | None = None

    def fits(self, fact: Fact, start: Fact | None = None) -> bool:
        """Whether a fact fits, its number aside; `same` fields agree, or one of the two says nothing."""
        fields = fact.fields
        for name, test in self.tests:
            if not test(fields.get(name)):
                return False
        return start is None or self.agrees(fact, start)

    def agrees(self, fact: Fact, start: Fact) -> bool:
        """Whether the `same` fields of two facts agree, or one of the two says nothing."""
        for name in self.same:
            mine, theirs = fact.text(name), start.text(name)
            if mine is not None and theirs is not None and mine != theirs:
                return False
        return True

    def among(self, known: KnownFacts, start: Fact | None = None) -> Sequence[Fact]:
        """The standing facts that fit, in order."""
        of_type = known.of(self.type)
        if not of_type:
            return of_type
        found: list[Fact] | None = known.memo.get(id(self))
        if found is None:
            fitting = [fact for fact in of_type if self.fits(fact)]
            found = known.memo[id(self)] = self.number.among(fitting, known) if self.number else fitting
        if start is None or not self.same:
            return found
        return [fact for fact in found if self.agrees(fact, start)]


def matcher(pattern: Pattern) -> Matcher:
    """The pattern, ready to match."""
    alone = Pattern(event=pattern.event, where=pattern.where, same=pattern.same, number=pattern.number)
    return _matcher(alone.model_dump_json(by_alias=True))


@cache
def _matcher(words: str) -> Matcher:
    pattern = Pattern.model_validate_json(words)
    tests = tuple((name, _test(wanted)) for name, wanted in pattern.where.items())
    return Matcher(pattern.event, tests, pattern.same, count_of(pattern.number) if pattern.number else None)


def matchers(patterns: Sequence[Pattern]) -> tuple[Matcher, ...]:
    """Several patterns, ready to match."""
    return tuple(matcher(pattern) for pattern in patterns)


def _test(wanted: object) -> Test:
    if isinstance(wanted, Mapping) and "some" in wanted:
        return lambda value: bool(value) == bool(wanted["some"])
    if isinstance(wanted, Mapping):
        return _range_test(wanted.get("from"), wanted.get("under"))
    values = frozenset(str(value) for value in (wanted if isinstance(wanted, list | tuple) else [wanted]))

    def test(value: Any) -> bool:  # noqa: ANN401 - a field of any event
        if isinstance(value, tuple | list):
            return any(str(one) in values for one in value)
        return str(value) in values

    return test


def _range_test(lowest: int | None, under: int | None) -> Test:
    def test(value: Any) -> bool:  # noqa: ANN401 - a field of any event
        return value is not None and (lowest is None or int(value) >= lowest) and (under is None or int(value) < under)

    return test

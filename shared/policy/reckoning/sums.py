"""Sums: a started clock, what a limit comes to, and the due dates that were given before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.policy.reckoning.facts import Fact, Place
from shared.policy.reckoning.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Earlier:
    """A due date that was given before, and the fact that changed it."""

    due_on: date
    changed_by: str
    changed_on: date


@dataclass(frozen=True, slots=True)
class Sum:
    """What a limit comes to: a due date or an earliest date, the steps to it, and due dates it had before.

    Neither day is given where the limit needs something that is not recorded; `steps` then says what.
    """

    due_on: date | None = None
    earliest_on: date | None = None
    time: str | None = None
    steps: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A started clock: the child's timeline, the fact that started it, and the day it counts from.

    `by` is the place among the facts up to which they are known; None for all.
    """

    line: Timeline
    start: Fact
    origin: date
    by: Place | None = None

    def known(self, facts: Iterable[Fact]) -> list[Fact]:
        """Those of these facts that are known."""
        by = self.by
        return list(facts) if by is None else [fact for fact in facts if fact.place() <= by]


@dataclass(frozen=True, slots=True)
class Reckon:
    """A limit made ready: what it comes to by what a clock knows, and which facts may move it."""

    sum: Callable[[Clock], Sum]
    reads: Callable[[Timeline], Sequence[Fact]] | None = None

"""The obligation: one thing due for one child under one rule, how it stands on a day, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python

from shared.events.codes.roles import Role
from shared.events.codes.tracking import Tracker, WithdrawnBecause
from shared.policy.reckoning.permanence import Secured
from shared.policy.reckoning.sums import Earlier


class State(StrEnum):
    """How an obligation stands on a day; exactly one of these."""

    UPCOMING = "upcoming"  # before its notice window, or before its earliest day
    DUE_SOON = "due_soon"  # inside its notice window
    DUE_TODAY = "due_today"
    LATE = "late"  # stays so when the case moves on without it; `ended_on` then says when
    MET = "met"
    MET_LATE = "met_late"
    ALLOWED = "allowed"  # an earliest day has come: it may be done now
    TOO_EARLY = "too_early"  # it was done before its earliest day
    WITHDRAWN = "withdrawn"
    NOT_APPLICABLE = "not_applicable"  # no rule was in force, or its day cannot be reckoned


OPEN_STATES = frozenset({State.UPCOMING, State.DUE_SOON, State.DUE_TODAY, State.LATE, State.ALLOWED})


@dataclass(frozen=True, slots=True)
class Escalation:
    """A rung of the ladder: who is told, on which day."""

    to: Role
    on: date


@dataclass(frozen=True, slots=True)
class Why:
    """Why a date is what it is: the clause, what started it, the sum, what meets it, and what it was before."""

    clause: str
    document: str
    origin: str
    arithmetic: tuple[str, ...]
    met_by: str
    earlier: tuple[Earlier, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing due for one child. Days are those of Europe/London; identifiers are the same on every reckoning.

    `applies_from` is the day of the start, or a later one on which a condition came to hold.
    """

    id: UUID
    rule_id: str
    step: str | None
    what: str
    layer: str
    pack: str
    state: State
    due_on: date | None
    earliest_on: date | None
    due_time: str | None
    notice_from: date | None
    started_by: str
    started_on: date
    applies_from: date
    met_by: str | None
    met_on: date | None
    ended_by: str | None
    ended_on: date | None
    withdrawn_because: WithdrawnBecause | None
    owner: Role
    escalations: tuple[Escalation, ...]
    next_escalation: Escalation | None
    was_late: bool
    days_late: int
    indicator: bool
    tracker: Tracker | None
    topic: str | None
    leads: bool
    why: Why

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.state in OPEN_STATES and self.ended_on is None

    @property
    def source(self) -> str:
        """Document and clause in one line."""
        return f"{self.why.document}, {self.why.clause}"

    def as_data(self) -> dict[str, Any]:
        """The obligation as JSON values."""
        found: dict[str, Any] = to_jsonable_python(self)
        return found


class Obligations(list[Obligation]):
    """A child's obligations, with what else the same reckoning found.

    `turns_on` is the next day after the reckoned one on which time alone starts or ends a duty (a birthday, nine months
    in care, an order that runs out); `secured` says how permanence stands; `trackers` are the tracker meetings that the
    child belongs to.
    """

    def __init__(
        self,
        found: Iterable[Obligation] = (),
        turns_on: date | None = None,
        secured: Secured | None = None,
        trackers: tuple[Tracker, ...] = (),
    ) -> None:
        super().__init__(found)
        self.turns_on = turns_on
        self.secured = secured
        self.trackers = trackers

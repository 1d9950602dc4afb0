"""The parts of a timescale in a pack: what starts, moves and ends it, who is told, and the sum worked by hand."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from shared.events.codes.roles import Role
from shared.events.codes.tracking import WithdrawnBecause
from shared.policy.terms import Conditions, EventName, Numbered, Pattern, Since, Span
from shared.written_days import WrittenDays

Words = Annotated[str, StringConstraints(min_length=3, max_length=400)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]


class Closed(WrittenDays):
    """A part of a pack; a key that is not in the grammar is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Start(Closed):
    """What starts a clock: an event, a birthday, or the day on which a condition becomes true."""

    event: EventName | None = None
    where: dict[str, object] = Field(default_factory=dict)
    number: Numbered | None = None
    birthday: Annotated[int, Field(ge=1, le=18)] | None = None
    becomes: Conditions | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Start":
        if sum(part is not None for part in (self.event, self.birthday, self.becomes)) != 1:
            raise ValueError("name exactly one of event, birthday or becomes")
        return self

    def pattern(self) -> Pattern:
        """The event that starts the clock."""
        return Pattern(event=self.event or "", where=self.where, number=self.number)


class Ending(Pattern):
    """An event that ends an obligation early, unless something is so of the child then, and the reason given."""

    unless: Conditions | None = None
    because: WithdrawnBecause = WithdrawnBecause.NO_LONGER_APPLIES


class Origin(Closed):
    """A named day from which weeks are counted: the first, or the latest, event of this kind in this episode."""

    event: EventName
    where: dict[str, object] = Field(default_factory=dict)
    which: Literal["first", "latest"] = "first"
    since: Since
    words: Words


class Rung(Closed):
    """A rung of the escalation ladder: who is told, how long after the due date."""

    to: Role
    after: Span


class Repeat(Closed):
    """What is due again: after how long, counted from the last time it was held or from the fixed schedule."""

    every: Span
    anchor: Literal["last_held", "schedule"] = "last_held"

    @model_validator(mode="after")
    def _goes_on(self) -> "Repeat":
        if self.every.parts[1] == 0:
            raise ValueError("what is due again is due after some time; write a number above 0")
        return self


class Move(Closed):
    """An event that moves an open due date: its field gives the new due date, or a new day to count from."""

    event: EventName
    where: dict[str, object] = Field(default_factory=dict)
    same: tuple[str, ...] = ()
    due: str | None = None
    counts_from: str | None = None
    later_only: bool = False

    @model_validator(mode="after")
    def _exactly_one(self) -> "Move":
        if (self.due is None) == (self.counts_from is None):
            raise ValueError(
                "name the field that gives either the new due date (due) or the new day to count from (counts_from)"
            )
        return self


class Worked(Closed):
    """A sum worked by hand: a start, what else is known, and the day that must come out."""

    start: date
    given: dict[str, object] = Field(default_factory=dict)
    also: tuple[dict[str, object], ...] = ()
    today: date | None = None
    step: Name | None = None
    due_on: date | None = None
    earliest_on: date | None = None
    because: Words | None = None

    @model_validator(mode="after")
    def _a_result(self) -> "Worked":
        if (self.due_on is None) == (self.earliest_on is None):
            raise ValueError("say which day comes out: due_on or earliest_on")
        return self


class Saying(Closed):
    """One of several things a source says about the same number."""

    clause: Words
    value: Words


class Contradiction(Closed):
    """Where a source contradicts itself, or two readings exist: all that is said, which is taken, and why."""

    says: Annotated[tuple[Saying, ...], Field(min_length=2)]
    taken: Words
    because: Words

    def in_words(self) -> str:
        """All of it in one sentence."""
        said = "; ".join(f"{saying.clause}: {saying.value}" for saying in self.says)
        return f"the source says {said}. Taken: {self.taken}, because {self.because}"

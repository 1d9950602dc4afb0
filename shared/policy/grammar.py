"""The grammar of a pack: what a policy may say about what is due, as typed words without expressions in strings."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.events.codes import Role, Tracker, WithdrawnBecause
from shared.identifiers import Authority, RuleId
from shared.policy.terms import Conditions, EventName, Limit, Pattern, Span

Words = Annotated[str, StringConstraints(min_length=3, max_length=400)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
Service = Literal["gateway", "planning", "family_finding", "tracking"]


class Closed(BaseModel):
    """A part of a pack; a key that is not in the grammar is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Start(Closed):
    """What starts a clock: an event, a birthday, or the day on which a condition becomes true."""

    event: EventName | None = None
    where: dict[str, object] = Field(default_factory=dict)
    birthday: Annotated[int, Field(ge=1, le=18)] | None = None
    becomes: Conditions | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Start":
        if sum(part is not None for part in (self.event, self.birthday, self.becomes)) != 1:
            raise ValueError("name exactly one of event, birthday or becomes")
        return self

    def pattern(self) -> Pattern:
        """The event that starts the clock."""
        return Pattern(event=self.event or "", where=self.where)


class Ending(Pattern):
    """An event that ends an obligation early, and the reason that is given."""

    because: WithdrawnBecause = WithdrawnBecause.NO_LONGER_APPLIES


class Origin(Closed):
    """A named day from which weeks are counted: the first, or the latest, event of this kind since the last reset."""

    event: EventName
    where: dict[str, object] = Field(default_factory=dict)
    which: Literal["first", "latest"] = "first"
    resets: tuple[Pattern, ...] = ()
    words: Words


class Rung(Closed):
    """A rung of the escalation ladder: who is told, how long after the due date."""

    to: Role
    after: Span


class Repeat(Closed):
    """What is due again: after how long, counted from the last time it was held or from the fixed schedule."""

    every: Span
    anchor: Literal["last_held", "schedule"] = "last_held"


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


class Timing(Closed):
    """What a rule and its steps have in common; a step that leaves a part out takes the rule's."""

    due: Words | None = None
    kind: Literal["duty", "indicator"] | None = None
    topic: Name | None = None
    owner: Role | None = None
    counts_from: str | None = None
    counts_from_otherwise: Span | None = None
    limit: Limit | None = None
    repeats: Repeat | None = None
    met_by: tuple[Pattern, ...] = ()
    met_count: Annotated[int, Field(ge=1, le=5)] = 1
    met_from: Span | None = None
    start_counts: bool = False
    earlier_counts: bool = False
    moved_by: tuple[Move, ...] = ()
    when: Conditions | None = None
    while_: Annotated[Conditions | None, Field(alias="while")] = None
    from_then: Span | None = None
    ends: tuple[Name | Ending, ...] = ()
    notice: Span | None = None
    escalation: tuple[Rung, ...] | None = None
    clause: Words | None = None
    breach: Words | None = None
    contradiction: Contradiction | None = None
    looser_than_law: Words | None = None
    note: Words | None = None
    switched_off: Words | None = None


class Step(Timing):
    """One of several things that one entry of the source times: a week of a pathway, a booking and its completion."""

    step: Name
    starts: tuple[Start, ...] = ()


class Rule(Timing):
    """A timescale: the entry of the catalogue it implements, what starts it, its limit, and what meets it."""

    id: RuleId
    clause: Words
    checked_on: date
    starts: Annotated[tuple[Start, ...], Field(min_length=1)]
    once: bool | tuple[Pattern, ...] = False
    tracker: Tracker | None = None
    members: tuple[Role, ...] = ()
    steps: tuple[Step, ...] = ()
    worked: Annotated[tuple[Worked, ...], Field(min_length=1)]
    in_force_from: date | None = None
    in_force_until: date | None = None
    existing_cases: Literal["keep", "move"] = "keep"
    verified: bool = True


class Enforced(Closed):
    """An entry of the catalogue that is no clock: the service that sees to it."""

    id: RuleId
    enforced_by: Service
    clause: Words
    checked_on: date


class Number(Enforced):
    """A limit that is no date: a named number that a service reads and enforces."""

    name: Name
    value: int
    unit: Words


class Guard(Enforced):
    """A rule of order, not of time: what must be so before something happens."""

    must: Words
    note: Words | None = None


class Source(Closed):
    """Where a pack's numbers are written."""

    document: Words
    issued: Words | None = None
    note: Words | None = None


class Thresholds(Closed):
    """When a child's case is amber or red."""

    red_after_days_late: Annotated[int, Field(ge=1)] = 7
    red_when_law_is_late: bool = True
    note: Words | None = None


class Defaults(Closed):
    """What a rule takes where it says nothing else."""

    owner: Role
    notice: Span
    escalation: Annotated[tuple[Rung, ...], Field(min_length=1)]
    note: Words | None = None


class Pack(Closed):
    """The policy of one authority or agency, or the law of England."""

    name: Authority
    title: Words
    layer: Literal["statute", "local"] = "local"
    based_on: Authority | None = None
    ons_code: Annotated[str, StringConstraints(pattern=r"^E[0-9]{8}$")] | None = None
    source: Source
    in_force_from: date | None = None
    defaults: Defaults
    rating: Thresholds = Thresholds()
    origins: dict[Name, Origin] = Field(default_factory=dict)
    endings: dict[Name, tuple[Ending, ...]] = Field(default_factory=dict)
    closes: tuple[Name, ...] = ()
    numbers: tuple[Number, ...] = ()
    guards: tuple[Guard, ...] = ()
    rules: tuple[Rule, ...] = ()

"""The grammar of a pack: what a policy may say about what is due, as typed words without expressions in strings."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from shared.events.codes.roles import Role
from shared.events.codes.tracking import Tracker
from shared.identifiers import Authority, Code, RuleId
from shared.policy.parts import (
    Closed,
    Contradiction,
    Ending,
    Move,
    Name,
    Origin,
    Repeat,
    Rung,
    Start,
    Words,
    Worked,
)
from shared.policy.statuses import AtAge, LegalStatus
from shared.policy.terms import Conditions, EarlierCounts, Lasting, Limit, Pattern, Span, said_since

Service = Literal["gateway", "planning", "family_finding", "tracking"]


class Timing(Closed):
    """What a rule and its steps have in common; a step that leaves a part out takes the rule's.

    In `due` a field of the event that starts the clock may stand in braces, as `{kind}`; `owner_from` is the field in
    which that event names the owner.
    """

    due: Words | None = None
    kind: Literal["duty", "indicator"] | None = None
    topic: Name | None = None
    owner: Role | None = None
    owner_from: str | None = None
    counts_from: str | None = None
    counts_from_otherwise: Lasting | None = None
    limit: Limit | None = None
    repeats: Repeat | None = None
    met_by: tuple[Pattern, ...] = ()
    met_count: Annotated[int, Field(ge=1, le=5)] = 1
    met_from: Span | None = None
    start_counts: bool = False
    earlier_counts: Annotated[EarlierCounts | None, BeforeValidator(said_since)] = None
    moved_by: tuple[Move, ...] = ()
    when: Conditions | None = None
    while_: Annotated[Conditions | None, Field(alias="while")] = None
    from_then: Limit | None = None
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
    """A timescale: the entry of the catalogue it implements, what starts it, its limit, and what meets it.

    `when` is asked once, at the end of the day on which the clock starts; `while` day by day. On the day on which
    `while` stops holding, an open obligation is withdrawn, or stays on record as late. Where it holds again, the old
    one is not resumed: the duty begins afresh, as an obligation of its own (`from_then` gives it time).

    * Started by `becomes`: a fresh clock, like the first one.
    * Coming round again (`repeats`): the cadence counts from that day.
    * Due once, started by an event: the limit still counts from that event, as practice counts the weeks of a pathway
      from the gateway's decision whatever the plan was meanwhile, but nothing is due before it applies again.
    * `comes_again: false`: never, because another rule times the new beginning.
    """

    id: RuleId
    clause: Words
    checked_on: date
    starts: Annotated[tuple[Start, ...], Field(min_length=1)]
    once: tuple[Pattern, ...] = ()
    comes_again: bool = True
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


class Item(Closed):
    """One entry of a list: the code by which events name it, and the practitioners' words for it."""

    code: Code
    words: Words
    only_if: Words | None = None


class WordList(Closed):
    """A list that a policy sets and a service reads: papers, parts of a plan, standing actions, purposes."""

    name: Name
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    clause: Words
    checked_on: date


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
    """The policy of one authority or agency, or the law of England.

    `agency` is the regional adoption agency whose rules hold for the authority's children too, beneath its own.
    `statuses` is the order table; `order_ages` are the ages at which orders end where a policy differs from it.
    """

    name: Authority
    title: Words
    layer: Literal["statute", "local"] = "local"
    based_on: Authority | None = None
    agency: Authority | None = None
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
    lists: tuple[WordList, ...] = ()
    statuses: tuple[LegalStatus, ...] = ()
    order_ages: dict[Name, AtAge] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

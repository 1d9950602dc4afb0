"""The terms of the grammar: spans of time, event patterns, conditions about a child, and limits."""

from functools import cached_property
from typing import Annotated, Literal, cast, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from shared.events.codes.planning import Option, PlacementKind
from shared.policy.event_classes import EVENTS

# Editors offer the names; the check of the pack refuses a wrong one with the nearest right one.
EventName = Annotated[str, WithJsonSchema({"type": "string", "enum": sorted(EVENTS)})]

Unit = Literal["hours", "days", "working_days", "weeks", "months", "years"]
Count = Annotated[int, Field(ge=0, le=2000)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Status = Literal[
    "interim_care_order",
    "care_order",
    "supervision_order",
    "interim_supervision_order",
    "placement_order",
    "special_guardianship_order",
    "child_arrangements_order",
    "spend_time_order",
    "emergency_protection_order",
    "adoption_order",
]


class Term(BaseModel):
    """A term of the grammar; a key that is not in it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_named(term: BaseModel) -> None:
    if len(term.model_fields_set) != 1:
        raise ValueError(f"name exactly one of {', '.join(type(term).model_fields)}")


class Span(Term):
    """A length of time in one unit."""

    hours: Count | None = None
    days: Count | None = None
    working_days: Count | None = None
    weeks: Count | None = None
    months: Count | None = None
    years: Count | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> "Span":
        _one_named(self)
        return self

    @cached_property
    def parts(self) -> tuple[Unit, int]:
        """The unit and the count."""
        ((unit, count),) = self.model_dump(exclude_unset=True).items()
        return cast("Unit", unit), int(count)


class Lasting(Term):
    """How long something lasts: a span from a day, which is not counted, or one that begins with it."""

    within: Span | None = None
    beginning_with: Span | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Lasting":
        _one_named(self)
        return self


class Range(Term):
    """A range of whole numbers: at least `from`, less than `under`."""

    from_: Annotated[int | None, Field(alias="from")] = None
    under: int | None = None


Episode = Literal["care", "pre_proceedings", "proceedings", "gateway", "adoptive_placement", "registration"]


def _several(named: object) -> object:
    return (named,) if isinstance(named, str) else named


# What is counted since: an earlier one of these is forgotten once the next begins. `care` is a time in care, `gateway`
# the case from the Legal Gateway's decision until it is stepped down or proceedings conclude, `adoptive_placement` the
# home with one adoptive family, early permanence included; `registration` forgets nothing.
_EPISODE = {"enum": list(get_args(Episode)), "type": "string"}
Since = Annotated[
    tuple[Episode, ...],
    Field(min_length=1),
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [_EPISODE, {"type": "array", "items": _EPISODE, "minItems": 1}]}),
]


class Numbered(Term):
    """Which of several, by their days since an episode began: `is` one number, or `from` one and `under` another."""

    since: Since
    is_: Annotated[int | None, Field(alias="is", ge=1)] = None
    from_: Annotated[int | None, Field(alias="from", ge=1)] = None
    under: int | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Numbered":
        if (self.is_ is None) == (self.from_ is None and self.under is None):
            raise ValueError("say which one it is, or from which on and under which")
        return self


class Pattern(Term):
    """Events of a class whose fields have these values: one, one of several, or within a range.

    `same` names fields in which the event must agree with the event that started the clock, where both say something.
    `number` is counted by the engine, whatever number was typed.
    """

    event: EventName
    where: dict[str, object] = Field(default_factory=dict)
    same: tuple[str, ...] = ()
    number: Numbered | None = None


class UntilUndone(Pattern):
    """An event that stands until one of the others undoes it; on one day it undoes what stood before, if anything."""

    until: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class Happened(Pattern):
    """An event that once was; what was of an earlier episode is forgotten."""

    since: Since


def said_since(given: object) -> object:
    """What was given, unless it is a bare yes or no. Raises ValueError."""
    if isinstance(given, bool):
        raise ValueError("say what resets it, as {since: care}")  # noqa: TRY004 - the check of the pack tells it
    return given


class EarlierCounts(Term):
    """That what was before the start counts; what was of an earlier episode does not."""

    since: Since


class Conditions(Term):
    """What must be so of the child, all of it together, at the end of the day on which it is asked.

    `awaiting_issue`: proceedings are agreed by the panel, or by a Service Manager in an emergency, and not issued yet.
    `section_37`: a direction to report under section 37 is not met yet. `happened`: one of these was, in
    this episode. `stands`: one of these was, and nothing has undone it since.
    """

    age: Range | None = None
    unborn: bool | None = None
    sibling_group: bool | None = None
    looked_after: bool | None = None
    in_care_for: Span | None = None
    pre_proceedings: bool | None = None
    pre_proceedings_past: Span | None = None
    proceedings: bool | None = None
    awaiting_issue: bool | None = None
    section_37: bool | None = None
    legal_status: tuple[Status, ...] | None = None
    placement: tuple[PlacementKind, ...] | None = None
    placement_long_term: bool | None = None
    placement_year: Literal["first", "later"] | None = None
    primary_plan: tuple[Option, ...] | None = None
    considered: tuple[Option, ...] | None = None
    tracks: Literal["one", "several"] | None = None
    secured: bool | None = None
    happened: tuple[Happened, ...] | None = None
    stands: tuple[UntilUndone, ...] | None = None
    none_of: tuple["Conditions", ...] | None = None
    any_of: tuple["Conditions", ...] | None = None


class CutOff(Term):
    """A weekly cut-off: the last such weekday before the day counted from, until this time of day."""

    day: Weekday
    time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class DayIn(Term):
    """The day that the first or latest event since the start names in a field, its own by default, or a span later.

    `also_in` are other events that may name it in that field.
    """

    event: EventName
    also_in: tuple[EventName, ...] = ()
    where: dict[str, object] = Field(default_factory=dict)
    number: Numbered | None = None
    field: str = "occurred_on"
    which: Literal["first", "latest"] = "latest"
    plus: Span | None = None


class Limit(Term):
    """How the due date follows from the day counted from: exactly one way, which may be the first of several."""

    within: Span | None = None
    beginning_with: Span | None = None
    before: Span | None = None
    not_before: Span | None = None
    week: Annotated[int, Field(ge=1, le=104)] | None = None
    field: str | None = None
    midpoint_to: str | None = None
    at_age: Annotated[int, Field(ge=1, le=25)] | None = None
    by_review: Literal["next"] | Annotated[int, Field(ge=1, le=10)] | None = None
    cut_off: CutOff | None = None
    day_in: DayIn | None = None
    whichever_first: Annotated[tuple["Limit", ...], Field(min_length=2)] | None = None
    first_known: Annotated[tuple["Limit", ...], Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Limit":
        _one_named(self)
        return self

"""Legal statuses: what each order or ground does to a child's parents and care, how long it lasts, and what it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from shared.calendar import bank_holidays
from shared.events.codes.gateway import OrderEnd
from shared.events.codes.planning import CareReason
from shared.policy.arithmetic import add_span, last_of
from shared.policy.parts import Closed, Name, Words
from shared.policy.terms import Pattern, Span

ParentalResponsibility = Literal[
    "parents",
    "shared_with_authority",
    "authority_limits_parents",
    "special_guardian_over_parents",
    "shared_with_carer",
    "adopters_only",
]
# The codes of the statutory return on looked-after children (SSDA903).
ReturnCode = Literal["C1", "C2", "E1", "V2", "L1", "L2", "J1"]
Age = Annotated[int, Field(ge=1, le=25)]

_SUNDAY = 6


class Cited(Closed):
    """A legal fact with the section that says it."""

    clause: Words
    note: Words | None = None


class Held(Cited):
    """Who holds parental responsibility."""

    by: ParentalResponsibility


class Longest(Cited):
    """The longest that the court may order. Without a day in the order it lasts so long.

    `beginning_with`: the day on which it is made is the first of them. `past_holidays`: where the last day is a Sunday
    or a bank holiday it may be the next day that is neither.
    """

    span: Span
    beginning_with: bool = False
    past_holidays: bool = False

    def last_day(self, granted_on: date) -> date:
        """The last day that an order made on a day may reach."""
        last = (last_of if self.beginning_with else add_span)(granted_on, self.span)
        while self.past_holidays and (last.weekday() == _SUNDAY or last in bank_holidays()):
            last += timedelta(days=1)
        return last


class Extension(Cited):
    """How an order may be extended: by how much at a time, how often, and to what length in all.

    The length in all begins with the day on which the first was made.
    """

    at_a_time: Span | None = None
    times: Annotated[int, Field(ge=1)] | None = None
    in_all: Span | None = None


class AtAge(Cited):
    """An age in whole years; `ordered` is the age to which the court may have it run where it says so."""

    age: Age
    ordered: Age | None = None


class Others(Cited):
    """Other statuses, by name. What was not verified in a primary text is not gone by."""

    statuses: Annotated[tuple[Name, ...], Field(min_length=1)]
    verified: bool = True


class TakenBack(Cited):
    """How the court takes an order back."""

    by: Literal[OrderEnd.DISCHARGED, OrderEnd.REVOKED]


class EndsCare(Cited):
    """That nobody looks after the child any more from the day on which it is made, and the reason that is given."""

    reason: CareReason


class LegalStatus(Closed):
    """One row of the order table. Of several that stand at once, the row that comes first is reported.

    `looked_after` is the section by which the child is looked after, if it is so; `not_from` the age from which it
    cannot begin, `until_age` the one at which it ends. `court_sets_end` lets the court name its last day; where it
    names none and nobody applies for a care or supervision order, `without_application` is how long it lasts. `repeats`
    allows several at a time.
    """

    status: Name
    words: Words
    law: Words
    begins: Pattern | None = None
    parental_responsibility: Held
    looked_after: Words | None = None
    code: ReturnCode | None = None
    longest: Longest | None = None
    extension: Extension | None = None
    not_from: AtAge | None = None
    until_age: AtAge | None = None
    court_sets_end: bool = False
    with_proceedings: Cited | None = None
    without_application: Longest | None = None
    ends: tuple[Others, ...] = ()
    not_during: tuple[Others, ...] = ()
    ends_care: EndsCare | None = None
    taken_back: TakenBack | None = None
    repeats: bool = False

    @cached_property
    def ended(self) -> frozenset[str]:
        """The statuses that it puts an end to, as far as that is verified."""
        return _verified(self.ends)

    @cached_property
    def barred_by(self) -> frozenset[str]:
        """The statuses during which it cannot begin, as far as that is verified."""
        return _verified(self.not_during)

    @property
    def is_order(self) -> bool:
        """Whether a court makes it."""
        return self.begins is not None and self.begins.event.endswith("OrderGranted")

    def begun_by(self, fields: Mapping[str, Any]) -> bool:
        """Whether an event of its class with these fields begins it; a field that says nothing fits."""
        where = self.begins.where if self.begins else {}
        return all(fields.get(name) is None or str(fields[name]) == str(value) for name, value in where.items())


def _verified(others: tuple[Others, ...]) -> frozenset[str]:
    return frozenset(name for one in others if one.verified for name in one.statuses)


@dataclass(frozen=True)
class OrderTable:
    """The legal statuses there are, first that which is reported before others."""

    rows: tuple[LegalStatus, ...]

    @cached_property
    def by_name(self) -> Mapping[str, LegalStatus]:
        """The rows by status."""
        return {row.status: row for row in self.rows}

    @cached_property
    def by_event(self) -> Mapping[str, tuple[LegalStatus, ...]]:
        """The rows that an event of a class, by its name, may begin."""
        names = [row.begins.event for row in self.rows if row.begins]
        return {name: tuple(row for row in self.rows if row.begins and row.begins.event == name) for name in names}

    @cached_property
    def order_events(self) -> tuple[str, ...]:
        """The classes of events by which a court makes an order."""
        return tuple(dict.fromkeys(row.begins.event for row in self.rows if row.begins and row.is_order))

    @cached_property
    def leaving_care(self) -> tuple[CareReason, ...]:
        """The reasons of leaving care that an order gives; of two orders made on one day the first here counts."""
        return tuple(row.ends_care.reason for row in self.rows if row.ends_care)

    def begun(self, event: str, fields: Mapping[str, Any]) -> LegalStatus | None:
        """The status that an event of this class with these fields begins."""
        return next((row for row in self.by_event.get(event, ()) if row.begun_by(fields)), None)

    def rank(self, status: str) -> int:
        """The place in the table: the lower one is reported before the higher."""
        return self.rows.index(self.by_name[status])

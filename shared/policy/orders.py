"""Orders: from which day until before which each order of the court is in force, and what ends it.

A function of the set of what is known of a child. In which order that was recorded or heard does not matter.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeAlias, TypeVar

from shared.calendar import birthday
from shared.events.base import Event
from shared.events.codes.gateway import Application, OrderEnd
from shared.events.gateway import (
    ChildBorn,
    ChildRegistered,
    OrderEnded,
    OrderGranted,
    ProceedingsConcluded,
    ProceedingsIssued,
)
from shared.policy.statuses import LegalStatus, OrderTable

T = TypeVar("T")
# A day that ends an order, the place of its reason among several of that day, and the first day without the order.
_End: TypeAlias = tuple[date, int, date]

# What a court does of its own; that an order ran out, or gave way to another, follows from the rest of the record.
TAKEN_BACK = frozenset({OrderEnd.DISCHARGED, OrderEnd.REVOKED})
# Of several ends on one day the one named first here is told.
_FIRST_TOLD = (OrderEnd.DISCHARGED, OrderEnd.REVOKED, OrderEnd.SUPERSEDED, OrderEnd.EXPIRED)
# On such an application an interim order lasts as long as the court says.
_APPLICATIONS = frozenset({Application.CARE, Application.SUPERVISION})
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day until before another, or with no end in sight."""

    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class End:
    """How an order ends. Where it runs out, the day is its last, and its own still."""

    on: date
    reason: OrderEnd


@dataclass(frozen=True, slots=True)
class Order(Period, Generic[T]):
    """The period in which an order is in force, what tells of it, its row of the order table, and how it ends.

    `last_day` is the last day that time leaves it, whatever else ends it sooner.
    """

    granted: T
    status: LegalStatus
    last_day: date | None
    end: End | None

    @property
    def ends_on(self) -> date | None:
        """The day on which it ended, or will."""
        return self.end.on if self.end else None

    @property
    def was_taken_back(self) -> bool:
        """Whether the court took it back."""
        return self.end is not None and self.end.reason in TAKEN_BACK

    def outlasts(self, day: date) -> bool:
        """Whether it is in force on a day that is not its last, so that it bears on what the court does then."""
        return self.covers(day) and (self.end is None or day < self.end.on)


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """An order as the court made it: the last day that the court set, if any, and the order that it extends."""

    on: date
    order_id: str
    status: LegalStatus
    last_day: date | None
    extends: str | None
    told_by: T

    @property
    def place(self) -> tuple[date, str]:
        """Its place among others: by day, and of one day by id."""
        return self.on, self.order_id


@dataclass(frozen=True, slots=True)
class CourtRecord(Generic[T]):
    """What makes the orders of one child and ends them.

    `taken_back` is what the court took back, by order; `applied_on` when it was asked for a care or supervision order,
    `concluded_on` when proceedings were concluded.
    """

    made: Sequence[Made[T]]
    taken_back: Sequence[tuple[str, End]]
    applied_on: Collection[date]
    concluded_on: Collection[date]
    born: date | None

    def orders(self) -> tuple[Order[T], ...]:
        """Every order of the child, by day, and of one day by id."""
        return tuple(self._order(each) for each in sorted(self.made, key=lambda each: each.place))

    def _order(self, made: Made[T]) -> Order[T]:
        last = min(self._by_time(made), default=None)
        ends = [*self._ends(made), *([last] if last else [])]
        on, reason, until = min((end for end in ends if end[0] >= made.on), default=(None, 0, None))
        return Order(
            since=made.on,
            until=until,
            granted=made.told_by,
            status=made.status,
            last_day=last[0] if last else None,
            end=End(on, _FIRST_TOLD[reason]) if on else None,
        )

    def _by_time(self, made: Made[T]) -> Iterator[_End]:
        """The days on which time ends it: the court's, or else the longest that the law allows; and an age."""
        row = made.status
        if made.last_day:
            yield _runs_out(made.last_day)
        elif row.longest and not made.extends:
            yield _runs_out(row.longest.last_day(made.on))
        if row.until_age and self.born:
            grown = birthday(self.born, row.until_age.age)
            if row.until_age.ordered and (made.last_day or grown <= made.on):
                grown = birthday(self.born, row.until_age.ordered)
            yield _ends(grown, OrderEnd.EXPIRED)

    def _ends(self, made: Made[T]) -> Iterator[_End]:
        """The days on which anything but its own time ends it."""
        for order_id, end in self.taken_back:
            if order_id == made.order_id:
                yield _ends(end.on, end.reason)
        for other in self.made:
            if _gives_way(made, other):
                yield _ends(other.on, OrderEnd.SUPERSEDED)
        if made.status.with_proceedings:
            for day in self.concluded_on:
                yield _ends(day, OrderEnd.EXPIRED)
        if made.status.without_application and not (made.last_day or made.extends):
            last = made.status.without_application.last_day(made.on)
            if not self._applied_for(made.on, last):
                yield _runs_out(last)

    def _applied_for(self, first: date, last: date) -> bool:
        """Whether a care or supervision application was before the court at some time between two days."""
        return any(since <= last and (until is None or until >= first) for since, until in self._applications())

    def _applications(self) -> Iterator[tuple[date, date | None]]:
        """The days of each application and of the conclusion that disposed of it.

        A conclusion on the day of an application is that of those before it; where none was open, it is its own.
        """
        concluded = sorted(self.concluded_on)
        open_until: date | None = date.min
        for day in sorted(set(self.applied_on)):
            waits = open_until is None or open_until >= day
            open_until = next((end for end in concluded if end > day or (end == day and not waits)), None)
            yield day, open_until


def orders_of(known: Collection[Event], table: OrderTable) -> tuple[Order[OrderGranted], ...]:
    """The orders of a child of whom these events are known, in whatever order."""
    return CourtRecord(
        made=[made for each in known if isinstance(each, OrderGranted) and (made := _made(each, table))],
        taken_back=[
            (str(each.order_id), End(each.occurred_on, each.reason))
            for each in known
            if isinstance(each, OrderEnded) and each.reason in TAKEN_BACK
        ],
        applied_on=[
            each.occurred_on
            for each in known
            if isinstance(each, ProceedingsIssued) and each.application in _APPLICATIONS
        ],
        concluded_on=[each.occurred_on for each in known if isinstance(each, ProceedingsConcluded)],
        born=date_of_birth(known),
    ).orders()


def date_of_birth(known: Collection[Event]) -> date | None:
    """The date of birth, as the birth was told or else the registration; of a child who is not born yet, none."""
    births = [(each.occurred_on, each.date_of_birth) for each in known if isinstance(each, ChildBorn)]
    told = [(each.occurred_on, each.date_of_birth or date.min) for each in known if isinstance(each, ChildRegistered)]
    _, born = max(births or told, default=(date.min, date.min))
    return None if born == date.min else born


def row_of(granted: OrderGranted, table: OrderTable) -> LegalStatus | None:
    """The row of the order table that an order begins."""
    return table.begun(type(granted).__name__, vars(granted))


def _made(granted: OrderGranted, table: OrderTable) -> Made[OrderGranted] | None:
    row = row_of(granted, table)
    if row is None:
        return None
    extends = str(granted.extends) if granted.extends else None
    return Made(granted.occurred_on, str(granted.order_id), row, granted.until, extends, granted)


def _ends(day: date, reason: OrderEnd) -> _End:
    return day, _FIRST_TOLD.index(reason), day


def _runs_out(last: date) -> _End:
    return last, _FIRST_TOLD.index(OrderEnd.EXPIRED), last + _A_DAY


def _gives_way(old: Made[T], new: Made[T]) -> bool:
    """Whether an order gives way to another. Of two made on one day that would end each other, neither does."""
    if new.order_id == old.order_id:
        return False
    if new.status.status == old.status.status:
        later = new.place > old.place
        return not new.status.repeats and (new.extends == old.order_id or (later and old.extends != new.order_id))
    if old.status.status not in new.status.ended:
        return False
    mutual = new.status.status in old.status.ended
    return new.on > old.on or (new.on == old.on and not mutual)

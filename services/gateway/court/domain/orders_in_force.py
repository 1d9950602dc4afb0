"""Standing orders: from when until when each order of the court stands, and what ends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.timetable import proceedings_of
from shared.calendar import birthday, words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import OrderEnd
from shared.events.gateway import OrderEnded, OrderGranted, ProceedingsConcluded
from shared.history import once
from shared.identifiers import OrderId
from shared.policy.statuses import LegalStatus

# What a court does of its own; that an order ran out, or gave way to another, follows from the rest of the record.
TAKEN_BACK = frozenset({OrderEnd.DISCHARGED, OrderEnd.REVOKED})
# Of several ends on one day the one named first here is told.
FIRST_TOLD = (OrderEnd.DISCHARGED, OrderEnd.REVOKED, OrderEnd.SUPERSEDED, OrderEnd.EXPIRED)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class End:
    """How an order ends. Where it is its last day that ends it, that day is still its own (`runs_out`)."""

    on: date
    reason: OrderEnd
    runs_out: bool = False

    @property
    def told_from(self) -> date:
        """The first day on which it can be said that the order ended."""
        return self.on + A_DAY if self.runs_out else self.on


@dataclass(frozen=True)
class Order:
    """An order, its row of the order table, the last day that time leaves it, and how it ends."""

    granted: OrderGranted
    status: LegalStatus
    last_day: date | None
    end: End | None

    @property
    def since(self) -> date:
        """The day on which it was made."""
        return self.granted.occurred_on

    @property
    def ends_on(self) -> date | None:
        """The day on which it ended, or will."""
        return self.end.on if self.end else None

    @property
    def over_from(self) -> date | None:
        """The first day that is none of its own; the last day of one that runs out is."""
        return self.end.told_from if self.end else None

    @property
    def was_taken_back(self) -> bool:
        """Whether the court took it back."""
        return self.end is not None and self.end.reason in TAKEN_BACK

    def stands(self, on: date) -> bool:
        """Whether it stands at the end of a day."""
        return self.since <= on and (self.end is None or on < self.end.on)

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day; the last one counts."""
        return self.since <= on and (self.end is None or on < self.end.told_from)


@once
def orders_of(matter: LegalMatter) -> tuple[Order, ...]:
    """Every order of the child, by day, and of one day by id: how they were recorded does not matter."""
    made = [(each, row) for each in matter.every(OrderGranted) if (row := row_of(matter, each))]
    made.sort(key=lambda one: (one[0].occurred_on, one[0].order_id))
    return tuple(_order(matter, granted, row, made) for granted, row in made)


def row_of(matter: LegalMatter, granted: OrderGranted) -> LegalStatus | None:
    """The row of the order table that an order begins."""
    return matter.law.statuses.begun(type(granted).__name__, vars(granted))


def standing_on(matter: LegalMatter, on: date, *statuses: str) -> list[Order]:
    """The orders of these statuses, or all, that stand at the end of a day."""
    return [one for one in orders_of(matter) if one.stands(on) and (not statuses or one.status.status in statuses)]


def in_force_on(matter: LegalMatter, on: date, *statuses: str) -> list[Order]:
    """The orders of these statuses that are in force on a day; the last day counts."""
    return [one for one in orders_of(matter) if one.in_force(on) and one.status.status in statuses]


def must_agree(matter: LegalMatter, event: Event) -> None:
    """Refuse an event of an earlier day by which an order would have ended before the court took it back."""
    taken_back = {one.order_id: one for one in matter.every(OrderEnded) if one.reason in TAKEN_BACK}
    for order in orders_of(matter.apply(event)):
        told = taken_back.get(order.granted.order_id)
        if told and order.end and (order.end.on, order.end.reason) != (told.occurred_on, told.reason):
            words = order.status.words.lower()
            raise RuleBroken(
                f"the {words} of {words_of_day(order.since)} was {told.reason} on {words_of_day(told.occurred_on)},"
                " and would have ended before; check the day, or void that entry first"
            )


def chain(orders: Sequence[Order], order_id: OrderId | None) -> Iterator[Order]:
    """An order, the one that it extends, and so on to the first."""
    by_id = {one.granted.order_id: one for one in orders}
    while order_id and (one := by_id.pop(order_id, None)):
        yield one
        order_id = one.granted.extends


def conclude(matter: LegalMatter, today: date) -> Sequence[Event]:
    """The ends of orders that follow from the day, from other orders or from the proceedings, and are not told yet."""
    registered = matter.registered
    if registered is None:
        return ()
    told = {(each.order_id, each.occurred_on) for each in matter.every(OrderEnded)}
    return [
        OrderEnded(
            child_id=matter.child_id,
            authority=registered.authority,
            occurred_on=one.end.on,
            order_id=one.granted.order_id,
            reason=one.end.reason,
        )
        for one in orders_of(matter)
        if one.end and one.end.told_from <= today and (one.granted.order_id, one.end.on) not in told
    ]


def last_day_of(granted: OrderGranted, row: LegalStatus, born: date | None) -> End | None:
    """The day on which time ends an order: the court's, or else the longest that the law allows; or an age."""
    days = []
    if granted.until:
        days.append(End(granted.until, OrderEnd.EXPIRED, runs_out=True))
    elif row.longest and not granted.extends:
        days.append(End(row.longest.last_day(granted.occurred_on), OrderEnd.EXPIRED, runs_out=True))
    if row.until_age and born:
        grown = birthday(born, row.until_age.age)
        if row.until_age.ordered and (granted.until or grown <= granted.occurred_on):
            grown = birthday(born, row.until_age.ordered)
        days.append(End(grown, OrderEnd.EXPIRED))
    return min(days, key=lambda end: (end.on, end.runs_out), default=None)


def _order(
    matter: LegalMatter, granted: OrderGranted, row: LegalStatus, made: Sequence[tuple[OrderGranted, LegalStatus]]
) -> Order:
    last = last_day_of(granted, row, matter.born)
    ends = [
        End(each.occurred_on, each.reason)
        for each in matter.every(OrderEnded)
        if each.order_id == granted.order_id and each.reason in TAKEN_BACK
    ]
    ends += [
        End(each.occurred_on, OrderEnd.SUPERSEDED) for each, its_row in made if _gives_way(granted, row, each, its_row)
    ]
    if row.with_proceedings:
        ends += [End(each.occurred_on, OrderEnd.EXPIRED) for each in matter.every(ProceedingsConcluded)]
    if row.without_application and not (granted.until or granted.extends):
        over = row.without_application.last_day(granted.occurred_on)
        if not _applied_for(matter, granted.occurred_on, over):
            ends.append(End(over, OrderEnd.EXPIRED, runs_out=True))
    ends += [last] if last else []
    later = (end for end in ends if end.on >= granted.occurred_on)
    return Order(
        granted,
        row,
        last.on if last else None,
        min(later, key=lambda end: (end.on, FIRST_TOLD.index(end.reason), end.runs_out), default=None),
    )


def _applied_for(matter: LegalMatter, since: date, last: date) -> bool:
    """Whether a care or supervision application was before the court at some time between two days."""
    found = [(one.timetabled_from, one.concluded) for one in proceedings_of(matter)]
    return any(on and on <= last and not (end and end.occurred_on < since) for on, end in found)


def _gives_way(old: OrderGranted, old_row: LegalStatus, new: OrderGranted, new_row: LegalStatus) -> bool:
    """Whether an order gives way to another. Of two made on one day that would end each other, neither does."""
    if new.order_id == old.order_id:
        return False
    if new_row.status == old_row.status:
        later = (new.occurred_on, new.order_id) > (old.occurred_on, old.order_id)
        return not new_row.repeats and (new.extends == old.order_id or (later and old.extends != new.order_id))
    if old_row.status not in new_row.ended:
        return False
    mutual = new_row.status in old_row.ended
    return new.occurred_on > old.occurred_on or (new.occurred_on == old.occurred_on and not mutual)

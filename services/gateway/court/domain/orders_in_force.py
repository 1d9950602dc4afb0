"""Orders in force: which orders of the court are in force on a day, and what is told when one has ended."""

from collections.abc import Iterator, Sequence
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from shared.calendar import words_of_day
from shared.child_case import Order, orders_of
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.gateway import OrderEnded, OrderGranted
from shared.identifiers import OrderId
from shared.policy import orders
from shared.policy.statuses import LegalStatus


def row_of(matter: LegalMatter, granted: OrderGranted) -> LegalStatus | None:
    """The row of the order table that an order begins."""
    return orders.row_of(granted, matter.law.statuses)


def in_force_on(matter: LegalMatter, on: date, *statuses: str) -> list[Order]:
    """The orders of these statuses that are in force on a day; the last day counts."""
    return [order for order in orders_of(matter) if order.status.status in statuses and order.covers(on)]


def in_force_after(matter: LegalMatter, on: date, *statuses: str) -> list[Order]:
    """The orders of these statuses that are in force on a day and go on after it."""
    return [order for order in orders_of(matter) if order.status.status in statuses and order.outlasts(on)]


def must_agree(matter: LegalMatter, event: Event) -> None:
    """Refuse an event of an earlier day by which an order would have ended before the court took it back."""
    taken_back = {one.order_id: one for one in matter.every(OrderEnded) if one.reason in orders.TAKEN_BACK}
    for order in orders_of(matter.apply(event)):
        told = taken_back.get(order.granted.order_id)
        if told and order.end and (order.end.on, order.end.reason) != (told.occurred_on, told.reason):
            words = order.status.words.lower()
            raise RuleBroken(
                f"the {words} of {words_of_day(order.since)} was {told.reason} on {words_of_day(told.occurred_on)},"
                " and would have ended before; check the day, or void that entry first"
            )


def chain(known: Sequence[Order], order_id: OrderId | None) -> Iterator[Order]:
    """An order, the one that it extends, and so on to the first."""
    by_id = {one.granted.order_id: one for one in known}
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
            occurred_on=order.end.on,
            order_id=order.granted.order_id,
            reason=order.end.reason,
        )
        for order in orders_of(matter)
        if order.end and order.until and order.until <= today and (order.granted.order_id, order.end.on) not in told
    ]

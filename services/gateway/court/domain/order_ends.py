"""Ends of orders: how the court takes an order back; one that runs out, or gives way to another, ends by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.orders import is_asked_for, named
from services.gateway.court.domain.orders_in_force import must_agree
from shared.calendar import words_of_day
from shared.child_case import Order, orders_of
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import OrderEnd
from shared.events.gateway import OrderEnded, SupervisionOrderGranted
from shared.grounds import Grounds, Offer, ruled
from shared.identifiers import OrderId
from shared.policy.orders import TAKEN_BACK


def end(
    matter: LegalMatter,
    order_id: OrderId,
    on: date,
    reason: Literal[OrderEnd.DISCHARGED, OrderEnd.REVOKED],
) -> OrderEnded:
    """Record that the court discharged or revoked an order."""
    ended = GROUNDS.must_stand(matter, OrderEnded(**matter.about(on), order_id=order_id, reason=reason))
    must_agree(matter, ended)
    _must_leave_its_place(matter, ended)
    return ended


def _must_be_made(matter: LegalMatter, ended: OrderEnded) -> Order:
    """The order that ends. Refuses one that nobody recorded."""
    order = next((order for order in orders_of(matter) if order.granted.order_id == ended.order_id), None)
    if order is None:
        raise RuleBroken("no such order of this child is recorded; record the order first")
    return order


def _must_be_taken_back_so(matter: LegalMatter, ended: OrderEnded) -> None:
    row = _must_be_made(matter, ended).status
    if row.taken_back is None:
        raise RuleBroken(f"{named(row)} is never taken back; check which order ended")
    if row.taken_back.by is not ended.reason:
        raise RuleBroken(
            f"{named(row)} is {row.taken_back.by}, not {ended.reason} ({row.taken_back.clause}); record it so"
        )


def _must_be_in_force(matter: LegalMatter, ended: OrderEnded) -> None:
    order = _must_be_made(matter, ended)
    if not order.covers(ended.occurred_on):
        day = words_of_day(ended.occurred_on)
        raise RuleBroken(f"{named(order.status)} {_when(order)} and is not in force on {day}; check the day")


def _must_leave_its_place(matter: LegalMatter, ended: OrderEnded) -> None:
    """Refuse the end of a care order before the day on which a supervision order took its place."""
    without = matter.apply(ended)
    for made in matter.every(SupervisionOrderGranted):
        if not made.extends and is_asked_for(matter, made) and not is_asked_for(without, made):
            raise RuleBroken(
                f"a supervision order took its place on {words_of_day(made.occurred_on)}; "
                "check the day, or void that entry first"
            )


def _when(order: Order) -> str:
    made = f"was made on {words_of_day(order.since)}"
    return f"{made} and ended on {words_of_day(order.ends_on)}" if order.ends_on else made


def _is_of_the_court(ended: OrderEnded) -> bool:
    """Whether the court ended the order; what follows from the rest of the record is concluded from it, and undone."""
    return ended.reason in TAKEN_BACK


GROUNDS = Grounds[LegalMatter](
    (
        ruled((OrderEnded,), _must_be_made, "the order that it ends"),
        ruled((OrderEnded,), _must_be_taken_back_so, "a lawful end: {refusal}", only=_is_of_the_court),
        ruled(
            (OrderEnded,),
            _must_be_in_force,
            "the order in force on that day",
            only=_is_of_the_court,
            in_turn=True,
        ),
    )
)


def _taken_back(matter: LegalMatter, on: date) -> Iterator[Event]:
    for order in orders_of(matter):
        if order.status.taken_back and not order.was_taken_back:
            number, reason = order.granted.order_id, order.status.taken_back.by
            yield OrderEnded(**matter.about(on), order_id=number, reason=reason)


OFFERS: tuple[Offer[LegalMatter], ...] = (Offer("end_order", _taken_back),)

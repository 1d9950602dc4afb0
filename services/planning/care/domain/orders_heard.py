"""Orders heard of: which of the court's orders are the ground of care, and on which days, and which end it?"""

from collections.abc import Iterator
from datetime import date

from services.planning.child.domain import PermanenceCase
from shared.child_case import Order, orders_of
from shared.events.codes.planning import CareReason, LegalBasis


def is_ordered(case: PermanenceCase, basis: LegalBasis) -> bool:
    """Whether a legal ground is an order of the court."""
    return case.law.statuses.by_name[basis].is_order


def orders_that_are(case: PermanenceCase, basis: LegalBasis) -> list[Order]:
    """The orders that are such a ground."""
    return [order for order in orders_of(case) if order.status.status == basis]


def grounds_made_on(case: PermanenceCase, on: date) -> list[Order]:
    """The orders of a day that are a ground of care."""
    return [order for order in _grounds(case) if order.since == on]


def turns(case: PermanenceCase) -> Iterator[tuple[date, LegalBasis]]:
    """The days on which an order that is a ground of care begins or ends, and which is the ground after them.

    Of several in force that is the one that is reported first: a care order has effect again when a placement order is
    revoked (Adoption and Children Act 2002 s.29(1)).
    """
    grounds = _grounds(case)
    for day in {day for order in grounds for day in (order.since, order.ends_on) if day}:
        after = [order.status.status for order in grounds if order.outlasts(day)]
        if after:
            yield day, LegalBasis(min(after, key=case.law.statuses.rank))


def endings(case: PermanenceCase) -> Iterator[tuple[date, CareReason]]:
    """The days on which an order was made that ends care, and the reason that it gives."""
    for order in orders_of(case):
        if order.status.ends_care:
            yield order.since, order.status.ends_care.reason


def ends_by_order(case: PermanenceCase, reason: CareReason | None) -> bool:
    """Whether care that ended for a reason was ended by an order."""
    return reason in case.law.statuses.leaving_care


def place_of_ending(case: PermanenceCase, on: date, reason: CareReason | None) -> tuple[date, int]:
    """The place of an end of care among others: by day, and on one day an adoption before anything else."""
    by_order = case.law.statuses.leaving_care
    return on, by_order.index(reason) if reason in by_order else len(by_order)


def _grounds(case: PermanenceCase) -> list[Order]:
    bases = frozenset(LegalBasis)
    return [order for order in orders_of(case) if order.status.status in bases]

"""Lasting: may an order last so long, and may it extend another?"""

from collections.abc import Sequence
from datetime import date

from services.gateway.court.domain.orders_in_force import chain
from shared.calendar import birthday, words_of_day
from shared.child_case import Order
from shared.errors import RuleBroken
from shared.events.gateway import OrderGranted
from shared.policy.arithmetic import add_span, last_of
from shared.policy.statuses import Extension, LegalStatus


def must_last_lawfully(granted: OrderGranted, row: LegalStatus, orders: Sequence[Order], born: date | None) -> None:
    """Refuse an order that ends before it begins or lasts longer than the law allows, or a second one beside it."""
    if granted.until and granted.until < granted.occurred_on:
        raise RuleBroken("the order would end before it was made; check both days")
    if granted.until and not row.court_sets_end:
        raise RuleBroken(f"the court sets {_it(row)} no last day; leave it out, and record its end when it comes")
    if granted.extends:
        _must_extend(granted, row, list(chain(orders, granted.extends)))
    else:
        _must_be_alone(granted, row, orders)
        if row.longest:
            _at_most(granted, row.longest.last_day(granted.occurred_on), row.longest.clause)
    if row.until_age and born:
        _at_most(granted, birthday(born, row.until_age.ordered or row.until_age.age), row.until_age.clause)


def _must_be_alone(granted: OrderGranted, row: LegalStatus, orders: Sequence[Order]) -> None:
    """Refuse a second order of a kind beside the first, unless such orders are renewed freely or stand together."""
    same = [one for one in orders if one.status.status == row.status and one.outlasts(granted.occurred_on)]
    if not same or row.repeats:
        return
    day = words_of_day(same[0].since)
    if row.extension is None:
        raise RuleBroken(f"{_it(row)} of {day} stands already; record its end first, or correct that entry")
    if row.extension.at_a_time or row.extension.in_all:
        raise RuleBroken(f"{_it(row)} of {day} stands; name it as the order that this one extends")


def _must_extend(granted: OrderGranted, row: LegalStatus, before: Sequence[Order]) -> None:
    extension = row.extension
    if extension is None:
        raise RuleBroken(f"{_it(row)} is not extended; record it without naming another order")
    if not before or before[0].status.status != row.status or not before[0].covers(granted.occurred_on):
        raise RuleBroken(
            f"no such {row.words.lower()} is in force on {words_of_day(granted.occurred_on)}; name the one that is"
        )
    if extension.times and len(before) > extension.times:
        raise RuleBroken(f"{_it(row)} was extended already ({extension.clause}); another application is needed")
    latest = _latest(extension, before)
    if latest and granted.until is None:
        raise RuleBroken("an extension says its last day; give it")
    if latest:
        _at_most(granted, latest, extension.clause)


def _latest(extension: Extension, before: Sequence[Order]) -> date | None:
    """The last day that an extension may reach; none where the law sets none."""
    days = []
    if extension.at_a_time:
        days.append(add_span(before[0].last_day or before[0].since, extension.at_a_time))
    if extension.in_all:
        days.append(last_of(before[-1].since, extension.in_all))
    return min(days, default=None)


def _at_most(granted: OrderGranted, latest: date, clause: str) -> None:
    if granted.until and granted.until > latest:
        reaches, wanted = words_of_day(latest), words_of_day(granted.until)
        raise RuleBroken(f"the order may last to {reaches} at most ({clause}), not to {wanted}; check the day")


def latest_day(orders: Sequence[Order], order: Order, born: date | None) -> date | None:
    """The last day that any extension of an order may reach."""
    row = order.status
    reach = _latest(row.extension, list(chain(orders, order.granted.order_id))) if row.extension else None
    grown = birthday(born, row.until_age.ordered or row.until_age.age) if row.until_age and born else None
    return min((day for day in (reach, grown) if day), default=None)


def _it(row: LegalStatus) -> str:
    return f"the {row.words[0].lower()}{row.words[1:]}"

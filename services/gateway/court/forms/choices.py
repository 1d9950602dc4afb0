"""What may be chosen in the forms of the court's orders: what it directed, and which orders were made."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.orders import REQUIREMENTS
from services.gateway.court.domain.timetable import directions_of
from shared.auth.caller import Caller
from shared.calendar import words_of_day
from shared.child_case import Order, orders_of
from shared.events.codes.gateway import OrderCondition
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.reading.packs import policy_of
from shared.web.forms.choices import Found, choosing
from shared.web.forms.fields import Choice
from shared.words import in_words


@choosing
async def directions(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """What the court directed and was not met."""
    matter = await look(work, LegalMatter, child)
    given = [one for one in directions_of(matter) if one.met_on is None]
    return {
        "direction_id": [
            (str(one.given.direction_id), f"{in_words(one.given.kind)}, due on {words_of_day(one.given.due_on)}")
            for one in given
        ]
    }


@choosing
async def orders_made(work: UnitOfWork, _caller: Caller, child: UUID) -> Found:
    """The orders that may be extended or taken back, the latest first; one that ran out may be so of an earlier day.

    And the conditions that an order may have, those of a supervision order in the words of the law.
    """
    matter = await look(work, LegalMatter, child)
    made = orders_of(matter)[::-1]
    return {
        "extends": _orders(one for one in made if one.status.extension),
        "order_id": _orders(one for one in made if one.status.taken_back and not one.was_taken_back),
        "conditions": [(code.value, words) for code, words in conditions_of(matter.authority).items()],
    }


def conditions_of(authority: str) -> Mapping[OrderCondition, str]:
    """What the court may attach to an order, in words."""
    words = {item.code: item.words for item in policy_of(authority).items(REQUIREMENTS)}
    return {code: words.get(code, in_words(code)) for code in OrderCondition}


def _orders(orders: Iterable[Order]) -> Sequence[Choice]:
    return [(str(one.granted.order_id), f"{one.status.words}, {_days(one)}") for one in orders]


def _days(order: Order) -> str:
    """From when until when an order lasts, as far as that is known."""
    since = words_of_day(order.since)
    return f"{since} to {words_of_day(order.ends_on)}" if order.ends_on else f"made on {since}"

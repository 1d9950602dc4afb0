"""Orders that are refused: each guard, and the sentence that says what to do."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import in_proceedings, order_ends, orders
from shared.child_case import orders_of
from shared.errors import RuleBroken
from shared.events.codes.gateway import Application, ContactScope, OrderCondition, OrderEnd
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.identifiers import OrderId
from shared.policy.reading.packs import load_pack
from tests.gateway.court import Child, adopted, day, in_care, placed, to_be_discharged


def seventeen() -> Child:
    return Child(born="2009-01-10").before_the_court()


def to_be_placed() -> Child:
    """A child about whom the court is asked for a placement order alone; for care it is asked later."""
    child = Child().should_be_placed().issued("2026-05-25", Application.PLACEMENT)
    return child.decided("2026-06-08").issued("2026-06-08")


def extended_once(until: str) -> object:
    child = Child()
    first = child.granted(EmergencyProtectionOrderGranted, "2026-03-02", until="2026-03-09")
    return child.granted(EmergencyProtectionOrderGranted, "2026-03-09", until=until, extends=first.order_id)


def extended_twice() -> object:
    child = Child()
    first = child.granted(EmergencyProtectionOrderGranted, "2026-03-02", until="2026-03-09")
    second = child.granted(EmergencyProtectionOrderGranted, "2026-03-09", until="2026-03-16", extends=first.order_id)
    return child.granted(EmergencyProtectionOrderGranted, "2026-03-16", until="2026-03-20", extends=second.order_id)


def supervised(*, until: str | None = None, named: bool = True, on: str = "2027-02-01") -> object:
    child = Child().before_the_court()
    first = child.granted(SupervisionOrderGranted, "2026-03-02", until="2027-03-01")
    terms = {**({"until": until} if until else {}), **({"extends": first.order_id} if named else {})}
    return child.granted(SupervisionOrderGranted, on, **terms)


def under_a_law_without_orders() -> LegalMatter:
    """A matter of an authority of which no policy says which orders there are."""
    law = load_pack("england")
    bare = replace(law, packs=tuple(pack.model_copy(update={"statuses": ()}) for pack in law.packs))
    return replace(Child().before_the_court().matter, laws=lambda _: bare)


def take_back(child: Child, nth: int, on: str, reason: OrderEnd) -> object:
    order = sorted(orders_of(child.matter), key=lambda one: (one.since, one.status.status))[nth]
    return child.ended(order.granted, on, reason)


REFUSALS: dict[str, Callable[[], object]] = {
    "the child is not born, and no order can be made yet; record the birth first": lambda: Child(born=None).granted(
        EmergencyProtectionOrderGranted, "2026-02-02"
    ),
    r"an interim care order cannot be made about somebody who turned 17 on 10 January 2026 \(Children Act": lambda: (
        seventeen().granted(InterimCareOrderGranted, "2026-02-02")
    ),
    "a supervision order cannot be made about somebody who turned 17": lambda: seventeen().granted(
        SupervisionOrderGranted, "2026-02-02"
    ),
    "a special guardianship order cannot be made about somebody who turned 18": lambda: Child(
        born="2008-01-10"
    ).granted(SpecialGuardianshipOrderGranted, "2026-02-02"),
    "record that the application was issued first": lambda: Child().granted(CareOrderGranted, "2026-02-02"),
    "the day is before the application was issued": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-01-18")
    ),
    r"an interim care order needs an application for care or supervision \(Children Act 1989 s.38\(1\)\(a\)\); rec": (
        lambda: to_be_placed().granted(InterimCareOrderGranted, "2026-06-01")
    ),
    r"a care order needs an application for care or supervision \(Children Act 1989 s.31\(1\)\); record that it": (
        lambda: to_be_placed().granted(CareOrderGranted, "2026-06-01")
    ),
    "a supervision order needs an application for care or supervision": lambda: to_be_placed().granted(
        SupervisionOrderGranted, "2026-06-01"
    ),
    "an interim supervision order needs an application for care or supervision": lambda: to_be_discharged().granted(
        InterimSupervisionOrderGranted, "2027-02-08"
    ),
    "a placement order needs a should-be-placed decision first; record": lambda: (
        Child().before_the_court().should_be_placed("2026-05-18").granted(PlacementOrderGranted, "2026-05-17")
    ),
    "a placement order needs a placement application; record that it was issued first": lambda: (
        Child().before_the_court().should_be_placed().granted(PlacementOrderGranted, "2026-06-22")
    ),
    "an adoption order needs a placement order, or each parent's consent": lambda: Child().granted(
        AdoptionOrderGranted, "2026-02-02"
    ),
    "the child is adopted, and no order": lambda: adopted().granted(CareOrderGranted, "2027-02-01"),
    "a special guardianship order cannot be made while a placement order stands; record the end": lambda: (
        placed().granted(SpecialGuardianshipOrderGranted, "2026-09-01")
    ),
    "an interim supervision order cannot be made while a placement order stands": lambda: placed().granted(
        InterimSupervisionOrderGranted, "2026-09-01"
    ),
    "a supervision order cannot be made while a placement order stands": lambda: placed().granted(
        SupervisionOrderGranted, "2026-09-01"
    ),
    r"child arrangements order \(spend time with\) cannot be made while a care order stands": lambda: in_care().granted(
        ChildArrangementsOrderGranted, "2026-09-01", scope=ContactScope.SPEND_TIME_WITH
    ),
    "the care order of 22 June 2026 stands already; record its end first, or correct that entry": lambda: (
        in_care().granted(CareOrderGranted, "2026-06-23")
    ),
    "only a child arrangements order has a scope": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-06-22", scope=ContactScope.LIVE_WITH)
    ),
    r"only a supervision order has this requirement, and this is a care order: To live where .*; leave": (
        lambda: (
            Child()
            .before_the_court()
            .granted(CareOrderGranted, "2026-06-22", conditions=(OrderCondition.LIVE_WHERE_DIRECTED,))
        )
    ),
    "the order would end before it was made": lambda: Child().granted(
        EmergencyProtectionOrderGranted, "2026-02-02", until="2026-02-01"
    ),
    "the court sets the care order no last day; leave it out": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-06-22", until="2027-06-21")
    ),
    "the court sets the placement order no last day": lambda: (
        Child().before_the_court().asked_to_be_placed().granted(PlacementOrderGranted, "2026-06-22", until="2027-06-21")
    ),
    "the court sets the special guardianship order no last day": lambda: Child().granted(
        SpecialGuardianshipOrderGranted, "2026-06-22", until="2027-06-21"
    ),
    "the court sets the adoption order no last day": lambda: placed().granted(
        AdoptionOrderGranted, "2027-02-01", until="2030-01-01"
    ),
    r"order may last to 10 February 2026 at most \(Children Act 1989 s.45\(1\) and \(2\)\), not to 11 Feb": lambda: (
        Child().granted(EmergencyProtectionOrderGranted, "2026-02-02", until="2026-02-11")
    ),
    "may last to 1 February 2027 at most": lambda: (
        Child().before_the_court().granted(SupervisionOrderGranted, "2026-02-02", until="2027-02-02")
    ),
    r"may last to 15 June 2038 at most \(Children Act 1989 s.91\(10A\) and \(11\)\)": lambda: Child().granted(
        ChildArrangementsOrderGranted, "2026-02-02", until="2038-06-16"
    ),
    "the supervision order of 2 March 2026 stands; name it as the order that this one extends": lambda: supervised(
        named=False
    ),
    "an extension says its last day": supervised,
    "may last to 1 March 2029 at most": lambda: supervised(until="2029-03-02"),
    "no such supervision order is in force on 2 March 2027; name the one that is": lambda: supervised(
        until="2027-09-01", on="2027-03-02"
    ),
    "may last to 16 March 2026 at most": lambda: extended_once("2026-03-17"),
    "the emergency protection order was extended already": extended_twice,
    "the care order is not extended; record it without": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-06-22", extends=OrderId(uuid4()))
    ),
    "no such order of this child is recorded": lambda: order_ends.end(
        Child().matter, OrderId(uuid4()), day("2026-02-02"), OrderEnd.DISCHARGED
    ),
    r"a placement order is revoked, not discharged \(2002 Act s.24\)": lambda: take_back(
        placed(), 1, "2026-09-01", OrderEnd.DISCHARGED
    ),
    r"a care order is discharged, not revoked \(.*\); record it so": lambda: take_back(
        placed(), 0, "2026-09-01", OrderEnd.REVOKED
    ),
    "an adoption order is never taken back": lambda: take_back(adopted(), 2, "2027-03-01", OrderEnd.DISCHARGED),
    "a care order was made on 22 June 2026 and ended on 1 February 2027 and is not in force on 1 March 2027": lambda: (
        take_back(adopted(), 0, "2027-03-01", OrderEnd.DISCHARGED)
    ),
    "the placement order of 22 June 2026 lets the profile be shared": lambda: in_proceedings.give_leave(
        placed().matter, day("2026-09-01"), photographs=False
    ),
    "the order table has no such order; have the policy pack completed first": lambda: orders.grant(
        under_a_law_without_orders(), CareOrderGranted, OrderId(uuid4()), day("2026-02-02")
    ),
    "no proceedings are open; record": lambda: in_proceedings.give_leave(
        Child().matter, day("2026-09-01"), photographs=False
    ),
}


@pytest.mark.parametrize("says", REFUSALS)
def test_a_refusal_says_what_to_do(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()

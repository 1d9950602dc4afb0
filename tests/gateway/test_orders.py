"""Orders: on which ground, for how long, what they end, how they end by themselves, and what a refusal says to do."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from services.gateway.domain import orders, proceedings
from services.gateway.domain.lasting import latest_day
from services.gateway.domain.standing import orders_of
from shared.errors import RuleBroken
from shared.events.codes import ContactScope, LegalBasis, OrderCondition, OrderEnd, ProceedingsOutcome
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildBorn,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.identifiers import OrderId
from shared.policy.packs import order_table
from tests.gateway.court import Child, day


def placed(on: str = "2026-06-22") -> Child:
    """A child under a care order and a placement order."""
    child = Child().before_the_court().should_be_placed()
    child.granted(CareOrderGranted, on)
    child.granted(PlacementOrderGranted, on)
    return child


def latest(child: Child) -> date | None:
    """The last day that an extension of the last order may reach."""
    every = orders_of(child.matter, order_table(child.authority))
    return latest_day(every, every[-1], child.matter.born)


def test_an_order_says_its_conditions_and_the_leave_that_it_bears() -> None:
    order = (
        Child()
        .before_the_court()
        .granted(
            InterimCareOrderGranted,
            "2026-01-26",
            conditions=(OrderCondition.FAMILY_TIME,),
            leave_to_share_profile=True,
        )
    )
    assert order.conditions == (OrderCondition.FAMILY_TIME,)
    assert order.leave_to_share_profile


def test_a_care_order_ends_the_interim_order_and_the_supervision_order() -> None:
    child = Child().before_the_court()
    child.granted(InterimCareOrderGranted, "2026-01-26")
    child.granted(SupervisionOrderGranted, "2026-03-02")
    assert child.comes("2026-03-02") == [("InterimCareOrder", "2026-03-02", "superseded")]
    child.granted(CareOrderGranted, "2026-06-22")
    assert child.comes("2026-06-22") == [("SupervisionOrder", "2026-06-22", "superseded")]
    assert child.comes("2026-06-23") == []


def test_a_placement_order_leaves_the_care_order_standing_and_an_adoption_order_ends_both() -> None:
    child = placed()
    assert child.comes("2026-06-22") == []
    child.granted(AdoptionOrderGranted, "2027-02-01")
    assert sorted(child.comes("2027-02-01")) == [
        ("CareOrder", "2027-02-01", "superseded"),
        ("PlacementOrder", "2027-02-01", "superseded"),
    ]


@pytest.mark.parametrize("order", [SpecialGuardianshipOrderGranted, ChildArrangementsOrderGranted])
def test_special_guardianship_and_a_live_with_order_discharge_a_care_order(order: type) -> None:
    child = Child().before_the_court()
    child.granted(CareOrderGranted, "2026-06-22")
    child.granted(order, "2027-02-01")
    assert child.comes("2027-02-01") == [("CareOrder", "2027-02-01", "superseded")]


def test_an_order_that_runs_out_is_told_the_day_after_its_last_once_and_after_downtime_too() -> None:
    child = Child().before_the_court()
    child.granted(SupervisionOrderGranted, "2026-03-02", until="2026-12-01")
    assert child.comes("2026-12-01") == []
    assert child.comes("2027-05-01") == [("SupervisionOrder", "2026-12-01", "expired")]
    assert child.comes("2027-05-02") == []


def test_an_order_without_a_day_lasts_as_long_as_the_law_allows() -> None:
    child = Child()
    child.granted(EmergencyProtectionOrderGranted, "2026-03-02")
    assert child.comes("2026-03-10") == []
    assert child.comes("2026-03-11") == [("EmergencyProtectionOrder", "2026-03-10", "expired")]


def test_turning_eighteen_ends_care_and_placement_orders_on_the_birthday() -> None:
    child = Child(born="2009-06-15").before_the_court().should_be_placed()
    child.granted(CareOrderGranted, "2026-06-01")
    child.granted(PlacementOrderGranted, "2026-06-01")
    assert child.comes("2027-06-14") == []
    assert sorted(child.comes("2027-06-15")) == [
        ("CareOrder", "2027-06-15", "expired"),
        ("PlacementOrder", "2027-06-15", "expired"),
    ]


@pytest.mark.parametrize(
    ("authority", "scope", "until", "ends"),
    [
        ("warrington", ContactScope.LIVE_WITH, None, "2038-06-15"),
        ("warrington", ContactScope.SPEND_TIME_WITH, None, "2036-06-15"),
        ("bradford", ContactScope.LIVE_WITH, None, "2036-06-15"),
        ("bradford", ContactScope.LIVE_WITH, "2037-12-31", "2037-12-31"),
        ("county", ContactScope.LIVE_WITH, None, "2038-06-15"),
        ("county", ContactScope.SPEND_TIME_WITH, None, "2036-06-15"),
    ],
)
def test_child_arrangements_end_at_the_age_of_the_policy_or_as_ordered(
    authority: str, scope: ContactScope, until: str | None, ends: str
) -> None:
    child = Child(authority)
    child.granted(ChildArrangementsOrderGranted, "2026-02-02", scope=scope, **({"until": until} if until else {}))
    assert child.comes("2040-01-01") == [("ChildArrangementsOrder", ends, "expired")]


def test_an_interim_order_ends_when_the_proceedings_do() -> None:
    child = Child().before_the_court()
    child.granted(InterimCareOrderGranted, "2026-01-26")
    child.then(proceedings.conclude(child.matter, day("2026-06-22"), ProceedingsOutcome.NO_ORDER))
    assert child.comes("2026-06-22") == [("InterimCareOrder", "2026-06-22", "expired")]


def test_interim_orders_are_renewed_freely() -> None:
    child = Child().before_the_court()
    first = child.granted(InterimCareOrderGranted, "2026-01-26", until="2026-03-30")
    child.granted(InterimCareOrderGranted, "2026-03-30", extends=first.order_id)
    assert child.comes("2026-04-01") == [("InterimCareOrder", "2026-03-30", "superseded")]


def test_a_supervision_order_is_extended_without_new_proceedings_to_three_years_in_all() -> None:
    child = Child().before_the_court()
    first = child.granted(SupervisionOrderGranted, "2026-03-02", until="2027-03-01")
    child.then(proceedings.conclude(child.matter, day("2026-03-02"), ProceedingsOutcome.SUPERVISION_ORDER))
    second = child.granted(SupervisionOrderGranted, "2027-02-01", until="2028-02-29", extends=first.order_id)
    child.granted(SupervisionOrderGranted, "2028-02-29", until="2029-03-02", extends=second.order_id)
    assert latest(child) == day("2029-03-02")
    assert child.comes("2029-03-03") == [
        ("SupervisionOrder", "2027-02-01", "superseded"),
        ("SupervisionOrder", "2028-02-29", "superseded"),
        ("SupervisionOrder", "2029-03-02", "expired"),
    ]


def test_the_court_takes_an_order_back() -> None:
    child = placed()
    care, placement = (one.granted for one in orders_of(child.matter, order_table("warrington")))
    if isinstance(care, PlacementOrderGranted):
        care, placement = placement, care
    child.ended(placement, "2026-09-01", OrderEnd.REVOKED)
    child.ended(care, "2026-10-01")
    assert child.comes("2027-01-01") == []
    assert not [one for one in orders_of(child.matter, order_table("warrington")) if one.stands(day("2026-10-01"))]


def test_leave_to_share_the_profile_is_the_courts_before_a_placement_order() -> None:
    child = Child().before_the_court()
    leave = orders.give_leave(child.matter, order_table("warrington"), day("2026-03-02"), photographs=True)
    assert leave.photographs


def test_an_order_may_be_recorded_for_a_day_before_the_child_was_adopted() -> None:
    child = placed()
    child.granted(AdoptionOrderGranted, "2027-02-01")
    child.granted(SpecialGuardianshipOrderGranted, "2026-02-02")
    assert ("SpecialGuardianshipOrder", "2027-02-01", "superseded") in child.comes("2027-02-01")


def seventeen() -> Child:
    return Child(born="2009-01-10").before_the_court()


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


def take_back(child: Child, nth: int, on: str, reason: OrderEnd) -> object:
    table = order_table(child.authority)
    order = sorted(orders_of(child.matter, table), key=lambda one: (one.since, one.status.status))[nth]
    return child.ended(order.granted, on, reason)


REFUSALS: dict[str, Callable[[], object]] = {
    "the child is not born, and no order can be made yet; record the birth first": lambda: Child(born=None).granted(
        EmergencyProtectionOrderGranted, "2026-02-02"
    ),
    r"an interim care order cannot be made about somebody who turned 17 on 2026-01-10 \(Children Act": lambda: (
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
    "a placement order needs a should-be-placed decision first; record": lambda: (
        Child().before_the_court().should_be_placed("2026-05-18").granted(PlacementOrderGranted, "2026-05-17")
    ),
    "an adoption order needs a placement order here": lambda: Child().granted(AdoptionOrderGranted, "2026-02-02"),
    "the child is adopted, and no order": lambda: adopted().granted(CareOrderGranted, "2027-02-01"),
    "a special guardianship order cannot be made while a placement order stands; record the end": lambda: (
        placed().granted(SpecialGuardianshipOrderGranted, "2026-09-01")
    ),
    "a supervision order cannot be made while a placement order stands": lambda: placed().granted(
        SupervisionOrderGranted, "2026-09-01"
    ),
    r"child arrangements order \(spend time with\) cannot be made while a care order stands": lambda: in_care().granted(
        ChildArrangementsOrderGranted, "2026-09-01", scope=ContactScope.SPEND_TIME_WITH
    ),
    "the care order of 2026-06-22 stands already": lambda: in_care().granted(CareOrderGranted, "2026-06-23"),
    "only a child arrangements order has a scope": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-06-22", scope=ContactScope.LIVE_WITH)
    ),
    "the order would end before it was made": lambda: Child().granted(
        EmergencyProtectionOrderGranted, "2026-02-02", until="2026-02-01"
    ),
    "the adoption order has no end of its own": lambda: placed().granted(
        AdoptionOrderGranted, "2027-02-01", until="2030-01-01"
    ),
    r"may last to 2026-02-10 at most \(Children Act 1989 s.45\(1\) and \(2\)\), not to 2026-02-11": lambda: (
        Child().granted(EmergencyProtectionOrderGranted, "2026-02-02", until="2026-02-11")
    ),
    "may last to 2027-02-02 at most": lambda: (
        Child().before_the_court().granted(SupervisionOrderGranted, "2026-02-02", until="2027-02-03")
    ),
    r"may last to 2038-06-15 at most \(Children Act 1989 s.91\(12\)\)": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-02-02", until="2038-06-16")
    ),
    "the supervision order of 2026-03-02 stands; name it as the order that this one extends": lambda: supervised(
        named=False
    ),
    "an extension says its last day": supervised,
    "may last to 2029-03-02 at most": lambda: supervised(until="2029-03-03"),
    "no such supervision order is in force on 2027-03-02; name the one that is": lambda: supervised(
        until="2027-09-01", on="2027-03-02"
    ),
    "may last to 2026-03-16 at most": lambda: extended_once("2026-03-17"),
    "the emergency protection order was extended already": extended_twice,
    "the care order is not extended; record it without": lambda: (
        Child().before_the_court().granted(CareOrderGranted, "2026-06-22", extends=OrderId(uuid4()))
    ),
    "no such order of this child is recorded": lambda: orders.end(
        Child().matter, order_table("warrington"), OrderId(uuid4()), day("2026-02-02"), OrderEnd.DISCHARGED
    ),
    r"a placement order is revoked, not discharged \(2002 Act s.24\)": lambda: take_back(
        placed(), 1, "2026-09-01", OrderEnd.DISCHARGED
    ),
    r"a care order is discharged, not revoked": lambda: take_back(placed(), 0, "2026-09-01", OrderEnd.REVOKED),
    "an adoption order is never taken back": lambda: take_back(adopted(), 2, "2027-03-01", OrderEnd.DISCHARGED),
    "a care order was made on 2026-06-22 and ended on 2027-02-01 and does not stand on 2027-03-01": lambda: take_back(
        adopted(), 0, "2027-03-01", OrderEnd.DISCHARGED
    ),
    "the placement order of 2026-06-22 lets the profile be shared": lambda: orders.give_leave(
        placed().matter, order_table("warrington"), day("2026-09-01"), photographs=False
    ),
    "no proceedings are open; record": lambda: orders.give_leave(
        Child().matter, order_table("warrington"), day("2026-09-01"), photographs=False
    ),
}


def in_care() -> Child:
    child = Child().before_the_court()
    child.granted(CareOrderGranted, "2026-06-22")
    return child


def adopted() -> Child:
    child = placed()
    child.granted(AdoptionOrderGranted, "2027-02-01")
    return child


@pytest.mark.parametrize("says", REFUSALS)
def test_a_refusal_says_what_to_do(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()


def test_a_child_born_since_may_have_orders() -> None:
    child = Child(born=None).before_the_court()
    child.known(ChildBorn, "2026-02-10", date_of_birth=day("2026-02-09"))
    child.in_care("2026-02-10", LegalBasis.SECTION_20)
    child.granted(InterimCareOrderGranted, "2026-02-16")
    assert child.comes("2044-02-09") == [("InterimCareOrder", "2044-02-09", "expired")]

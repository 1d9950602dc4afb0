"""Orders: on which ground, for how long, what they end, how they end by themselves, and what a refusal says to do."""

from datetime import date

import pytest

from services.gateway.court.domain import in_proceedings, orders, proceedings
from services.gateway.court.domain.order_length import latest_day
from shared.child_case import orders_of
from shared.errors import RuleBroken
from shared.events.codes.gateway import ContactScope, OrderCondition, OrderEnd, ProceedingsOutcome
from shared.events.codes.planning import LegalBasis
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildBorn,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    OrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.policy.reading.packs import policy_of
from tests.gateway.court import Child, day, placed


def latest(child: Child) -> date | None:
    """The last day that an extension of the last order may reach."""
    every = orders_of(child.matter)
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


def test_each_requirement_of_the_law_may_be_in_a_supervision_order() -> None:
    of_the_law = [OrderCondition(item.code) for item in policy_of("warrington").items(orders.REQUIREMENTS)]
    assert len(of_the_law) == 9
    order = (
        Child()
        .before_the_court()
        .granted(SupervisionOrderGranted, "2026-02-02", conditions=(*of_the_law, OrderCondition.FAMILY_TIME))
    )
    assert order.conditions == (*of_the_law, OrderCondition.FAMILY_TIME)


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
    child = Child(born="2009-06-15").before_the_court().asked_to_be_placed()
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


def test_child_arrangements_made_after_the_sixteenth_birthday_end_with_childhood() -> None:
    child = Child(born="2008-06-15")
    child.granted(ChildArrangementsOrderGranted, "2026-02-02", scope=ContactScope.SPEND_TIME_WITH)
    assert child.comes("2030-01-01") == [("ChildArrangementsOrder", "2026-06-15", "expired")]


@pytest.mark.parametrize("order", [InterimCareOrderGranted, InterimSupervisionOrderGranted])
def test_an_interim_order_ends_when_the_proceedings_do(order: type[OrderGranted]) -> None:
    child = Child().before_the_court()
    made = child.granted(order, "2026-01-26")
    child.then(proceedings.conclude(child.matter, day("2026-06-22"), ProceedingsOutcome.NO_ORDER))
    assert child.comes("2026-06-22") == [(type(made).__name__.removesuffix("Granted"), "2026-06-22", "expired")]


@pytest.mark.parametrize("final", [CareOrderGranted, SupervisionOrderGranted])
def test_a_final_order_ends_the_interim_supervision_order(final: type[OrderGranted]) -> None:
    child = Child().before_the_court()
    child.granted(InterimSupervisionOrderGranted, "2026-01-26")
    child.granted(final, "2026-06-22")
    assert child.comes("2026-06-22") == [("InterimSupervisionOrder", "2026-06-22", "superseded")]


def test_a_child_under_an_interim_supervision_order_is_not_looked_after_and_may_live_with_somebody_by_order() -> None:
    child = Child().before_the_court()
    child.granted(InterimSupervisionOrderGranted, "2026-01-26")
    child.granted(ChildArrangementsOrderGranted, "2026-01-26")
    assert child.codes()[-2:] == [
        ("2026-01-26", "child_arrangements_order", None, False),
        ("2037-06-15", "child_arrangements_order", None, False),  # the interim one beside it ends at 17
    ]
    assert child.history().spells[-2].standing == ("child_arrangements_order", "interim_supervision_order")


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
    child.granted(SupervisionOrderGranted, "2028-02-29", until="2029-03-01", extends=second.order_id)
    assert latest(child) == day("2029-03-01")
    assert child.comes("2029-03-02") == [
        ("SupervisionOrder", "2027-02-01", "superseded"),
        ("SupervisionOrder", "2028-02-29", "superseded"),
        ("SupervisionOrder", "2029-03-01", "expired"),
    ]


def test_an_order_is_extended_past_the_age_at_which_none_can_be_made() -> None:
    child = Child(born="2009-06-15").before_the_court()
    first = child.granted(SupervisionOrderGranted, "2026-06-01", until="2026-12-01")
    child.granted(SupervisionOrderGranted, "2026-11-30", until="2027-06-01", extends=first.order_id)
    assert latest(child) == day("2027-06-15")


def test_the_court_takes_an_order_back() -> None:
    child = placed()
    care, placement = (one.granted for one in orders_of(child.matter))
    if isinstance(care, PlacementOrderGranted):
        care, placement = placement, care
    child.ended(placement, "2026-09-01", OrderEnd.REVOKED)
    child.ended(care, "2026-10-01")
    assert child.comes("2027-01-01") == []
    assert not [one for one in orders_of(child.matter) if one.outlasts(day("2026-10-01"))]


def test_the_court_takes_an_order_back_on_its_last_day_and_not_after() -> None:
    child = Child()
    order = child.granted(EmergencyProtectionOrderGranted, "2026-03-02", until="2026-03-09")
    with pytest.raises(RuleBroken, match="is not in force on"):
        child.ended(order, "2026-03-10")
    child.ended(order, "2026-03-09")
    assert child.comes("2026-03-10") == []


def test_leave_to_share_the_profile_is_the_courts_before_a_placement_order() -> None:
    child = Child().before_the_court()
    leave = in_proceedings.give_leave(child.matter, day("2026-03-02"), photographs=True)
    assert leave.photographs


def test_an_order_may_be_recorded_for_a_day_before_the_child_was_adopted() -> None:
    child = placed()
    child.granted(AdoptionOrderGranted, "2027-02-01")
    child.granted(SpecialGuardianshipOrderGranted, "2026-02-02")
    assert ("SpecialGuardianshipOrder", "2027-02-01", "superseded") in child.comes("2027-02-01")


def test_a_child_born_since_may_have_orders() -> None:
    child = Child(born=None).decided()
    child.known(ChildBorn, "2026-02-10", date_of_birth=day("2026-02-09"))
    child.issued("2026-02-10")
    child.in_care("2026-02-10", LegalBasis.SECTION_20)
    child.granted(InterimCareOrderGranted, "2026-02-16")
    assert child.comes("2044-02-09") == [("InterimCareOrder", "2043-02-09", "expired")]

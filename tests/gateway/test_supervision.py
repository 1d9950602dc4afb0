"""Supervision orders: the support plan, the visits, the midway review, and the way back to the panel."""

from collections.abc import Callable

import pytest

from services.gateway.court.domain import supervision
from services.gateway.court.read_model.supervision import due_under, shown
from shared.errors import RuleBroken
from shared.events.codes.gateway import ReferralPurpose
from shared.events.codes.roles import Role
from shared.events.gateway import (
    InterimSupervisionOrderGranted,
    OrderGranted,
    ReferredToLegalGateway,
    SupervisionOrderGranted,
)
from shared.identifiers import new_id
from tests.gateway.court import Child, day
from tests.policy.story import Story


def supervised(authority: str = "warrington") -> tuple[Child, OrderGranted]:
    """A child under a supervision order from 2 March 2026 to 1 March 2027."""
    child = Child(authority).before_the_court()
    return child, child.granted(SupervisionOrderGranted, "2026-03-02", until="2027-03-01")


def planned(authority: str = "warrington") -> Child:
    """The same with a support plan."""
    child, _ = supervised(authority)
    child.then(supervision.make_plan(child.matter, day("2026-03-03")))
    return child


def visit(child: Child, on: str, *, seen_alone: bool = True) -> None:
    child.then(supervision.visit(child.matter, day(on), seen_alone=seen_alone))


def test_plan_visits_review_and_return_to_the_panel_are_told_order_by_order() -> None:
    child = planned()
    visit(child, "2026-03-30")
    visit(child, "2026-04-27", seen_alone=False)
    child.reviewed("2026-08-24")
    child.known(
        ReferredToLegalGateway,
        "2026-11-23",
        referral_id=new_id(),
        purpose=ReferralPurpose.SUPERVISION_ORDER_EXTENSION,
    )
    (one,) = shown(child.matter, day("2026-12-01"))
    assert one.plans == [day("2026-03-03")]
    assert [(str(each.on), each.seen_alone) for each in one.visits] == [("2026-03-30", True), ("2026-04-27", False)]
    assert [(str(each.on), each.chaired_by_role) for each in one.reviews] == [("2026-08-24", Role.SERVICE_MANAGER)]
    assert one.back_before_the_panel_on == day("2026-11-23")
    assert (one.in_force, one.last_day, one.latest_day) == (True, day("2027-03-01"), day("2029-03-01"))
    assert not shown(child.matter, day("2027-03-02"))[0].in_force


def test_a_visit_on_the_last_day_counts_and_an_extended_order_goes_on_as_its_own() -> None:
    child, first = supervised()
    child.granted(SupervisionOrderGranted, "2027-03-01", until="2028-02-29", extends=first.order_id)
    visit(child, "2027-03-01")
    old, new = shown(child.matter, day("2027-03-02"))
    assert (len(old.visits), len(new.visits)) == (0, 1)
    assert new.extends == old.order_id


def test_plan_and_visits_go_on_under_an_interim_order_and_it_takes_nothing_from_the_year_of_the_final_one() -> None:
    child = Child().before_the_court()
    interim = child.granted(InterimSupervisionOrderGranted, "2026-02-02", until="2026-04-27")
    child.then(supervision.make_plan(child.matter, day("2026-02-09")))
    visit(child, "2026-03-02")
    child.granted(InterimSupervisionOrderGranted, "2026-04-27", extends=interim.order_id)
    child.granted(SupervisionOrderGranted, "2026-06-22", until="2027-06-01")
    first, second, final = shown(child.matter, day("2026-06-22"))
    assert (first.plans, len(first.visits), first.status) == ([day("2026-02-09")], 1, "interim_supervision_order")
    assert [one.in_force for one in (first, second, final)] == [False, False, True]
    assert final.latest_day == day("2029-06-21")


def test_the_plan_goes_on_when_the_order_is_extended() -> None:
    child = planned()
    (first,) = child.matter.every(SupervisionOrderGranted)
    second = child.granted(SupervisionOrderGranted, "2027-03-01", until="2028-02-29", extends=first.order_id)
    child.granted(SupervisionOrderGranted, "2028-02-28", until="2028-10-02", extends=second.order_id)
    assert child.reviewed("2028-06-05").occurred_on == day("2028-06-05")
    assert {one.planned_since for one in shown(child.matter, day("2028-06-05"))} == {day("2026-03-03")}


def test_the_support_plan_is_due_until_it_is_made() -> None:
    child, _ = supervised()
    assert "SO-PLAN" in str([one.rule_id for one in due_under(child.matter, day("2026-03-02"))])
    child.then(supervision.make_plan(child.matter, day("2026-03-02")))
    assert "SO-PLAN" not in str([one.rule_id for one in due_under(child.matter, day("2026-03-02"))])


def test_the_next_visit_is_due_by_the_last_one_and_the_review_by_the_middle_of_the_order() -> None:
    child = planned()

    def open_on(on: str) -> list[tuple[str, str]]:
        return [(one.rule_id, str(one.due_on)) for one in due_under(child.matter, day(on))]

    assert open_on("2026-03-03") == [("WAR-SO-VISIT", "2026-03-30"), ("WAR-SO-MIDWAY", "2026-08-31")]
    visit(child, "2026-03-25")
    assert open_on("2026-03-26") == [("WAR-SO-VISIT", "2026-04-22"), ("WAR-SO-MIDWAY", "2026-08-31")]
    child.reviewed("2026-04-01")
    assert open_on("2026-04-01") == [("WAR-SO-VISIT", "2026-04-22")]


def test_where_no_policy_names_the_chair_anybody_may_chair_the_review() -> None:
    assert planned("surrey").reviewed("2026-08-24", Role.TEAM_MANAGER).occurred_on == day("2026-08-24")


REFUSALS: dict[str, Callable[[], object]] = {
    "the child is under no supervision order on 1 March 2026; record the order first": lambda: visit(
        supervised()[0], "2026-03-01"
    ),
    "under no supervision order on 2 March 2027": lambda: visit(supervised()[0], "2027-03-02"),
    "there is none; record the plan first": lambda: supervised()[0].reviewed("2026-08-24"),
    "this review is chaired by a Service Manager; have it held again": lambda: planned().reviewed(
        "2026-08-24", Role.TEAM_MANAGER
    ),
}


@pytest.mark.parametrize("says", REFUSALS)
def test_a_refusal_says_what_to_do(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()


def test_what_the_gateway_records_meets_what_tracking_asks() -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2020-06-15")
    story.tell("SupervisionOrderGranted", "2026-03-02", order_id="one", until="2027-03-01")
    story.tell("SupervisionVisitMade", "2026-03-30", order_id="one")
    story.tell("SupervisionReviewHeld", "2026-08-24", order_id="one", chaired_by_role="service_manager")
    found = story.under("warrington", "2026-08-25")
    assert [str(one.met_on) for one in found.of("WAR-SO-VISIT") if one.met_on] == ["2026-03-30"]
    assert [str(one.met_on) for one in found.of("WAR-SO-MIDWAY")] == ["2026-08-24"]

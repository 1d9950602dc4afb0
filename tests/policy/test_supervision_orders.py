"""Supervision orders: how long an order and its extensions may last, and the plan that they are kept by."""

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story

ABSOLUTE = {"england": "EN-SO-1Y", "bradford": "BRA-SO-1Y-3Y"}


@pytest.mark.parametrize(("pack", "rule"), ABSOLUTE.items())
def test_the_three_years_are_those_of_the_order_and_its_extensions_and_of_no_earlier_one(pack: str, rule: str) -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2018-03-05", order_id="o1", until="2019-03-04")
    story.tell("OrderEnded", "2019-03-04", order_id="o1", reason="expired")
    story.tell("SupervisionOrderGranted", "2026-02-02", order_id="o2", until="2027-02-01")
    story.tell("SupervisionOrderGranted", "2027-02-01", order_id="o3", until="2028-02-01", extends="o2")
    story.tell("SupervisionOrderGranted", "2028-02-01", order_id="o4", until="2029-02-01", extends="o3")
    found = story.under(pack, "2028-02-02").of(rule, "absolute")
    assert [(str(one.started_on), str(one.due_on)) for one in found if one.started_on.year > 2018] == [
        ("2026-02-02", "2029-02-01"),
        ("2027-02-01", "2029-02-01"),
        ("2028-02-01", "2029-02-01"),
    ]


def test_the_plan_of_the_court_becomes_the_childs_at_once() -> None:
    story = Story()
    story.tell("InterimSupervisionOrderGranted", "2026-03-02", order_id="o0")
    story.tell("SupervisionPlanMade", "2026-03-03", order_id="o0")
    story.tell("SupervisionOrderGranted", "2026-06-01", order_id="o1", until="2027-05-31")
    plan = story.under("warrington", "2026-06-02").one("WAR-SO-PLAN")
    assert (str(plan.due_on), plan.state) == ("2026-06-01", State.LATE)
    story.tell("SupervisionPlanMade", "2026-06-01", order_id="o1")
    assert story.under("warrington", "2026-06-02").one("WAR-SO-PLAN").state is State.MET


def test_the_plan_goes_on_under_an_extension() -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2026-06-01", order_id="o1", until="2027-05-31")
    story.tell("SupervisionPlanMade", "2026-06-01", order_id="o1")
    story.tell("SupervisionOrderGranted", "2027-05-24", order_id="o2", until="2028-05-23", extends="o1")
    assert story.under("warrington", "2027-06-24").one("WAR-SO-PLAN").state is State.MET

"""One child under five policies: the same facts, and what each authority asks for."""

import pytest

from tests.policy.story import Story

# A three-year-old at home, then in the care of a connected person; adoption is considered from the start.
DUE = {
    "warrington": {
        "WAR-PPM-1": "2026-04-16",
        "WAR-PP-LETTER-SENT": "2026-04-09",
        "WAR-PP-16W": "2026-07-21",
        "WAR-RAA-NOTIFY": "2026-03-31",
        "WAR-FF-ALLOCATED": "2026-04-07",
        "WAR-TRACKER-PERMANENCE": "2026-04-30",
        "WAR-TRACKER-CARE-ORDER": "2026-06-05",
        "WAR-PLAN-REVIEW-1/at_the_latest": "2026-09-03",
    },
    "surrey": {
        "SUR-PPM-1": "2026-06-02",
        "SUR-PLAN-4M": "2026-09-03",
        "SUR-TRACKING-3M": "2026-08-05",
    },
    "bradford": {
        "BRA-PLAN-16W": "2026-08-25",
        "BRA-REG24-16W": "2026-08-25",
        "BRA-REG25-24W": "2026-10-20",
    },
    "trafford": {
        "TRA-TRACKING-MONTHLY": "2026-04-30",
        "TRA-PLAN-REVIEW-2": "2026-09-03",
        "TRA-FAMILY-FINDING-EARLY": "2026-03-31",
    },
    "county": {
        "COU-NOTIFY-7D": "2026-06-22",
    },
}
LAW = {
    "EN-REVIEW-1": "2026-06-03",
    "EN-PLAN-BY-REVIEW-2": "2026-09-03",
    "EN-VISIT-1": "2026-05-12",
    "EN-REG24": "2026-08-25",
}


@pytest.fixture
def the_child() -> Story:
    story = Story()
    story.tell("ChildRegistered", "2026-03-02", date_of_birth="2023-01-20")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", adoption_considered=True)
    story.tell("BecameLookedAfter", "2026-05-05", legal_basis="section_20", reason="planned")
    story.tell("PlacementStarted", "2026-05-05", kind="connected_reg_24", placement_id="p1")
    return story


@pytest.mark.parametrize("pack", DUE)
def test_each_authority_times_the_same_child_in_its_own_way(the_child: Story, pack: str) -> None:
    if pack == "county":
        the_child.tell("PermanencePlanAgreed", "2026-06-15", version=1, primary="adoption", ratified_by="review")
    found = the_child.under(pack, "2026-06-16").all
    due = {f"{one.rule_id}/{one.step}" if one.step else one.rule_id: str(one.due_on) for one in found}
    assert DUE[pack].items() <= due.items()


@pytest.mark.parametrize("pack", DUE)
def test_the_law_is_the_same_everywhere(the_child: Story, pack: str) -> None:
    found = the_child.under(pack, "2026-05-06")
    assert {rule: str(found.one(rule).due_on) for rule in LAW} == LAW


def test_where_law_and_policy_time_the_same_the_stricter_leads(the_child: Story) -> None:
    found = the_child.under("bradford", "2026-05-06")
    law, local = found.one("EN-PLAN-BY-REVIEW-2"), found.one("BRA-PLAN-16W")
    assert (law.layer, law.leads) == ("statute", False)
    assert (local.layer, local.leads) == ("local", True)


def test_the_regional_agency_tracks_the_child_beside_its_authority(the_child: Story) -> None:
    found = the_child.under("together_for_adoption", "2026-04-01")
    assert str(found.one("TFA-TRACKER").due_on) == "2026-04-30"
    assert found.all.trackers == ("raa",)

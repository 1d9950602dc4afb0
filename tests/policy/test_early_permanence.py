"""Early permanence is fostering until the child is placed for adoption; and what begins and ends on one day ends."""

import pytest

from tests.policy.story import Found, Story

OF_ADOPTION = (
    *("EN-ADOPT-VISIT", "EN-ADOPT-REVIEW-1", "EN-ADOPT-REVIEW-2", "EN-LODGE-10W"),
    *("WAR-ADOPT-SERVICES-27D", "WAR-LIFE-STORY-8W", "WAR-LODGE-10W", "WAR-LODGE-40W", "WAR-LODGE-42W"),
)


def fostered_for_adoption() -> Story:
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2025-12-20")
    story.tell("GatewayDecisionMade", "2026-01-06", outcome="care_proceedings", primary_plan="adoption")
    story.tell("BecameLookedAfter", "2026-01-12", legal_basis="interim_care_order")
    story.tell("PlacedForAdoption", "2026-02-02", family_id="f1", early_permanence=True)
    return story


def test_an_early_home_starts_nothing_of_adoption_and_meets_nothing_of_it() -> None:
    found = fostered_for_adoption().under("warrington", "2026-11-02")
    assert not [one.rule_id for one in found.all if one.rule_id in OF_ADOPTION]
    assert found.one("EN-A1").is_open
    assert found.one("WAR-PATH-ADOPTION", "week_34_placement").is_open


def test_it_all_begins_on_the_day_on_which_the_child_is_placed_for_adoption() -> None:
    story = fostered_for_adoption()
    story.tell("MatchApproved", "2026-08-20", family_id="f1")
    story.tell("PlacedForAdoption", "2026-08-31", family_id="f1")
    found = story.under("warrington", "2026-09-01")
    assert str(found.one("EN-ADOPT-REVIEW-1").due_on) == "2026-09-28"
    assert str(found.one("WAR-LODGE-40W").due_on) == "2027-06-07"
    assert str(found.one("EN-LODGE-10W").earliest_on) == "2026-04-13"
    assert str(found.one("WAR-LODGE-10W").earliest_on) == "2026-08-20"
    assert str(found.one("EN-A1").met_on) == "2026-08-31"


def open_rules(found: Found) -> set[str]:
    return {one.rule_id for one in found.all if one.is_open and not one.indicator}


@pytest.mark.parametrize("later", ["2026-03-31", "2026-04-02"])
def test_pre_proceedings_that_begin_and_end_on_one_day_leave_nothing_open(later: str) -> None:
    story = Story()
    story.tell(
        "GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", decision_id="d1", primary_plan="adoption"
    )
    story.tell("PreProceedingsStarted", "2026-03-31", period=1)
    story.tell("PreProceedingsEnded", later, period=1, outcome="step_down")
    assert open_rules(story.under("warrington", "2028-03-31")) == {"WAR-GATEWAY-MINUTES"}


def test_care_that_begins_and_ends_on_one_day_leaves_nothing_open() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-03-31", legal_basis="section_20")
    story.tell("CeasedToBeLookedAfter", "2026-03-31", reason="returned_home")
    assert not open_rules(story.under("england", "2026-04-01"))


def test_a_child_who_leaves_care_and_comes_back_on_one_day_is_in_care() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-01-05", legal_basis="section_20")
    story.tell("CeasedToBeLookedAfter", "2026-03-31", reason="returned_home")
    story.tell("BecameLookedAfter", "2026-03-31", legal_basis="interim_care_order")
    assert "EN-REVIEW-1" in open_rules(story.under("england", "2026-04-01"))


@pytest.mark.parametrize("outcome", ["supervision_order", "no_order"])
def test_proceedings_that_conclude_for_a_child_never_looked_after_end_the_pathways(outcome: str) -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2022-12-20")
    story.tell(
        "GatewayDecisionMade", "2026-01-06", outcome="care_proceedings", primary_plan="adoption", decision_id="d"
    )
    story.tell("ProceedingsIssued", "2026-01-12", application="care")
    story.tell("ProceedingsConcluded", "2026-02-16", outcome=outcome)
    left = open_rules(story.under("warrington", "2028-02-16"))
    assert left == {"WAR-GATEWAY-MINUTES", "WAR-GATEWAY-MINUTES-ISSUE"}


def test_proceedings_that_conclude_for_a_child_who_stays_in_care_end_no_pathway() -> None:
    story = fostered_for_adoption()
    story.tell("ProceedingsIssued", "2026-01-12", application="care")
    story.tell("ProceedingsConcluded", "2026-06-15", outcome="withdrawn")
    assert "WAR-PATH-ADOPTION" in open_rules(story.under("warrington", "2026-06-16"))

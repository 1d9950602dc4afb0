"""A second time in care, in proceedings or in an adoptive home begins afresh: what was of the first is forgotten."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from shared.policy.reading.packs import read_policy
from shared.policy.reading.source import PackRefused
from shared.policy.reckoning.obligation import State
from tests.policy.made_pack import HEAD, rule
from tests.policy.story import Story

REVIEW: Mapping[str, Any] = {"kind": "child_in_care"}
ADOPTION: Mapping[str, Any] = {"kind": "adoption"}


def in_care_before() -> Story:
    """A child who was in care and in proceedings in 2021, with two reviews, and went home."""
    story = Story()
    story.tell("ChildRegistered", "2021-01-04", date_of_birth="2020-06-01")
    story.tell("GatewayDecisionMade", "2021-01-12", outcome="care_proceedings", adoption_considered=True)
    story.tell("FamilyFinderAllocated", "2021-01-13")
    story.tell("ProceedingsIssued", "2021-01-18", application="care")
    story.tell("BecameLookedAfter", "2021-01-20", legal_basis="interim_care_order")
    story.tell("PlanningMeetingHeld", "2021-01-25", number=1)
    story.tell("ReviewHeld", "2021-02-10", number=1, **REVIEW)
    story.tell("ReviewHeld", "2021-05-05", number=2, **REVIEW)
    story.tell("ProceedingsConcluded", "2021-06-30", outcome="supervision_order")
    story.tell("CeasedToBeLookedAfter", "2021-06-30", reason="returned_home")
    return story


def in_care_again() -> Story:
    story = in_care_before()
    story.tell("BecameLookedAfter", "2026-03-16", legal_basis="section_20")
    return story


def test_the_second_time_in_care_has_a_first_review_and_a_second_one_three_months_later() -> None:
    story = in_care_again()
    story.tell("ReviewHeld", "2026-04-10", number=3, **REVIEW)
    found = story.under("england", "2026-04-11")
    assert str(found.last("EN-REVIEW-2").due_on) == "2026-07-10"
    assert all(one.started_on.year == 2021 for one in found.of("EN-REVIEW-N"))


def test_reviews_are_numbered_by_their_days_and_not_by_the_order_of_entry() -> None:
    story = in_care_again()
    story.tell("ReviewHeld", "2026-07-01", number=3, recorded="2026-07-02", **REVIEW)
    story.tell("ReviewHeld", "2026-04-10", number=4, recorded="2026-07-03", **REVIEW)
    found = story.under("england", "2026-07-04")
    assert (str(found.last("EN-REVIEW-2").due_on), str(found.last("EN-REVIEW-2").met_on)) == (
        "2026-07-10",
        "2026-07-01",
    )
    assert str(found.last("EN-REVIEW-N").due_on) == "2027-01-01"


@pytest.mark.parametrize("again", ["2026-04-10", "2026-04-11", "2026-04-24"])
def test_a_review_that_is_adjourned_and_resumed_or_entered_twice_is_one(again: str) -> None:
    story = in_care_again()
    story.tell("ReviewHeld", "2026-04-10", number=1, **REVIEW)
    story.tell("ReviewHeld", again, number=2, **REVIEW)
    found = story.under("warrington", "2026-04-25")
    assert str(found.last("EN-REVIEW-2").due_on) == "2026-07-10"
    assert found.last("EN-REVIEW-2").is_open
    plan = found.last("WAR-PLAN-REVIEW-1", "at_the_latest")
    assert (str(plan.due_on), plan.is_open, plan.days_late) == ("2026-07-10", True, 0)


def test_the_second_adoptive_home_has_a_first_review_and_a_second_one_three_months_later() -> None:
    story = Story()
    story.tell("PlacedForAdoption", "2024-01-08", family_id="f1")
    for number, on in enumerate(("2024-02-01", "2024-04-25"), 1):
        story.tell("ReviewHeld", on, number=number, **ADOPTION)
    story.tell("PlacementDisrupted", "2024-06-03", reason="childs_needs")
    story.tell("PlacedForAdoption", "2026-06-03", family_id="f2")
    story.tell("ReviewHeld", "2026-06-30", number=3, **ADOPTION)
    found = story.under("england", "2026-07-01")
    assert str(found.last("EN-ADOPT-REVIEW-1").met_on) == "2026-06-30"
    assert str(found.last("EN-ADOPT-REVIEW-2").due_on) == "2026-09-30"


def test_visits_to_a_temporarily_approved_carer_are_weekly_until_the_first_review_of_this_time_in_care() -> None:
    story = in_care_again()
    story.tell("PlacementStarted", "2026-03-16", kind="connected_reg_24", placement_id="p1")
    story.tell("VisitMade", "2026-03-20", placement_id="p1")
    found = story.under("england", "2026-03-21")
    assert str(found.one("EN-VISIT-YEAR-1", "temporary_until_first_review").due_on) == "2026-03-27"
    assert not found.of("EN-VISIT-YEAR-1", "temporary_after_first_review")


def test_surreys_planning_meetings_go_on_in_a_later_episode() -> None:
    story = in_care_again()
    story.tell("PlanningMeetingHeld", "2026-04-13", number=2)
    assert str(story.under("surrey", "2026-04-14").last("SUR-PPM-N-UNDER6").due_on) == "2026-05-13"


def test_surreys_planning_meetings_end_with_the_proceedings_for_a_child_who_stays_in_care() -> None:
    story = in_care_again()
    story.tell("ProceedingsIssued", "2026-03-20", application="care")
    story.tell("PlanningMeetingHeld", "2026-04-13", number=2)
    story.tell("ProceedingsConcluded", "2026-05-04", outcome="care_order")
    assert not story.under("surrey", "2026-05-05").last("SUR-PPM-N-UNDER6").is_open


def test_a_family_finder_of_an_earlier_case_is_not_allocated_to_this_one() -> None:
    story = in_care_before()
    assert story.under("warrington", "2021-01-31").one("WAR-FF-ALLOCATED").state is State.MET
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", adoption_considered=True)
    found = story.under("warrington", "2026-04-01").last("WAR-FF-ALLOCATED")
    assert (found.is_open, str(found.due_on)) == (True, "2026-04-07")


def test_no_permanence_report_is_asked_for_in_pre_proceedings_because_of_earlier_proceedings() -> None:
    story = in_care_before()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", primary_plan="adoption")
    found = story.under("warrington", "2026-05-01")
    assert all(one.started_on.year == 2021 for one in found.of("WAR-CPR-START"))
    assert not [one for one in found.of("WAR-PATH-ADOPTION", "week_16_papers_ready") if one.started_on.year > 2021]


def test_the_plan_of_an_earlier_time_is_not_the_plan_of_this_one() -> None:
    story = in_care_before()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    assert not story.under("warrington", "2026-04-01").of("WAR-FF-ALLOCATED")[1:]


@pytest.mark.parametrize("pack", ["warrington", "county"])
def test_an_early_permanence_home_that_broke_down_lets_nobody_else_lodge_at_once(pack: str) -> None:
    story = Story()
    story.tell("PlacedForAdoption", "2025-01-14", family_id="f1", early_permanence=True)
    story.tell("PlacementDisrupted", "2025-03-03", reason="childs_needs")
    story.tell("MatchApproved", "2026-05-28", family_id="f2")
    story.tell("PlacedForAdoption", "2026-06-03", family_id="f2")
    rule_id = "WAR-LODGE-10W" if pack == "warrington" else "COU-LODGE-10W"
    found = story.under(pack, "2026-06-04")
    assert str(found.one(rule_id).earliest_on) == "2026-08-12"
    assert str(found.one("EN-LODGE-10W").earliest_on) == "2026-08-12"


def test_an_end_of_what_is_not_known_to_have_begun_ends_it_all_the_same() -> None:
    story = Story()
    story.tell("FamilyFinderAllocated", "2021-01-13")
    story.tell("PreProceedingsEnded", "2021-06-30", outcome="step_down", period=1)
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", adoption_considered=True)
    assert story.under("warrington", "2026-04-01").one("WAR-FF-ALLOCATED").is_open


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        (("event: BecameLookedAfter", "event: ReviewHeld, where: {number: 1}"), 11, "counted, not typed; write number"),
        (("event: BecameLookedAfter", "event: ReviewHeld, number: {is: 1}"), 11, "not said since what this counts"),
        (("event: BecameLookedAfter", "event: ReviewHeld, number: {since: care}"), 11, "say which one it is"),
        (("event: BecameLookedAfter", "event: VisitMade, number: {is: 1, since: care}"), 11, "no number to count"),
        (("  limit:", "  earlier_counts: true\n  limit:"), 12, "say what resets it, as {since: care}"),
        (("  limit:", "  earlier_counts: {since: ever}\n  limit:"), 12, "since"),
        (("  limit:", "  when: {happened: [{event: ReviewHeld}]}\n  limit:"), 12, "not said since what this counts"),
        (("  limit:", "  once: true\n  limit:"), 12, "once"),
    ],
)
def test_a_rule_that_remembers_must_say_what_resets_it(
    tmp_path: Path, wrong: tuple[str, str], line: int, words: str
) -> None:
    path = tmp_path / "borough.yaml"
    path.write_text((HEAD + rule()).replace(*wrong), encoding="utf-8")
    with pytest.raises(PackRefused) as refusal:
        read_policy(path)
    assert words in str(refusal.value)
    assert str(refusal.value).startswith(f"borough.yaml, line {line}:")

"""Warrington's four week-by-week pathways, told as stories (appendix 6)."""

from datetime import date

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story, due_days

WEEKS = {
    "adoption": {
        "week_01_legal_planning_meeting": "2026-04-07",
        "week_01_raa_tracker": "2026-04-07",
        "week_01_family_finder": "2026-04-07",
        "week_03_first_planning_meeting": "2026-04-21",
        "week_03_permanence_plan": "2026-04-21",
        "week_03_first_review": "2026-04-21",
        "week_03_medical_booked": "2026-04-21",
        "week_04_permanence_report_started": "2026-04-28",
        "week_08_second_planning_meeting": "2026-05-26",
        "week_15_final_care_planning_meeting": "2026-07-14",
        "week_15_second_review": "2026-07-14",
        "week_16_papers_ready": "2026-07-21",
        "week_17_should_be_placed_decision": "2026-07-28",
        "week_18_final_care_plan": "2026-08-04",
        "week_19_profiled": "2026-08-11",
        "week_22_support_plan": "2026-09-01",
        "week_26_final_hearing": "2026-09-29",
        "week_27_selection": "2026-10-06",
        "week_31_papers": "2026-11-03",
        "week_33_matching_panel": "2026-11-17",
        "week_34_placement": "2026-11-24",
    },
    "permanent_fostering": {
        "week_01_legal_planning_meeting": "2026-04-07",
        "week_03_first_planning_meeting": "2026-04-21",
        "week_03_permanence_plan": "2026-04-21",
        "week_03_first_review": "2026-04-21",
        "week_04_permanence_report_started": "2026-04-28",
        "week_08_second_planning_meeting": "2026-05-26",
        "week_15_final_care_planning_meeting": "2026-07-14",
        "week_15_second_review": "2026-07-14",
        "week_16_permanence_report_complete": "2026-07-21",
        "week_16_sibling_assessment": "2026-07-21",
        "week_17_report_audited": "2026-07-28",
        "week_18_final_care_plan": "2026-08-04",
        "week_19_profiled": "2026-08-11",
        "week_26_final_hearing": "2026-09-29",
        "week_27_matching_meeting": "2026-10-06",
        "week_31_papers": "2026-11-03",
        "week_33_fostering_panel": "2026-11-17",
        "week_34_placement": "2026-11-24",
    },
    "return_home": {
        "week_01_legal_planning_meeting": "2026-04-07",
        "week_02_first_planning_meeting": "2026-04-14",
        "week_02_permanence_plan": "2026-04-14",
        "week_03_family_group_conference": "2026-04-21",
        "week_08_second_planning_meeting": "2026-05-26",
        "week_14_parenting_assessment": "2026-07-07",
        "week_14_parents_agreement": "2026-07-07",
        "week_15_approval": "2026-07-14",
        "week_15_final_care_planning_meeting": "2026-07-14",
        "week_16_review": "2026-07-21",
        "week_16_head_of_service": "2026-07-21",
        "week_18_final_care_plan": "2026-08-04",
        "week_26_order": "2026-09-29",
    },
    "special_guardianship": {
        "week_01_legal_planning_meeting": "2026-04-07",
        "week_01_viability": "2026-04-07",
        "week_02_first_planning_meeting": "2026-04-14",
        "week_02_permanence_plan": "2026-04-14",
        "week_03_first_review": "2026-04-21",
        "week_08_second_planning_meeting": "2026-05-26",
        "week_13_support_plan": "2026-06-30",
        "week_14_final_care_planning_meeting": "2026-07-07",
        "week_15_second_review": "2026-07-14",
        "week_17_iro_consulted": "2026-07-28",
        "week_18_final_care_plan": "2026-08-04",
        "week_26_order": "2026-09-29",
    },
}
PATHWAYS = {
    "adoption": "WAR-PATH-ADOPTION",
    "permanent_fostering": "WAR-PATH-FOSTERING",
    "return_home": "WAR-PATH-HOME",
    "special_guardianship": "WAR-PATH-SGO",
}


def in_court(plan: str) -> Story:
    """A child in care on the day that the gateway decides on care proceedings."""
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", date_of_birth="2022-05-05", sibling_group_id="s1")
    story.tell("BecameLookedAfter", "2026-03-30", legal_basis="section_20")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan=plan)
    story.tell("ProceedingsIssued", "2026-04-10", application="care")
    if plan == "return_home":
        story.tell("InterimCareOrderGranted", "2026-03-31", order_id="o1")
    return story


@pytest.mark.parametrize("plan", PATHWAYS)
def test_every_week_of_the_pathway_counts_from_the_gateways_decision(plan: str) -> None:
    found = in_court(plan).under("warrington", "2026-04-11")
    assert due_days(found.of(PATHWAYS[plan])) == WEEKS[plan]
    others = set(PATHWAYS.values()) - {PATHWAYS[plan]}
    assert not [one for one in found.all if one.rule_id in others]


@pytest.mark.parametrize("plan", PATHWAYS)
def test_a_legal_planning_meeting_before_the_panel_is_the_pathways_too(plan: str) -> None:
    story = in_court(plan)
    story.tell("LegalPlanningMeetingHeld", "2026-03-25")
    found = story.under("warrington", "2026-04-30").one(PATHWAYS[plan], "week_01_legal_planning_meeting")
    assert (found.state, str(found.due_on)) == (State.MET, "2026-04-07")
    earlier = in_court(plan)
    earlier.tell("LegalPlanningMeetingHeld", "2025-03-25")
    earlier.tell("PreProceedingsEnded", "2025-07-01", outcome="step_down", period=1)
    found = earlier.under("warrington", "2026-04-30").one(PATHWAYS[plan], "week_01_legal_planning_meeting")
    assert found.state is State.LATE


def test_a_child_walks_the_adoption_pathway_to_placement() -> None:
    story = in_court("adoption")
    story.tell("LegalPlanningMeetingHeld", "2026-04-02")
    story.tell("RaaNotified", "2026-03-31")
    story.tell("FamilyFinderAllocated", "2026-04-03")
    story.tell("PlanningMeetingHeld", "2026-04-14", number=1, tracks=["adoption", "special_guardianship"])
    story.tell("PermanencePlanAgreed", "2026-04-16", version=1, primary="adoption", ratified_by="meeting")
    story.tell("AdoptionMedicalBooked", "2026-04-20")
    story.tell("ReviewHeld", "2026-04-21", kind="child_in_care", number=1)
    story.tell("ChildPermanenceReportCompleted", "2026-04-28", version=1, stage="started")
    story.tell("PlanningMeetingHeld", "2026-05-28", number=2, tracks=["adoption", "special_guardianship"])
    story.tell("FinalCarePlanningMeetingHeld", "2026-07-10", ratified_plan="adoption")
    story.tell("ReviewHeld", "2026-07-14", kind="child_in_care", number=2)
    story.tell("ChildPermanenceReportCompleted", "2026-07-20", version=2, stage="before_decision")
    story.tell("AdoptionDecisionMade", "2026-07-28", should_be_placed=True)
    story.tell("PermanencePlanAgreed", "2026-08-03", version=2, primary="adoption", ratified_by="final_care_planning")
    story.tell("ProfilePublished", "2026-08-11", version=1)
    story.tell("SupportPlanDrafted", "2026-09-01", kind="adoption")
    story.tell("PlacementOrderGranted", "2026-09-29", order_id="o2")
    story.tell("FamilySelected", "2026-10-06", family_id="f1")
    story.tell("MatchingPapersSubmitted", "2026-11-02", family_id="f1")
    story.tell("MatchRecommended", "2026-11-17", family_id="f1")
    story.tell("PlacedForAdoption", "2026-11-24", family_id="f1")
    steps = story.under("warrington", "2026-12-01").of("WAR-PATH-ADOPTION")
    late = [one.step for one in steps if one.state is not State.MET]
    assert late == ["week_08_second_planning_meeting"]


def test_a_changed_plan_withdraws_one_pathway_and_opens_another() -> None:
    story = in_court("adoption")
    story.tell("PermanencePlanAgreed", "2026-05-12", version=1, primary="special_guardianship", ratified_by="review")
    found = story.under("warrington", "2026-05-13")
    old = {one.step: one for one in found.of("WAR-PATH-ADOPTION")}
    assert old["week_17_should_be_placed_decision"].state is State.WITHDRAWN
    assert old["week_17_should_be_placed_decision"].withdrawn_because == "changed_plan"
    assert old["week_04_permanence_report_started"].state is State.LATE
    new = {one.step: one for one in found.of("WAR-PATH-SGO")}
    assert new["week_13_support_plan"].due_on == date(2026, 6, 30)
    viability = new["week_01_viability"]
    assert (viability.due_on, viability.why.arithmetic[-1]) == (
        date(2026, 5, 12),
        "it applies from 12 May 2026 only, so it is due on 12 May 2026",
    )


def test_a_decision_on_care_proceedings_begins_the_weeks_again_for_what_is_open() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-01-06", outcome="pre_proceedings", primary_plan="adoption")
    story.tell("PlanningMeetingHeld", "2026-01-15", number=1)
    before = story.under("warrington", "2026-02-01")
    assert before.one("WAR-PATH-ADOPTION", "week_19_profiled").due_on == date(2026, 5, 19)
    assert not before.of("WAR-PATH-ADOPTION", "week_17_should_be_placed_decision")
    court = story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    after = story.under("warrington", "2026-04-01")
    assert after.one("WAR-PATH-ADOPTION", "week_03_first_planning_meeting").due_on == date(2026, 1, 27)
    profiled = after.one("WAR-PATH-ADOPTION", "week_19_profiled")
    assert profiled.due_on == date(2026, 8, 11)
    assert [(old.due_on, old.changed_by) for old in profiled.why.earlier] == [(date(2026, 5, 19), court)]
    assert after.one("WAR-PATH-ADOPTION", "week_17_should_be_placed_decision").due_on == date(2026, 7, 28)


def test_a_child_who_enters_care_on_the_way_has_the_law_s_time_for_the_first_review() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    story.tell("BecameLookedAfter", "2026-04-20", legal_basis="interim_care_order")
    review = story.under("warrington", "2026-04-21").one("WAR-PATH-ADOPTION", "week_03_first_review")
    assert review.due_on == date(2026, 5, 19)


def test_the_source_s_contradictions_are_shown_with_the_reading_taken() -> None:
    found = in_court("special_guardianship").under("warrington", "2026-04-11")
    (note,) = [one for one in found.one("WAR-PATH-SGO", "week_26_order").why.notes if "Taken" in one]
    assert "final care plan in week 18, order in week 26" in note
    meeting = found.one("WAR-FCPM", "special_guardianship")
    assert meeting.due_on == date(2026, 7, 7)
    assert any("week 15" in one and "week 14" in one for one in meeting.why.notes)


@pytest.mark.parametrize("plan", ["adoption", "special_guardianship"])
def test_the_final_care_planning_meeting_keeps_the_day_for_final_evidence_that_the_court_set_last(plan: str) -> None:
    story = in_court(plan)
    told = {"kind": "issues_resolution", "on": "2026-06-02"}
    story.tell("HearingListed", "2026-04-20", final_evidence_due="2026-07-03", **told)
    assert str(story.under("warrington", "2026-04-21").one("WAR-FCPM").due_on) == "2026-07-03"
    held = story.tell("HearingHeld", "2026-06-02", final_evidence_due="2026-06-26", **told)
    meeting = story.under("warrington", "2026-06-03").one("WAR-FCPM")
    assert str(meeting.due_on) == "2026-06-26"
    before = meeting.why.earlier[-1]
    assert (str(before.due_on), before.changed_by) == ("2026-07-03", held)
    story.tell("TimetableExtended", "2026-06-15", on="2026-11-30", final_evidence_due="2026-06-30")
    assert str(story.under("warrington", "2026-06-16").one("WAR-FCPM").due_on) == "2026-06-30"
    story.tell("HearingHeld", "2026-06-16", kind="case_management", on="2026-06-16")  # it names no day
    assert str(story.under("warrington", "2026-06-17").one("WAR-FCPM").due_on) == "2026-06-30"

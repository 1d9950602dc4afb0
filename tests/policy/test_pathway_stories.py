"""Children who walk Warrington's pathways from the gateway's decision to the end (appendix 6)."""

from shared.policy.reckoning.obligation import State
from tests.policy.story import Found, Story


def in_court(plan: str) -> Story:
    """A child in foster care for whom the gateway decides on care proceedings on 31 March 2026."""
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", date_of_birth="2022-05-05", sibling_group_id="s1")
    story.tell("BecameLookedAfter", "2026-03-30", legal_basis="section_20")
    story.tell("PlacementStarted", "2026-03-30", kind="foster", placement_id="p1")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan=plan)
    story.tell("ProceedingsIssued", "2026-04-10", application="care")
    story.tell("InterimCareOrderGranted", "2026-04-14", order_id="o1")
    return story


def not_in_time(found: Found, rule: str) -> dict[str | None, State]:
    """The steps of a pathway that were not met in time."""
    return {one.step: one.state for one in found.of(rule) if one.state is not State.MET}


def test_a_child_is_matched_with_foster_carers_for_good() -> None:
    story = in_court("permanent_fostering")
    story.tell("LegalPlanningMeetingHeld", "2026-04-02")
    story.tell("PlanningMeetingHeld", "2026-04-14", number=1)
    story.tell("PermanencePlanAgreed", "2026-04-16", version=1, primary="permanent_fostering", ratified_by="meeting")
    story.tell("ReviewHeld", "2026-04-21", kind="child_in_care", number=1)
    story.tell("ChildPermanenceReportCompleted", "2026-04-27", version=1, stage="started")
    story.tell("PlanningMeetingHeld", "2026-05-26", number=2)
    story.tell("FinalCarePlanningMeetingHeld", "2026-07-14", ratified_plan="permanent_fostering")
    story.tell("ReviewHeld", "2026-07-14", kind="child_in_care", number=2)
    story.tell("ChildPermanenceReportCompleted", "2026-07-20", version=2, stage="manager")
    story.tell("TogetherOrApartDecided", "2026-07-20", decision="together")
    story.tell("ChildPermanenceReportAudited", "2026-07-28", version=2, stage="manager")
    story.tell(
        "PermanencePlanAgreed",
        "2026-08-04",
        version=2,
        primary="permanent_fostering",
        ratified_by="final_care_planning",
    )
    story.tell("ProfilePublished", "2026-08-11", version=1)
    story.tell("CareOrderGranted", "2026-09-29", order_id="o2")
    story.tell("FamilySelected", "2026-10-06", family_id="f1")
    story.tell("MatchingPanelBooked", "2026-10-07", family_id="f1", panel_on="2026-11-17")
    story.tell("MatchingPapersSubmitted", "2026-10-20", family_id="f1")
    story.tell("MatchRecommended", "2026-11-17", family_id="f1")
    story.tell("MatchApproved", "2026-11-26", family_id="f1")
    story.tell("PlacementMatchedLongTerm", "2026-11-24", placement_id="p1")
    found = story.under("warrington", "2026-12-01")
    assert len(found.of("WAR-PATH-FOSTERING")) == 18
    assert not_in_time(found, "WAR-PATH-FOSTERING") == {}
    assert (str(found.one("WAR-PANEL-PAPERS-FOSTER").due_on), found.one("WAR-PANEL-PAPERS-FOSTER").state) == (
        "2026-10-20",
        State.MET,
    )
    assert (str(found.one("WAR-FOSTER-ADM-10D").due_on), found.one("WAR-FOSTER-ADM-10D").state) == (
        "2026-11-27",
        State.MET,
    )
    assert str(found.one("WAR-FOSTER-LEGAL-ANNUAL").due_on) == "2027-11-24"


def test_a_child_goes_home_under_a_supervision_order() -> None:
    story = in_court("return_home")
    story.tell("LegalPlanningMeetingHeld", "2026-04-07")
    story.tell("PlanningMeetingHeld", "2026-04-15", number=1)  # a day late: week 2 ends on the 14th
    story.tell("PermanencePlanAgreed", "2026-04-14", version=1, primary="return_home", ratified_by="meeting")
    story.tell("ReviewHeld", "2026-04-24", kind="child_in_care", number=1)
    story.tell("PlanningMeetingHeld", "2026-05-20", number=2)
    story.tell("AssessmentCompleted", "2026-07-06", kind="parenting")
    story.tell("SupportPlanDrafted", "2026-07-07", kind="placement_with_parents")
    story.tell("ReturnHomeApproved", "2026-07-13")
    story.tell("FinalCarePlanningMeetingHeld", "2026-07-14", ratified_plan="return_home")
    story.tell("ReviewHeld", "2026-07-21", kind="child_in_care", number=2)
    story.tell(
        "PermanencePlanAgreed", "2026-08-04", version=2, primary="return_home", ratified_by="final_care_planning"
    )
    story.tell("SupervisionOrderGranted", "2026-09-29", order_id="o2", until="2027-09-28")
    story.tell("CeasedToBeLookedAfter", "2026-09-29", reason="returned_home")
    found = story.under("warrington", "2026-10-01")
    conference = found.one("WAR-PATH-HOME", "week_03_family_group_conference")
    assert (conference.indicator, conference.state, conference.escalations) == (True, State.LATE, ())
    assert not_in_time(found, "WAR-PATH-HOME") == {
        "week_02_first_planning_meeting": State.MET_LATE,
        "week_03_family_group_conference": State.LATE,
    }
    assert str(found.one("WAR-SO-MIDWAY").due_on) == "2027-03-29"


def test_a_grandmother_becomes_special_guardian_but_the_support_plan_is_late() -> None:
    story = in_court("special_guardianship")
    story.tell("AssessmentStarted", "2026-03-20", kind="viability")
    story.tell("LegalPlanningMeetingHeld", "2026-04-07")
    story.tell("PlanningMeetingHeld", "2026-04-14", number=1)
    story.tell("PermanencePlanAgreed", "2026-04-14", version=1, primary="special_guardianship", ratified_by="meeting")
    story.tell("ReviewHeld", "2026-04-21", kind="child_in_care", number=1)
    story.tell("PlanningMeetingHeld", "2026-05-26", number=2)
    story.tell("SupportPlanDrafted", "2026-07-03", kind="special_guardianship")
    story.tell("FinalCarePlanningMeetingHeld", "2026-07-07", ratified_plan="special_guardianship")
    story.tell("ReviewHeld", "2026-07-14", kind="child_in_care", number=2)
    story.tell(
        "PermanencePlanAgreed",
        "2026-08-04",
        version=2,
        primary="special_guardianship",
        ratified_by="final_care_planning",
    )
    story.tell("SpecialGuardianshipOrderGranted", "2026-09-29", order_id="o2")
    found = story.under("warrington", "2026-10-01")
    assert len(found.of("WAR-PATH-SGO")) == 12
    assert not_in_time(found, "WAR-PATH-SGO") == {"week_13_support_plan": State.MET_LATE}
    support = found.one("WAR-PATH-SGO", "week_13_support_plan")
    assert (str(support.due_on), support.days_late, [rung.to for rung in support.escalations]) == (
        "2026-06-30",
        3,
        ["team_manager"],
    )
    assert found.all.secured is not None
    assert found.all.secured.by == "special_guardianship"
    assert not [one for one in found.all if one.is_open and one.rule_id.startswith("WAR-PATH")]


def test_a_child_who_is_stepped_down_walks_no_further() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", primary_plan="return_home")
    story.tell("LegalPlanningMeetingHeld", "2026-04-02")
    story.tell("PlanningMeetingHeld", "2026-04-14", number=1)
    story.tell("PreProceedingsEnded", "2026-06-30", period=1, outcome="step_down")
    found = story.under("warrington", "2026-07-20")
    steps = {one.step: (one.state, one.withdrawn_because) for one in found.of("WAR-PATH-HOME")}
    assert steps["week_14_parenting_assessment"] == (State.WITHDRAWN, "case_closed")
    assert steps["week_08_second_planning_meeting"] == (State.LATE, "case_closed")
    # The gateway sat, so its minutes are still owed.
    assert {one.rule_id for one in found.all if one.is_open} == {"WAR-GATEWAY-MINUTES"}

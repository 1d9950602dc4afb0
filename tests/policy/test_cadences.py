"""What comes round again: meetings, visits, reviews and trackers, each counted from the last or from its schedule."""

from datetime import date

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story


def looked_after() -> Story:
    story = Story()
    story.tell("ChildRegistered", "2025-12-01", date_of_birth="2009-02-01")
    story.tell("BecameLookedAfter", "2026-01-05", legal_basis="section_20")
    return story


@pytest.mark.parametrize(
    ("pack", "rule", "tracker", "first", "after_one"),
    [
        ("warrington", "WAR-TRACKER-PERMANENCE", "permanence", "2026-02-05", "2026-03-03"),
        ("warrington", "WAR-TRACKER-16PLUS", "sixteen_plus", "2026-02-05", "2026-03-03"),
        ("trafford", "TRA-TRACKING-MONTHLY", "permanence", "2026-02-05", "2026-03-03"),
    ],
)
def test_a_tracker_comes_round_from_the_day_it_last_considered_the_child(
    pack: str, rule: str, tracker: str, first: str, after_one: str
) -> None:
    story = looked_after()
    assert str(story.under(pack, "2026-01-06").one(rule).due_on) == first
    story.tell("TrackerMeetingHeld", "2026-02-03", tracker=tracker)
    found = story.under(pack, "2026-02-10").of(rule)
    assert [one.state for one in found] == [State.MET, State.UPCOMING]
    assert str(found[1].due_on) == after_one


def test_a_tracker_that_was_not_held_is_one_late_duty_and_starts_again_when_held() -> None:
    story = looked_after()
    (late,) = story.under("warrington", "2026-05-20").of("WAR-TRACKER-PERMANENCE")
    assert (late.state, late.days_late) == (State.LATE, 104)
    story.tell("TrackerMeetingHeld", "2026-05-21", tracker="permanence")
    found = story.under("warrington", "2026-05-22").of("WAR-TRACKER-PERMANENCE")
    assert [(one.state, str(one.due_on)) for one in found] == [
        (State.MET_LATE, "2026-02-05"),
        (State.UPCOMING, "2026-06-21"),
    ]


def test_another_basis_of_care_starts_no_clock_anew() -> None:
    story = looked_after()
    story.tell("ReviewHeld", "2026-01-30", kind="child_in_care", number=1)
    before = {one.id: (one.due_on, one.state) for one in story.under("warrington", "2026-06-01").all}
    story.tell("LegalBasisChanged", "2026-03-30", legal_basis="police_protection")
    after = {one.id: (one.due_on, one.state) for one in story.under("warrington", "2026-06-01").all}
    assert len(before) > 1
    assert after == before


def test_past_16_weeks_the_head_of_service_reviews_every_month_until_pre_proceedings_are_over() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    story.tell("PreProceedingsReviewed", "2026-07-20")  # she looks early: it is none of the monthly ones
    assert story.under("warrington", "2026-07-21").of("WAR-PP-HOS-REVIEW") == []
    assert str(story.under("warrington", "2026-07-22").one("WAR-PP-HOS-REVIEW").due_on) == "2026-08-22"
    story.tell("PreProceedingsReviewed", "2026-08-31")
    story.tell("PreProceedingsEnded", "2026-09-15", outcome="step_down")
    story.tell("GatewayDecisionMade", "2026-11-03", outcome="pre_proceedings")
    found = story.under("warrington", "2026-11-04").of("WAR-PP-HOS-REVIEW")
    assert [(one.state, str(one.due_on)) for one in found] == [
        (State.MET_LATE, "2026-08-22"),
        (State.WITHDRAWN, "2026-09-30"),
    ]
    again = story.under("warrington", "2027-02-24").last("WAR-PP-HOS-REVIEW")
    assert (again.state, str(again.due_on)) == (State.UPCOMING, "2027-03-24")


def test_leaving_care_takes_the_child_off_the_tracker_and_coming_back_puts_it_on_again() -> None:
    story = looked_after()
    story.tell("CeasedToBeLookedAfter", "2026-01-20", reason="returned_home")
    gone = story.under("warrington", "2026-01-21")
    assert gone.one("WAR-TRACKER-PERMANENCE").state is State.WITHDRAWN
    assert not gone.all.trackers
    story.tell("BecameLookedAfter", "2026-03-02", legal_basis="section_20")
    back = story.under("warrington", "2026-03-03")
    assert back.last("WAR-TRACKER-PERMANENCE").due_on == date(2026, 4, 2)
    assert back.all.trackers == ("permanence", "sixteen_plus")


def test_pre_proceedings_are_tracked_every_four_weeks_until_they_end() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    story.tell("TrackerMeetingHeld", "2026-04-22", tracker="pre_proceedings")
    story.tell("TrackerMeetingHeld", "2026-05-20", tracker="pre_proceedings")
    story.tell("PreProceedingsEnded", "2026-06-01", period=1, outcome="step_down")
    found = story.under("warrington", "2026-06-02").of("WAR-PP-TRACKER-4W")
    assert [(one.state, str(one.due_on)) for one in found] == [
        (State.MET, "2026-04-28"),
        (State.MET, "2026-05-20"),
        (State.WITHDRAWN, "2026-06-17"),
    ]


def test_an_adopters_first_weeks_are_visited_weekly_until_the_first_review() -> None:
    story = Story()
    story.tell("PlacedForAdoption", "2026-06-03", family_id="f1")
    story.tell("VisitMade", "2026-06-09")
    story.tell("VisitMade", "2026-06-17")
    story.tell("ReviewHeld", "2026-06-22", kind="adoption", number=1)
    found = story.under("england", "2026-07-20").of("EN-ADOPT-VISIT")
    assert [(one.state, str(one.due_on)) for one in found] == [
        (State.MET, "2026-06-10"),
        (State.MET_LATE, "2026-06-16"),
        (State.WITHDRAWN, "2026-06-24"),
    ]


def test_reviews_come_at_twenty_working_days_three_months_and_six_months() -> None:
    story = looked_after()
    story.tell("ReviewHeld", "2026-01-30", kind="child_in_care", number=1)
    story.tell("ReviewHeld", "2026-04-28", kind="child_in_care", number=2)
    story.tell("ReviewHeld", "2026-10-28", kind="child_in_care", number=3)
    found = story.under("england", "2026-11-01")
    assert [str(found.one(rule).due_on) for rule in ("EN-REVIEW-1", "EN-REVIEW-2")] == ["2026-02-02", "2026-04-30"]
    assert [(one.state, str(one.due_on)) for one in found.of("EN-REVIEW-N")] == [
        (State.MET, "2026-10-28"),
        (State.UPCOMING, "2027-04-28"),
    ]


def test_the_plan_is_due_by_the_second_review_whenever_that_is_held() -> None:
    story = looked_after()
    assert str(story.under("england", "2026-01-06").one("EN-PLAN-BY-REVIEW-2").due_on) == "2026-05-02"
    first = story.tell("ReviewHeld", "2026-01-26", kind="child_in_care", number=1)
    second = story.tell("ReviewHeld", "2026-04-14", kind="child_in_care", number=2)
    found = story.under("england", "2026-04-20").one("EN-PLAN-BY-REVIEW-2")
    assert (found.state, str(found.due_on)) == (State.LATE, "2026-04-14")
    assert [(str(old.due_on), old.changed_by) for old in found.why.earlier] == [
        ("2026-05-02", first),
        ("2026-04-26", second),
    ]
    story.tell("PermanencePlanAgreed", "2026-04-10", version=1, primary="return_home", ratified_by="meeting")
    assert story.under("england", "2026-04-20").one("EN-PLAN-BY-REVIEW-2").state is State.MET


def test_surrey_meets_monthly_or_every_three_months_until_the_court_agrees_the_plan() -> None:
    story = looked_after()
    story.tell("PlanningMeetingHeld", "2026-01-30", number=1)
    assert str(story.under("surrey", "2026-02-01").one("SUR-PPM-N-6TO16").due_on) == "2026-04-30"
    story.tell("ProceedingsConcluded", "2026-03-20", outcome="care_order")
    assert story.under("surrey", "2026-04-01").one("SUR-PPM-N-6TO16").state is State.WITHDRAWN


def test_traffords_panel_looks_at_nine_months_and_then_every_six() -> None:
    story = Story()
    story.tell("CareOrderGranted", "2026-01-05", order_id="o1")
    story.tell("PlacementStarted", "2026-02-28", kind="parents", placement_id="p1")
    assert str(story.under("trafford", "2026-03-01").one("TRA-PWP-9M").due_on) == "2026-11-28"
    story.tell("TrackerMeetingHeld", "2026-11-20", tracker="care_order")
    found = story.under("trafford", "2026-11-21")
    assert (found.one("TRA-PWP-9M").state, str(found.one("TRA-PWP-6M").due_on)) == (State.MET, "2027-05-20")
    story.tell("OrderEnded", "2026-12-10", order_id="o1", reason="discharged")
    assert story.under("trafford", "2026-12-11").one("TRA-PWP-6M").withdrawn_because == "order_ended"


def test_papers_are_due_on_the_wednesday_before_the_panel_at_five() -> None:
    story = Story()
    story.tell("ReferredToLegalGateway", "2026-03-20", referral_id="r1", panel_date="2026-03-31", papers_missing=2)
    found = story.under("warrington", "2026-03-24").one("WAR-GATEWAY-CUTOFF")
    assert (str(found.due_on), found.due_time, found.state) == ("2026-03-25", "17:00", State.DUE_SOON)
    story.tell("ReferredToLegalGateway", "2026-03-25", referral_id="r1", panel_date="2026-03-31", papers_missing=0)
    assert story.under("warrington", "2026-03-26").of("WAR-GATEWAY-CUTOFF")[0].state is State.MET


def test_an_unplanned_entry_waits_for_the_first_panel() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-04-13", legal_basis="police_protection", reason="unplanned")
    assert str(story.under("warrington", "2026-04-13").one("WAR-GATEWAY-EMERGENCY").due_on) == "2026-04-15"
    story.tell("ReferredToLegalGateway", "2026-04-14", referral_id="r1", panel_date="2026-04-21")
    assert str(story.under("warrington", "2026-04-14").one("WAR-GATEWAY-EMERGENCY").due_on) == "2026-04-21"
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="ratified", referral_id="r1")
    assert story.under("warrington", "2026-04-22").one("WAR-GATEWAY-EMERGENCY").state is State.MET


def test_a_case_that_the_panel_defers_is_still_to_be_heard() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-04-13", legal_basis="police_protection", reason="unplanned")
    story.tell("ReferredToLegalGateway", "2026-04-14", referral_id="r1", panel_date="2026-04-21")
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="deferred", referral_id="r1")
    assert story.under("warrington", "2026-04-22").one("WAR-GATEWAY-EMERGENCY").state is State.LATE
    supervised = Story()
    supervised.tell("SupervisionOrderGranted", "2026-02-01", order_id="o1", until="2027-01-31")
    supervised.tell("GatewayDecisionMade", "2026-09-01", outcome="deferred")
    assert supervised.under("warrington", "2026-09-02").one("WAR-SO-GATEWAY").met_on is None
    supervised.tell("GatewayDecisionMade", "2026-09-15", outcome="extension")
    assert supervised.under("warrington", "2026-09-16").one("WAR-SO-GATEWAY").state is State.MET


def test_a_deferred_discussion_of_pre_proceedings_is_still_to_be_held() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    story.tell("GatewayDecisionMade", "2026-07-14", outcome="extension")
    story.tell("PreProceedingsExtended", "2026-07-14", period=1, until="2026-11-30")
    story.tell("GatewayDecisionMade", "2026-11-10", outcome="deferred")
    assert story.under("warrington", "2026-11-11").one("WAR-PP-40W").met_on is None
    story.tell("GatewayDecisionMade", "2026-11-24", outcome="step_down")
    assert story.under("warrington", "2026-11-25").one("WAR-PP-40W").state is State.MET


def test_the_midway_review_of_supervision_is_a_service_managers() -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2026-02-01", order_id="o1", until="2027-01-31")
    story.tell("PlanningMeetingHeld", "2026-06-01")
    story.tell("ReviewHeld", "2026-06-15", kind="child_in_care")
    story.tell("SupervisionReviewHeld", "2026-07-01", order_id="o1", chaired_by_role="team_manager")
    assert story.under("warrington", "2026-07-02").one("WAR-SO-MIDWAY").met_on is None
    story.tell("SupervisionReviewHeld", "2026-07-15", order_id="o1", chaired_by_role="service_manager")
    assert str(story.under("warrington", "2026-07-16").one("WAR-SO-MIDWAY").met_on) == "2026-07-15"


def test_visits_under_an_interim_order_go_on_under_the_final_one_and_are_not_doubled() -> None:
    story = Story()
    story.tell("InterimSupervisionOrderGranted", "2026-02-02", order_id="o1", until="2026-03-30")
    assert str(story.under("warrington", "2026-02-03").one("WAR-SO-VISIT").due_on) == "2026-03-02"
    story.tell("SupervisionVisitMade", "2026-03-02", order_id="o1")
    story.tell("SupervisionOrderGranted", "2026-03-23", order_id="o2", until="2027-03-22")
    story.tell("OrderEnded", "2026-03-23", order_id="o1", reason="superseded")
    story.tell("ProceedingsConcluded", "2026-03-23", outcome="supervision_order")
    found = story.under("warrington", "2026-03-24")
    assert [(one.state, str(one.due_on)) for one in found.of("WAR-SO-VISIT")] == [
        (State.MET, "2026-03-02"),
        (State.DUE_SOON, "2026-03-30"),
    ]
    assert [str(one.started_on) for one in found.of("WAR-SO-MIDWAY")] == ["2026-03-23"]  # it is the final order's
    story.tell("SupervisionVisitMade", "2026-03-30", order_id="o2")
    assert str(story.under("warrington", "2026-03-31").of("WAR-SO-VISIT")[-1].due_on) == "2026-04-27"


def test_visits_end_with_an_interim_order_that_nothing_follows() -> None:
    story = Story()
    story.tell("ProceedingsIssued", "2026-01-26", application="supervision")
    story.tell("InterimSupervisionOrderGranted", "2026-02-02", order_id="o1")
    story.tell("ProceedingsConcluded", "2026-02-20", outcome="no_order")
    ended = story.under("warrington", "2026-02-21").one("WAR-SO-VISIT")
    assert (ended.state, ended.withdrawn_because) == (State.WITHDRAWN, "order_ended")


def test_two_life_story_books_are_two_duties() -> None:
    story = Story()
    story.tell("PlacedForAdoption", "2026-06-03", family_id="f1")
    story.tell("LifeStoryWorkProgressed", "2026-05-20", kind="life_story_book")
    found = {one.step: one.state for one in story.under("warrington", "2026-06-20").of("WAR-LIFE-STORY-8W")}
    assert (found["first_life_story_book"], found["second_life_story_book"]) == (State.MET, State.UPCOMING)


def test_a_temporarily_approved_carer_is_visited_weekly_until_the_first_review_and_then_every_four_weeks() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-05-01", legal_basis="section_20")
    story.tell("PlacementStarted", "2026-05-01", kind="connected_reg_24", placement_id="p1")
    story.tell("VisitMade", "2026-05-07", placement_id="p1")
    story.tell("ReviewHeld", "2026-05-13", kind="child_in_care", number=1)
    story.tell("VisitMade", "2026-05-14", placement_id="p1")
    found = story.under("england", "2026-05-15").of("EN-VISIT-YEAR-1")
    assert [(one.step, str(one.due_on)) for one in found] == [
        ("temporary_until_first_review", "2026-05-14"),
        ("temporary_after_first_review", "2026-06-11"),
    ]


def test_the_second_review_of_a_pathway_follows_the_first_within_twelve_weeks() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-03-31", legal_basis="section_20")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    story.tell("ReviewHeld", "2026-04-14", kind="child_in_care", number=1)
    found = story.under("warrington", "2026-04-15").one("WAR-PATH-ADOPTION", "week_15_second_review")
    assert str(found.due_on) == "2026-07-07"
    assert found.leads
    assert not story.under("warrington", "2026-04-15").one("EN-REVIEW-2").leads

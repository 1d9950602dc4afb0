"""How an obligation stands: before, on and after its day, met, ended, escalated; and why."""

from datetime import date

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story, day


@pytest.fixture
def decided() -> Story:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", event_id="decision", outcome="pre_proceedings", decision_id="d1")
    return story


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-03-31", State.UPCOMING),
        ("2026-04-08", State.UPCOMING),
        ("2026-04-09", State.DUE_SOON),
        ("2026-04-15", State.DUE_SOON),
        ("2026-04-16", State.DUE_TODAY),
        ("2026-04-17", State.LATE),
    ],
)
def test_the_first_planning_meeting_comes_near_falls_due_and_is_late(decided: Story, today: str, state: State) -> None:
    found = decided.under("warrington", today).one("WAR-PPM-1")
    assert (found.due_on, found.state) == (date(2026, 4, 16), state)


@pytest.mark.parametrize(
    ("held", "state", "late"),
    [("2026-03-31", State.MET, 0), ("2026-04-16", State.MET, 0), ("2026-04-20", State.MET_LATE, 4)],
)
def test_a_meeting_meets_it_on_its_day_and_late_after_it(decided: Story, held: str, state: State, late: int) -> None:
    meeting = decided.tell("PlanningMeetingHeld", held, number=1)
    found = decided.under("warrington", "2026-06-01").one("WAR-PPM-1")
    assert (found.state, found.met_by, found.met_on, found.days_late) == (state, meeting, day(held), late)
    assert found.was_late == (state is State.MET_LATE)


def test_a_meeting_before_the_decision_does_not_count(decided: Story) -> None:
    decided.tell("PlanningMeetingHeld", "2026-03-30", number=1)
    assert decided.under("warrington", "2026-04-01").one("WAR-PPM-1").met_on is None


def test_a_legal_planning_meeting_before_the_panel_counts_but_none_of_an_earlier_period(decided: Story) -> None:
    decided.tell("LegalPlanningMeetingHeld", "2026-03-27")
    met = decided.under("warrington", "2026-04-01").one("WAR-PP-LPM")
    assert (met.state, str(met.met_on), str(met.due_on)) == (State.MET, "2026-03-27", "2026-04-07")
    decided.tell("PreProceedingsEnded", "2026-06-30", outcome="step_down")
    decided.tell("GatewayDecisionMade", "2026-09-01", outcome="pre_proceedings", decision_id="d2")
    assert decided.under("warrington", "2026-09-01").last("WAR-PP-LPM").met_on is None


def test_what_has_not_happened_yet_on_the_day_does_not_count(decided: Story) -> None:
    decided.tell("PlanningMeetingHeld", "2026-04-10", number=1)
    assert decided.under("warrington", "2026-04-09").one("WAR-PPM-1").state is State.DUE_SOON


def test_it_says_why_with_the_bank_holidays_it_skipped(decided: Story) -> None:
    found = decided.under("warrington", "2026-04-01").one("WAR-PPM-1")
    assert found.started_by == "decision"
    assert found.why.clause == "8.1; 8.2; appendix 1"
    assert found.why.arithmetic == (
        "10 working days after 31 March 2026, which is not counted",
        "3 April 2026 is no working day: Good Friday",
        "6 April 2026 is no working day: Easter Monday",
        "comes to 16 April 2026",
    )
    assert found.why.met_by == "planning meeting held"


def test_delay_climbs_the_ladder_and_stops_when_it_is_met(decided: Story) -> None:
    on_time = decided.under("warrington", "2026-04-16").one("WAR-PPM-1")
    assert not on_time.escalations
    assert on_time.next_escalation is not None
    assert (on_time.next_escalation.to, on_time.next_escalation.on) == ("team_manager", date(2026, 4, 17))
    late = decided.under("warrington", "2026-04-25").one("WAR-PPM-1")
    assert [(rung.to, rung.on.isoformat()) for rung in late.escalations] == [
        ("team_manager", "2026-04-17"),
        ("service_manager", "2026-04-23"),
    ]
    decided.tell("PlanningMeetingHeld", "2026-04-20", number=1)
    met = decided.under("warrington", "2026-06-25").one("WAR-PPM-1")
    assert [rung.to for rung in met.escalations] == ["team_manager"]
    assert met.next_escalation is None


@pytest.mark.parametrize(("held", "told"), [("2026-04-17", []), ("2026-04-23", ["team_manager"])])
def test_what_is_done_on_the_very_day_of_a_rung_is_not_escalated_to_it(
    decided: Story, held: str, told: list[str]
) -> None:
    decided.tell("PlanningMeetingHeld", held, number=1)
    for today in (held, "2026-06-25"):
        met = decided.under("warrington", today).one("WAR-PPM-1")
        assert [rung.to for rung in met.escalations] == told
        assert met.next_escalation is None


def test_notice_begins_no_sooner_than_the_duty_applies() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="return_home")
    story.tell("PermanencePlanAgreed", "2026-05-20", version=1, primary="adoption", ratified_by="review")
    found = story.under("warrington", "2026-05-20").one("WAR-PATH-ADOPTION", "week_08_second_planning_meeting")
    assert (str(found.due_on), str(found.applies_from), str(found.notice_from)) == (
        "2026-05-26",
        "2026-05-20",
        "2026-05-20",
    )
    assert found.state is State.DUE_SOON


def test_an_ended_duty_is_withdrawn_but_a_missed_one_stays_on_record_as_late() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-03-16", legal_basis="section_20")
    story.tell("CeasedToBeLookedAfter", "2026-04-10", event_id="home", reason="returned_home")
    review = story.under("england", "2026-08-01").one("EN-REVIEW-1")
    assert (review.state, review.ended_by, review.withdrawn_because) == (State.WITHDRAWN, "home", "case_closed")

    missed = Story()
    missed.tell("BecameLookedAfter", "2026-03-16", legal_basis="section_20")
    missed.tell("CeasedToBeLookedAfter", "2026-05-10", reason="moved_authority")
    review = missed.under("england", "2026-08-01").one("EN-REVIEW-1")
    assert (review.state, review.was_late, review.days_late) == (State.LATE, True, 25)
    assert (review.withdrawn_because, review.is_open) == ("moved_authority", False)
    assert review.next_escalation is None


def test_an_earliest_day_opens_and_something_done_before_it_is_too_early() -> None:
    story = Story()
    story.tell("PlacedForAdoption", "2026-06-03", family_id="f1")
    assert story.under("england", "2026-08-11").one("EN-LODGE-10W").state is State.UPCOMING
    assert story.under("england", "2026-08-12").one("EN-LODGE-10W").state is State.ALLOWED
    story.tell("AdoptionApplicationLodged", "2026-08-01")
    assert story.under("england", "2026-09-01").one("EN-LODGE-10W").state is State.TOO_EARLY


def test_a_day_beyond_the_known_bank_holidays_is_flagged_not_guessed() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2060-12-20", legal_basis="section_20")
    arithmetic = story.under("england", "2060-12-21").one("EN-REVIEW-1").why.arithmetic
    assert any("check this date by hand" in step for step in arithmetic)


def test_nobody_is_owed_anything_without_an_event() -> None:
    assert not Story().under("warrington", "2026-04-01").all

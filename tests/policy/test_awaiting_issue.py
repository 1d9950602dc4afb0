"""Between the decision on proceedings and their issue no child is lost: on the tracker from the one to the other."""

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Found, Story

TRACKER = "WAR-TRACKER-PERMANENCE"


def at_home() -> Story:
    """A child at home for whom the panel agrees care proceedings on 31 March."""
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", date_of_birth="2021-05-05")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", decision_id="d1")
    return story


def tracked(story: Story, today: str) -> bool:
    return "permanence" in story.under("warrington", today).all.trackers


def meetings(found: Found) -> list[tuple[State, str]]:
    return [(one.state, str(one.due_on)) for one in found.of(TRACKER)]


def test_a_child_at_home_whose_proceedings_are_agreed_is_on_the_tracker_until_and_after_they_are_issued() -> None:
    story = at_home()
    assert meetings(story.under("warrington", "2026-04-09")) == [(State.UPCOMING, "2026-04-30")]
    story.tell("ProceedingsIssued", "2026-04-10", application="care")
    assert tracked(story, "2026-04-10")
    assert meetings(story.under("warrington", "2026-04-10")) == [(State.UPCOMING, "2026-04-30")]
    story.tell("ProceedingsConcluded", "2026-04-20", outcome="no_order")
    assert not tracked(story, "2026-04-20")


def test_from_pre_proceedings_to_court_it_is_one_clock() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    story.tell("GatewayDecisionMade", "2026-04-14", outcome="care_proceedings")
    story.tell("ProceedingsIssued", "2026-04-24", application="supervision")
    assert meetings(story.under("warrington", "2026-04-25")) == [(State.DUE_SOON, "2026-04-30")]


@pytest.mark.parametrize("outcome", ["step_down", "threshold_not_met"])
def test_a_panel_that_thinks_again_takes_the_child_off_the_tracker(outcome: str) -> None:
    story = at_home()
    story.tell("GatewayDecisionMade", "2026-04-07", outcome=outcome)
    assert not tracked(story, "2026-04-07")
    assert meetings(story.under("warrington", "2026-04-07")) == [(State.WITHDRAWN, "2026-04-30")]


def test_what_a_service_manager_decides_in_an_emergency_is_tracked_before_the_panel_hears_of_it() -> None:
    story = Story()
    story.tell("EmergencyProceedingsDecided", "2026-04-13", decision_id="d1")
    assert tracked(story, "2026-04-13")
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="deferred")
    assert tracked(story, "2026-04-21")


def test_a_decision_on_proceedings_that_were_issued_already_awaits_nothing() -> None:
    story = Story()
    story.tell("ProceedingsIssued", "2026-04-13", application="care")
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="care_proceedings")
    story.tell("ProceedingsConcluded", "2026-06-01", outcome="no_order")
    assert not tracked(story, "2026-06-01")
    same_day = at_home()
    same_day.tell("ProceedingsIssued", "2026-03-31", application="care")
    same_day.tell("ProceedingsConcluded", "2026-06-01", outcome="no_order")
    assert not tracked(same_day, "2026-06-01")


def test_an_application_for_something_else_issues_no_proceedings() -> None:
    story = at_home()
    story.tell("ProceedingsIssued", "2026-04-10", application="discharge")
    assert tracked(story, "2026-04-11")


def test_a_direction_under_section_37_is_tracked_until_each_is_met() -> None:
    story = Story()
    story.tell("CourtDirectionGiven", "2026-05-05", direction_id="a", kind="section_37", due_on="2026-06-30")
    story.tell("CourtDirectionGiven", "2026-05-06", direction_id="b", kind="section_37", due_on="2026-06-30")
    story.tell("CourtDirectionGiven", "2026-05-06", direction_id="c", kind="other", due_on="2026-06-30")
    story.tell("CourtDirectionMet", "2026-05-12", direction_id="b")
    assert tracked(story, "2026-05-12")
    story.tell("CourtDirectionMet", "2026-05-20", direction_id="a")
    assert not tracked(story, "2026-05-20")

"""The exception report on pre-proceedings that will not be concluded in 16 weeks (Warrington, appendix 1)."""

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story

RULE = "WAR-PP-EXCEPTION"


def begun() -> Story:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    story.tell("PreProceedingsStarted", "2026-03-31", period=1)
    return story


def test_a_case_that_goes_over_without_a_report_is_late_and_climbs_to_the_director() -> None:
    late = begun().under("warrington", "2026-07-28").one(RULE)
    assert (str(late.due_on), late.state) == ("2026-07-21", State.LATE)
    assert [(rung.to, str(rung.on)) for rung in late.escalations] == [
        ("head_of_service", "2026-07-22"),
        ("director", "2026-07-28"),
    ]


def test_a_report_before_the_weeks_are_over_is_in_time() -> None:
    story = begun()
    story.tell("ExceptionReportMade", "2026-07-10")
    story.tell("PreProceedingsExtended", "2026-07-21", period=1, until="2026-10-31")
    assert story.under("warrington", "2026-08-01").one(RULE).state is State.MET


def test_a_case_that_ends_in_its_weeks_needs_none() -> None:
    story = begun()
    story.tell("PreProceedingsEnded", "2026-07-21", period=1, outcome="step_down")
    assert story.under("warrington", "2026-08-01").one(RULE).state is State.WITHDRAWN

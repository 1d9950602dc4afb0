"""The day for its review that the panel agrees with a decision (Warrington, appendix 1)."""

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story

RULE = "WAR-GATEWAY-REVIEW"


def extended() -> Story:
    """Pre-proceedings extended on 21 July, to be reviewed on 15 September."""
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings")
    story.tell("GatewayDecisionMade", "2026-07-21", outcome="extension", review_on="2026-09-15")
    return story


def test_a_decision_that_names_no_day_asks_for_no_review() -> None:
    assert str(extended().under("warrington", "2026-07-22").one(RULE).due_on) == "2026-09-15"


def test_each_decision_reviews_and_may_name_the_next_day() -> None:
    story = extended()
    story.tell("GatewayDecisionMade", "2026-09-15", outcome="extension", review_on="2026-11-10")
    found = story.under("warrington", "2026-11-11").of(RULE)
    assert [(str(one.due_on), one.state) for one in found] == [("2026-09-15", State.MET), ("2026-11-10", State.LATE)]


def test_a_review_that_was_deferred_is_still_to_be_held_on_the_day_named_since() -> None:
    story = extended()
    story.tell("GatewayDecisionMade", "2026-09-15", outcome="deferred", review_on="2026-09-29")
    found = story.under("warrington", "2026-09-16").of(RULE)
    assert [(str(one.due_on), one.state) for one in found] == [
        ("2026-09-15", State.LATE),
        ("2026-09-29", State.DUE_SOON),
    ]
    story.tell("GatewayDecisionMade", "2026-09-29", outcome="step_down")
    assert not [one for one in story.under("warrington", "2026-09-29").of(RULE) if one.is_open]


def test_proceedings_that_are_issued_leave_nothing_to_review() -> None:
    story = extended()
    story.tell("ProceedingsIssued", "2026-08-20", application="care")
    assert story.under("warrington", "2026-10-01").one(RULE).state is State.WITHDRAWN

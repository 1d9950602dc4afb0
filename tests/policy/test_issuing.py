"""From the panel's decision on proceedings to court: the letter and the application, and when neither is asked for."""

import pytest

from shared.policy.reckoning.obligation import State
from tests.policy.story import Found, Story

COURT, LETTER = "WAR-ISSUE-COURT", "WAR-ISSUE-LETTER"


def agreed(on: str = "2026-03-31", **registered: str) -> Story:
    """A child for whom the panel agrees care proceedings."""
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", **(registered or {"date_of_birth": "2021-05-05"}))
    story.tell("GatewayDecisionMade", on, outcome="care_proceedings", decision_id="d1")
    return story


def stand(found: Found) -> dict[str, tuple[str, State]]:
    return {one.rule_id: (str(one.due_on), one.state) for one in found.all if one.rule_id in (COURT, LETTER)}


def test_what_nobody_did_in_time_is_late() -> None:
    assert stand(agreed().under("warrington", "2026-04-20")) == {
        LETTER: ("2026-04-02", State.LATE),
        COURT: ("2026-04-16", State.LATE),
    }


def test_proceedings_that_were_issued_before_the_panel_decided_are_not_asked_for_again() -> None:
    story = agreed("2026-04-21")
    story.tell("ProceedingsIssued", "2026-04-14", application="care")
    assert stand(story.under("warrington", "2026-06-01")) == {COURT: ("2026-05-06", State.MET)}


def test_those_of_an_earlier_time_that_are_over_meet_nothing() -> None:
    story = agreed()
    story.tell("ProceedingsIssued", "2024-04-14", application="care")
    story.tell("ProceedingsConcluded", "2024-10-14", outcome="supervision_order")
    assert stand(story.under("warrington", "2026-04-01"))[COURT] == ("2026-04-16", State.UPCOMING)


def test_after_an_emergency_decision_no_letter_is_asked_for() -> None:
    story = agreed("2026-04-21")
    story.tell("EmergencyProceedingsDecided", "2026-04-14", decision_id="d0")
    assert stand(story.under("warrington", "2026-04-21")) == {COURT: ("2026-05-06", State.UPCOMING)}


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("EmergencyProceedingsDecided", {"decision_id": "d2"}),
        ("EmergencyProtectionOrderGranted", {"order_id": "o1"}),
        ("ProceedingsIssued", {"application": "care"}),
    ],
)
def test_what_becomes_an_emergency_before_the_letter_is_due_needs_none(event: str, fields: dict[str, str]) -> None:
    story = agreed()
    story.tell(event, "2026-04-01", **fields)
    assert stand(story.under("warrington", "2026-06-01"))[LETTER] == ("2026-04-02", State.WITHDRAWN)


@pytest.mark.parametrize("outcome", ["step_down", "threshold_not_met", "pre_proceedings"])
def test_a_panel_that_thinks_again_asks_for_neither(outcome: str) -> None:
    story = agreed()
    story.tell("GatewayDecisionMade", "2026-04-01", outcome=outcome, decision_id="d2")
    assert stand(story.under("warrington", "2026-06-01")) == {
        LETTER: ("2026-04-02", State.WITHDRAWN),
        COURT: ("2026-04-16", State.WITHDRAWN),
    }


def test_for_an_unborn_child_the_application_waits_for_the_birth() -> None:
    story = agreed(expected_date_of_birth="2026-05-20")
    assert COURT not in stand(story.under("warrington", "2026-05-19"))
    assert stand(story.under("warrington", "2026-05-20"))[COURT] == ("2026-05-20", State.DUE_TODAY)
    story.tell("ChildBorn", "2026-05-24", date_of_birth="2026-05-24")
    assert stand(story.under("warrington", "2026-05-24"))[COURT] == ("2026-05-24", State.DUE_TODAY)
    story.tell("ProceedingsIssued", "2026-05-25", application="care")
    assert stand(story.under("warrington", "2026-05-25"))[COURT] == ("2026-05-24", State.MET_LATE)


def test_an_application_on_the_day_of_the_birth_leaves_nothing_due() -> None:
    story = agreed(expected_date_of_birth="2026-05-20")
    story.tell("ChildBorn", "2026-05-24", date_of_birth="2026-05-24")
    story.tell("ProceedingsIssued", "2026-05-24", application="care")
    assert COURT not in stand(story.under("warrington", "2026-06-24"))

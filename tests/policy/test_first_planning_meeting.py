"""A first permanence planning meeting is due after every way into legal action, and past the gateway (8.1, 8.2)."""

import pytest

from tests.policy.story import Story

RULE = "WAR-PPM-1"
BYPASSED = {"ratified_by_role": "service_manager", "reason": "aged_16_or_17_with_plan_of_return"}


def due(story: Story, today: str = "2026-06-01") -> list[str]:
    return [str(one.due_on) for one in story.under("warrington", today).of(RULE)]


@pytest.mark.parametrize(("threshold_met", "days"), [(True, ["2026-05-06"]), (False, []), (None, [])])
def test_a_ratification_asks_for_one_where_the_threshold_is_met(
    threshold_met: bool | None,  # noqa: FBT001 - what the panel found
    days: list[str],
) -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-04-13", legal_basis="section_20", reason="unplanned")
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="ratified", threshold_met=threshold_met)
    assert due(story) == days


def test_a_decision_on_proceedings_after_the_ratification_asks_for_no_other_first_meeting() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="ratified", threshold_met=True)
    story.tell("GatewayDecisionMade", "2026-05-12", outcome="care_proceedings")
    assert due(story) == ["2026-05-06"]


def test_a_young_person_whose_case_passes_the_gateway_by_is_planned_for_too_and_anew_in_another_time_in_care() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-04-13", legal_basis="section_20")
    story.tell("LegalGatewayBypassed", "2026-04-14", **BYPASSED)
    assert due(story) == ["2026-04-28"]
    story.tell("CeasedToBeLookedAfter", "2026-05-05", reason="returned_home")
    story.tell("BecameLookedAfter", "2026-05-18", legal_basis="section_20")
    story.tell("LegalGatewayBypassed", "2026-05-19", **BYPASSED)
    assert due(story) == ["2026-04-28", "2026-06-03"]

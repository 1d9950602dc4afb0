"""An entry to care that the panel has not agreed is heard at its first sitting (Warrington 7.1, 11.1)."""

import pytest

from shared.policy.reading.packs import load_pack
from shared.policy.reading.readable import lines_of
from shared.policy.reckoning.obligation import State
from tests.policy.story import Story

RULE = "WAR-GATEWAY-EMERGENCY"
POLICE = {"legal_basis": "police_protection", "reason": "unplanned"}
PLANNED = {"legal_basis": "section_20", "reason": "planned"}


def decided(*outcomes: tuple[str, str]) -> Story:
    """A child about whom the panel decided so, each on a day."""
    story = Story()
    story.tell("ChildRegistered", "2020-01-06", date_of_birth="2019-05-05")
    for on, outcome in outcomes:
        story.tell("GatewayDecisionMade", on, outcome=outcome)
    return story


def enters(story: Story, **entry: str) -> list[str]:
    """The child enters care on 13 April 2026: by when the panel is to hear of it."""
    story.tell("BecameLookedAfter", "2026-04-13", **entry)
    return [str(one.due_on) for one in story.under("warrington", "2026-04-13").of(RULE)]


def test_a_child_in_pre_proceedings_whom_the_police_protect_is_heard() -> None:
    story = decided(("2026-03-31", "pre_proceedings"))
    assert enters(story, **POLICE) == ["2026-04-15"]
    story.tell("GatewayDecisionMade", "2026-04-14", outcome="care_proceedings")
    assert story.under("warrington", "2026-04-14").one(RULE).state is State.MET


@pytest.mark.parametrize("first", ["care_proceedings", "pre_proceedings", "ratified"])
def test_an_agreement_of_years_ago_that_was_stepped_down_from_is_none_now(first: str) -> None:
    assert enters(decided(("2022-03-01", first), ("2022-06-01", "step_down")), **PLANNED) == ["2026-04-15"]


def test_what_was_ratified_for_an_earlier_time_in_care_agrees_no_later_one() -> None:
    story = decided(("2022-03-01", "ratified"))
    story.tell("BecameLookedAfter", "2022-03-07", **PLANNED)
    assert not story.under("warrington", "2022-03-07").of(RULE)
    story.tell("CeasedToBeLookedAfter", "2022-09-01", reason="returned_home")
    assert enters(story, **PLANNED) == ["2026-04-15"]


def test_proceedings_that_are_agreed_or_issued_carry_the_entry() -> None:
    agreed = decided(("2026-04-07", "care_proceedings"))
    assert not enters(agreed, **POLICE)
    issued = decided(("2026-03-31", "care_proceedings"))
    issued.tell("ProceedingsIssued", "2026-04-10", application="care")
    assert not enters(issued, legal_basis="interim_care_order", reason="unplanned")
    over = decided(("2025-03-31", "care_proceedings"))
    over.tell("ProceedingsIssued", "2025-04-10", application="care")
    over.tell("ProceedingsConcluded", "2025-10-01", outcome="supervision_order")
    assert enters(over, **PLANNED) == ["2026-04-15"]


def test_a_planned_accommodation_that_the_panel_ratified_beforehand_is_not_heard_again() -> None:
    assert not enters(decided(("2026-04-07", "ratified")), **PLANNED)
    assert not enters(decided(("2026-04-07", "ratified"), ("2026-04-09", "deferred")), **PLANNED)
    assert enters(decided(("2026-04-07", "ratified")), **POLICE) == ["2026-04-15"]
    unplanned = {"legal_basis": "section_20", "reason": "unplanned"}
    assert enters(decided(("2026-04-07", "ratified")), **unplanned) == ["2026-04-15"]


def test_an_emergency_decision_is_heard_as_such_and_not_twice() -> None:
    story = decided()
    story.tell("EmergencyProceedingsDecided", "2026-04-13", decision_id="d1")
    assert not enters(story, **POLICE)
    assert story.under("warrington", "2026-04-13").one("WAR-GATEWAY-EMERGENCY-DECISION").is_open


def test_what_stands_until_it_is_undone_is_said_in_words() -> None:
    (line,) = [line for line in lines_of(load_pack("warrington")) if line.rule_id == RULE]
    assert "awaiting issue yes or proceedings yes" in line.when
    assert (
        "stands became looked after (legal basis section 20, reason planned) until ceased to be looked after"
        in line.when
    )

"""What the gateway tells of a child after the registration counts: the birth, and brothers and sisters."""

from datetime import date

import pytest

from shared.policy.reckoning.obligation import Obligation, State
from tests.policy.story import Story


def test_a_birthday_is_of_the_birth_and_not_of_the_expected_date() -> None:
    story = Story()
    story.tell("ChildRegistered", "2010-03-02", expected_date_of_birth="2010-05-04")
    story.tell("BecameLookedAfter", "2020-06-01", legal_basis="section_20")
    story.tell("PlacementStarted", "2020-06-01", kind="foster", placement_id="p1")
    assert story.under("bradford", "2026-06-01").one("BRA-STAYING-PUT").started_on == date(2026, 5, 4)
    story.tell("ChildBorn", "2010-04-28", date_of_birth="2010-04-28")
    assert story.under("bradford", "2026-06-01").one("BRA-STAYING-PUT").started_on == date(2026, 4, 28)


@pytest.mark.parametrize(("born", "until"), [(None, "2026-05-04"), ("2026-04-28", "2026-04-28"), ("2026-05-09",) * 2])
def test_a_duty_about_an_unborn_child_ends_with_the_birth(born: str | None, until: str) -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", expected_date_of_birth="2026-05-04")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", primary_plan="permanent_fostering")
    if born:
        story.tell("ChildBorn", born, date_of_birth=born)
    report = story.under("warrington", "2026-06-28").one("WAR-PATH-FOSTERING", "week_16_permanence_report_complete")
    assert (report.state, report.ended_on) == (State.WITHDRAWN, date.fromisoformat(until))


def assessment(story: Story) -> Obligation:
    return story.under("warrington", "2026-05-28").one("WAR-SIBLING-SHOBPA")


def test_a_child_is_one_of_a_group_from_the_day_on_which_that_is_told() -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", date_of_birth="2022-05-05")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    assert story.under("warrington", "2026-05-28").of("WAR-SIBLING-SHOBPA") == []
    told = story.tell("SiblingGroupChanged", "2026-04-10", sibling_group_id="s1")
    joined = assessment(story)
    assert (joined.started_on, joined.started_by, joined.due_on) == (date(2026, 4, 10), told, date(2026, 7, 21))
    story.tell("SiblingGroupChanged", "2026-05-02", sibling_group_id=None)
    left = assessment(story)
    assert (left.state, left.ended_on) == (State.WITHDRAWN, date(2026, 5, 2))


def test_a_child_who_was_registered_in_a_group_leaves_it() -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-03-01", date_of_birth="2022-05-05", sibling_group_id="s1")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    assert assessment(story).started_on == date(2026, 3, 31)
    story.tell("SiblingGroupChanged", "2026-05-02", sibling_group_id=None)
    assert assessment(story).ended_on == date(2026, 5, 2)

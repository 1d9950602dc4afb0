"""What the panel and the court ask for by a day: each thing is due of its own, and of whom it was asked."""

from pathlib import Path

import pytest

from shared.events.codes.roles import Role
from shared.policy.reading.packs import load_pack, read_policy
from shared.policy.reading.readable import lines_of
from shared.policy.reading.source import PackRefused
from shared.policy.reckoning.obligation import State
from tests.policy.made_pack import HEAD, rule
from tests.policy.story import Story

ACTION, DIRECTION = "WAR-GATEWAY-ACTION", "WAR-COURT-DIRECTION"


def asked() -> Story:
    """The panel asks for two things with one decision."""
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", decision_id="d1")
    for action, kind, owner, due_on in (
        ("a1", "parenting_assessment", "social_worker", "2026-05-26"),
        ("a2", "family_group_conference", "team_manager", "2026-04-28"),
    ):
        story.tell("GatewayActionSet", "2026-03-31", action_id=action, kind=kind, owner=owner, due_on=due_on)
    return story


def in_court() -> Story:
    """The court directs something of everybody."""
    story = Story()
    story.tell("ProceedingsIssued", "2026-04-10", application="care")
    for direction, kind in (("d1", "care_plan"), ("d2", "parents_response"), ("d3", "section_37")):
        story.tell("CourtDirectionGiven", "2026-04-20", direction_id=direction, kind=kind, due_on="2026-05-11")
    return story


def test_each_action_is_due_by_its_own_day_from_its_own_owner() -> None:
    story = asked()
    story.tell("GatewayActionDone", "2026-04-27", action_id="a2")
    found = story.under("warrington", "2026-05-27").of(ACTION)
    assert [(one.what, one.owner, str(one.due_on), one.state) for one in found] == [
        ("Action of the Legal Gateway done: family group conference", Role.TEAM_MANAGER, "2026-04-28", State.MET),
        ("Action of the Legal Gateway done: parenting assessment", Role.SOCIAL_WORKER, "2026-05-26", State.LATE),
    ]


def test_a_panel_that_steps_down_asks_for_its_actions_no_longer_and_for_its_new_ones_still() -> None:
    story = asked()
    story.tell("GatewayDecisionMade", "2026-04-21", outcome="step_down", decision_id="d2")
    new = {"action_id": "a3", "kind": "specific", "owner": "iro", "due_on": "2026-05-05"}
    story.tell("GatewayActionSet", "2026-04-21", **new)
    open_now = [one.owner for one in story.under("warrington", "2026-04-22").of(ACTION) if one.is_open]
    assert open_now == [Role.IRO]


def test_the_end_of_proceedings_leaves_no_action_of_the_panel_open() -> None:
    story = asked()
    story.tell("ProceedingsConcluded", "2026-05-04", outcome="care_order")
    found = story.under("warrington", "2026-06-01").of(ACTION)
    assert [(one.state, one.is_open) for one in found] == [(State.LATE, False), (State.WITHDRAWN, False)]


def test_each_direction_is_due_by_the_day_of_the_court_and_met_by_what_is_filed_on_it() -> None:
    story = in_court()
    story.tell("CourtDirectionMet", "2026-05-11", direction_id="d3")
    found = story.under("warrington", "2026-05-12")
    (own,) = found.of(DIRECTION, "of_the_authority")
    assert (own.what, own.state) == ("What the court directed filed or done: care plan", State.LATE)
    assert found.one(DIRECTION, "section_37").state is State.MET
    others = found.one(DIRECTION, "of_others")
    assert (others.indicator, others.owner, others.escalations) == (True, Role.LEGAL_ADVISER, ())


def test_the_end_of_proceedings_ends_what_was_directed_in_them_and_no_section_37() -> None:
    story = in_court()
    story.tell("ProceedingsConcluded", "2026-05-04", outcome="no_order")
    found = story.under("warrington", "2026-05-04")
    states = {str(one.step): one.is_open for one in found.of(DIRECTION)}
    assert states == {"of_the_authority": False, "of_others": False, "section_37": True}


def test_the_policy_in_words_names_the_field_and_the_owner() -> None:
    (line,) = [line for line in lines_of(load_pack("warrington")) if line.rule_id == ACTION]
    assert line.what == "Action of the Legal Gateway done: its kind"
    assert line.owner == "whom the start names, else social worker"


@pytest.mark.parametrize(
    ("was", "written", "sentence"),
    [
        ("First planning meeting", '"Entry on {bassis}"', "BecameLookedAfter has no field 'bassis' to read"),
        ("First planning meeting", "First meeting\n  owner_from: owner", "BecameLookedAfter has no field 'owner' to"),
    ],
)
def test_words_and_owners_are_fields_of_the_event_that_starts_the_clock(
    tmp_path: Path, was: str, written: str, sentence: str
) -> None:
    path = tmp_path / "borough.yaml"
    path.write_text(HEAD + rule().replace(was, written), encoding="utf-8")
    with pytest.raises(PackRefused, match=sentence):
        read_policy(path)

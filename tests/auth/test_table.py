"""The table of actions says who may do what, and a table that is not right does not load."""

import pytest

from shared.auth.table import NotLoaded, action_table, load_actions
from shared.events.codes.roles import Role


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("gateway: {decide: [emperor]}", "gateway / decide / 0: .*write `action: "),
        ("gateway: {decide: []}", "gateway / decide: .*write `action: "),
        ("gateway: {decide: }", "gateway / decide: .*write `action: "),
        ("gateway: {decide: iro}", "gateway / decide: .*write `action: "),
        ("gateway: {Decide It: [iro]}", "write `action: "),
        ("gateway: {decide: [iro, iro]}", "decide names a role twice; keep one"),
        ("gateway: {decide: [iro]}\nplanning: {decide: [iro]}", "decide stands in planning and before it; keep one"),
        ("gateway:\n  decide: [iro]\n  decide: [director]", "line 3 writes decide a second time; keep one"),
        ("gateway: {decide: [iro]}\ngateway: {order: [iro]}", "line 2 writes gateway a second time; keep one"),
        ("", "the table: "),
        ("{}", "the table is empty; write at least one action"),
        ("gateway: [", "this is not YAML"),
    ],
)
def test_a_table_that_is_not_right_does_not_load_and_says_the_mend(text: str, sentence: str) -> None:
    with pytest.raises(NotLoaded, match=sentence):
        load_actions(text)


def test_a_list_may_be_named_and_used_again() -> None:
    table = load_actions("gateway: {list_hearing: &court [legal_adviser], hold_hearing: *court}")
    assert table["hold_hearing"] == table["list_hearing"] == frozenset({Role.LEGAL_ADVISER})


@pytest.mark.parametrize(
    ("action", "only"),
    [
        ("record_gateway_decision", {Role.GATEWAY_CHAIR}),
        ("hold_review", {Role.IRO}),
        ("decide_adoption", {Role.AGENCY_DECISION_MAKER}),
        ("approve_match", {Role.AGENCY_DECISION_MAKER}),
        ("recommend_match", {Role.PANEL_CHAIR}),
        ("allocate_family_finder", {Role.FAMILY_FINDING_MANAGER}),
        ("retry_parked_events", {Role.OPS_ENGINEER}),
    ],
)
def test_a_decision_belongs_to_the_one_who_takes_it(action: str, only: set[Role]) -> None:
    assert action_table()[action] == only


def test_engineers_and_the_lead_member_read_nothing_about_a_child() -> None:
    reading = {action for action in action_table() if action.startswith("read_")} - {"read_parked_events"}
    assert reading
    for action in reading:
        assert not action_table()[action] & {Role.OPS_ENGINEER, Role.LEAD_MEMBER}, action

"""What holds for every child: order and repetition do not matter, nothing is lost, every state is one of its kind."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy.reading.packs import load_pack, pack_names
from shared.policy.reckoning.engine import next_change_on, obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation, State
from tests.policy.any_story import DAYS, FIRST, LAST, PACKS, mended_stories, recorded, stories


def told(found: Sequence[Obligation]) -> list[dict[str, Any]]:
    return [one.as_data() for one in found]


@settings(max_examples=30, deadline=None)
@given(mended_stories(), PACKS, DAYS, st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_facts_do_not_matter(
    facts: list[Fact], pack: str, today: date, chance: random.Random
) -> None:
    shuffled = facts + chance.sample(facts, len(facts) // 2)
    chance.shuffle(shuffled)
    policy = load_pack(pack)
    assert told(obligations(shuffled, policy, today)) == told(obligations(facts, policy, today))


@settings(max_examples=30, deadline=None)
@given(mended_stories(), PACKS, DAYS, DAYS)
def test_as_of_a_moment_equals_a_replay_of_what_was_recorded_by_then(
    facts: list[Fact], pack: str, today: date, by: date
) -> None:
    moment = recorded(by, 0)
    replayed = [fact for fact in facts if fact.recorded_at is not None and fact.recorded_at <= moment]
    policy = load_pack(pack)
    assert told(obligations(facts, policy, today, recorded_by=moment)) == told(obligations(replayed, policy, today))


@settings(max_examples=30, deadline=None)
@given(stories(), PACKS, DAYS, st.data())
def test_voiding_an_entry_and_voiding_the_void_gives_the_first_answer(
    facts: list[Fact], pack: str, today: date, data: st.DataObject
) -> None:
    policy = load_pack(pack)
    before = told(obligations(facts, policy, today))
    if not facts:
        assert not before
        return
    wrong = data.draw(st.sampled_from(facts))
    void = Fact.named("v1", "EntryVoided", LAST, recorded(LAST, 1), {"voids": wrong.event_id})
    restore = Fact.named("v2", "EntryVoided", LAST, recorded(LAST, 2), {"voids": "v1"})
    without = obligations([*facts, void], policy, today)
    assert all(one.state is State.WITHDRAWN for one in without if one.started_by == wrong.event_id)
    restored = obligations([*facts, void, restore], policy, today)
    standing = [replace(one, why=replace(one.why, earlier=())) for one in restored if one.ended_by not in ("v1", "v2")]
    first = [replace(one, why=replace(one.why, earlier=())) for one in obligations(facts, policy, today)]
    assert told(standing) == told(first)


@settings(max_examples=40, deadline=None)
@given(mended_stories(), PACKS, DAYS)
def test_every_obligation_has_a_start_a_reason_and_one_consistent_state(
    facts: list[Fact], pack: str, today: date
) -> None:
    found = obligations(facts, load_pack(pack), today)
    ids = {fact.event_id for fact in facts}
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.started_by in ids
        assert one.started_on <= today
        assert one.why.clause
        assert one.why.arithmetic
        assert (one.met_on is not None) == (one.state in {State.MET, State.MET_LATE, State.TOO_EARLY}) or one.ended_on
        match one.state:
            case State.LATE:
                assert one.due_on is not None
                assert one.due_on < (one.ended_on or today)
            case State.DUE_TODAY:
                assert one.due_on == today
            case State.DUE_SOON:
                assert one.notice_from is not None
                assert one.due_on is not None
                assert one.notice_from <= today < one.due_on
            case State.MET_LATE:
                assert one.met_on is not None
                assert one.due_on is not None
                assert one.met_on > one.due_on
            case _:
                assert one.days_late == 0
        assert all(rung.on <= today for rung in one.escalations)


@settings(max_examples=60, deadline=None)
@given(stories(), PACKS, DAYS, st.integers(1, 400))
def test_a_missed_duty_never_disappears(facts: list[Fact], pack: str, today: date, later: int) -> None:
    policy = load_pack(pack)
    missed = {one.id for one in obligations(facts, policy, today) if one.state is State.LATE}
    on_record = {one.id for one in obligations(facts, policy, today + timedelta(days=later)) if one.was_late}
    assert missed <= on_record


@settings(max_examples=30, deadline=None)
@given(mended_stories(), PACKS, st.dates(LAST, date(2028, 6, 1)))
def test_nothing_changes_by_time_alone_before_the_day_that_is_named(facts: list[Fact], pack: str, today: date) -> None:
    policy = load_pack(pack)
    found = obligations(facts, policy, today)
    turns = next_change_on(found, today)
    shown = [(one.id, one.state, one.due_on, one.escalations) for one in found]
    for days in (1, 7, 30, 200):
        day = today + timedelta(days=days)
        if turns is None or day < turns:
            now = obligations(facts, policy, day)
            assert [(one.id, one.state, one.due_on, one.escalations) for one in now] == shown


@pytest.mark.parametrize("pack", pack_names())
def test_a_child_of_whom_nothing_is_known_owes_nothing(pack: str) -> None:
    assert not obligations([], load_pack(pack), FIRST)

"""What holds for every child: order and repetition do not matter, nothing is lost, every state is one of its kind."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy.engine import next_change_on, obligations
from shared.policy.facts import Fact
from shared.policy.obligation import Obligation, State
from shared.policy.packs import load_pack, pack_names

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
TEMPLATES: list[tuple[str, dict[str, Any]]] = [
    ("ReferredToLegalGateway", {"purpose": "threshold", "referral_id": "r", "papers_missing": 1}),
    ("GatewayDecisionMade", {"outcome": "pre_proceedings", "primary_plan": "adoption"}),
    ("GatewayDecisionMade", {"outcome": "care_proceedings", "primary_plan": "special_guardianship"}),
    ("GatewayDecisionMade", {"outcome": "step_down"}),
    ("PreProceedingsExtended", {"until": "2026-08-01", "period": 1}),
    ("PreProceedingsEnded", {"outcome": "step_down", "period": 1}),
    ("ProceedingsIssued", {"application": "care"}),
    ("TimetableExtended", {"on": "2026-09-01"}),
    ("ProceedingsConcluded", {"outcome": "care_order"}),
    ("BecameLookedAfter", {"legal_basis": "section_20", "reason": "unplanned"}),
    ("CeasedToBeLookedAfter", {"reason": "returned_home"}),
    ("CeasedToBeLookedAfter", {"reason": "moved_authority"}),
    ("PlacementStarted", {"kind": "foster", "placement_id": "p1"}),
    ("PlacementStarted", {"kind": "connected_reg_24", "placement_id": "p2"}),
    ("PlacementStarted", {"kind": "parents", "placement_id": "p3"}),
    ("PlacementEnded", {"placement_id": "p1"}),
    ("PlacementMatchedLongTerm", {"placement_id": "p1"}),
    ("CareOrderGranted", {"order_id": "o1"}),
    ("SupervisionOrderGranted", {"order_id": "o2", "until": "2026-06-30"}),
    ("PlacementOrderGranted", {"order_id": "o3"}),
    ("AdoptionOrderGranted", {"order_id": "o4"}),
    ("PlanningMeetingHeld", {"number": 1, "tracks": ("adoption",)}),
    ("PlanningMeetingHeld", {"number": 2, "tracks": ("adoption", "special_guardianship")}),
    ("PermanencePlanAgreed", {"primary": "adoption", "ratified_by": "review", "version": 1}),
    ("PermanencePlanAgreed", {"primary": "permanent_fostering", "ratified_by": "meeting", "version": 2}),
    ("ReviewHeld", {"kind": "child_in_care", "number": 1}),
    ("ReviewHeld", {"kind": "child_in_care", "number": 2}),
    ("ReviewHeld", {"kind": "adoption", "number": 1}),
    ("VisitMade", {"placement_id": "p1"}),
    ("TrackerMeetingHeld", {"tracker": "permanence"}),
    ("AdoptionDecisionBooked", {"decided_on": "2026-05-01"}),
    ("AdoptionDecisionMade", {"should_be_placed": True}),
    ("FamilyFindingStarted", {"scope": "in_house", "next_scope_on": "2026-03-01"}),
    ("MatchingPanelBooked", {"panel_on": "2026-04-14", "family_id": "f"}),
    ("PlacedForAdoption", {"family_id": "f"}),
    ("AdoptionApplicationLodged", {}),
]
SIBLING = {"child_id": "c", "sibling_group_id": "s"}
DAYS = st.dates(FIRST, LAST)
PACKS = st.sampled_from(pack_names())


@st.composite
def stories(draw: st.DrawFn) -> list[Fact]:
    """Up to sixteen facts about a child, whose birthday may be known, each recorded some days after it happened."""
    birthdays = st.sampled_from(["2009-11-02", "2019-06-15", "2020-02-29", "2008-03-31"])
    born = draw(st.none() | birthdays)
    registered = [Fact.named("r", "ChildRegistered", FIRST, recorded(FIRST, 0), {"date_of_birth": born, **SIBLING})]
    told = draw(st.lists(st.tuples(st.sampled_from(TEMPLATES), DAYS, st.integers(0, 60)), max_size=16))
    return (registered if born else []) + [
        Fact.named(f"e{number}", name, on, recorded(on, delay), {"child_id": "c", **fields})
        for number, ((name, fields), on, delay) in enumerate(told)
    ]


@st.composite
def mended_stories(draw: st.DrawFn) -> list[Fact]:
    """A story, some of whose entries are corrected or voided, and some of those voided again."""
    facts = draw(stories())
    for number in range(draw(st.integers(0, 3)) if facts else 0):
        wrong = draw(st.sampled_from(facts))
        on = draw(DAYS)
        if draw(st.booleans()):
            entry: tuple[str, dict[str, Any]] = ("EntryVoided", {"voids": wrong.event_id})
        else:
            entry = ("EntryCorrected", {"corrects": wrong.event_id, "changes": {"occurred_on": draw(DAYS).isoformat()}})
        facts.append(Fact.named(f"m{number}", entry[0], on, recorded(on, 0), {"child_id": "c", **entry[1]}))
    return facts


def recorded(on: date, delay: int) -> datetime:
    return datetime.combine(on, datetime.min.time(), UTC) + timedelta(days=delay)


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

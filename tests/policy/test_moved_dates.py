"""A date that moved: every due date it had before is there, with the fact that changed it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation, State
from tests.policy.any_story import DAYS, PACKS, stories
from tests.policy.story import Story


@settings(max_examples=120, deadline=None)
@given(stories(), PACKS, st.lists(DAYS, min_size=2, max_size=6))
def test_a_due_date_shown_on_a_day_and_changed_since_is_among_the_earlier_ones(
    facts: list[Fact], pack: str, days: list[date]
) -> None:
    policy = load_pack(pack)
    *before, last = sorted(days)
    ids = {fact.event_id: fact.occurred_on for fact in facts}
    now = {one.id: one for one in obligations(facts, policy, last)}
    for day in before:
        for old in obligations(facts, policy, day):
            new = now[old.id]
            if old.due_on not in (None, new.due_on):
                assert old.due_on in [earlier.due_on for earlier in new.why.earlier], (old.rule_id, old.step)
    for one in now.values():
        for earlier in one.why.earlier:
            assert earlier.changed_on == ids[earlier.changed_by]
            assert one.applies_from < earlier.changed_on <= last


def moved(one: Obligation) -> list[tuple[str, str]]:
    """The earlier due dates and what changed each."""
    return [(str(old.due_on), old.changed_by) for old in one.why.earlier]


def test_a_first_planning_meeting_held_early_brings_the_family_finder_forward() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="pre_proceedings", adoption_considered=True)
    meeting = story.tell("PlanningMeetingHeld", "2026-04-02", number=1)
    found = story.under("warrington", "2026-04-03").one("WAR-FF-ALLOCATED")
    assert (str(found.due_on), found.state, moved(found)) == ("2026-04-02", State.LATE, [("2026-04-07", meeting)])


def test_a_panel_that_is_named_takes_the_place_of_the_papers_wednesday() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-04-13", legal_basis="police_protection", reason="unplanned")
    named = story.tell("ReferredToLegalGateway", "2026-04-14", referral_id="r1", panel_date="2026-04-21")
    later = story.tell("ReferredToLegalGateway", "2026-04-17", referral_id="r1", panel_date="2026-04-28")
    found = story.under("warrington", "2026-04-20").one("WAR-GATEWAY-EMERGENCY")
    assert (str(found.due_on), moved(found)) == ("2026-04-28", [("2026-04-15", named), ("2026-04-21", later)])


def test_what_moves_a_date_twice_in_a_day_leaves_the_date_that_was_shown_before_it() -> None:
    story = Story()
    story.tell("AdoptionDecisionBooked", "2026-06-01", decided_on="2026-07-28")
    story.tell("AdoptionDecisionBooked", "2026-06-20", event_id="b1", decided_on="2026-09-01")
    story.tell("AdoptionDecisionBooked", "2026-06-20", event_id="b2", decided_on="2026-08-11")
    found = story.under("warrington", "2026-06-21").one("WAR-FF-REVIEW-SHOBPA")
    assert (str(found.due_on), moved(found)) == ("2026-07-21", [("2026-07-07", "b2")])


def test_a_birth_that_is_recorded_later_caps_a_supervision_order() -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2026-02-01", order_id="o1", until="2027-01-31")
    born = story.tell("ChildRegistered", "2026-02-20", date_of_birth="2010-06-15")
    found = story.under("bradford", "2026-03-01").one("BRA-SO-1Y-3Y", "absolute")
    assert (str(found.due_on), moved(found)) == ("2028-06-15", [("2029-01-31", born)])


def test_the_date_of_what_was_met_does_not_move_any_more() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-03-16", legal_basis="section_20")
    story.tell("PermanencePlanAgreed", "2026-04-20", version=1, primary="return_home", ratified_by="meeting")
    story.tell("ReviewHeld", "2026-05-29", kind="child_in_care", number=1)
    found = story.under("england", "2026-08-01").one("EN-PLAN-BY-REVIEW-2")
    assert (str(found.due_on), found.state, moved(found)) == ("2026-07-15", State.MET, [])


def test_a_date_has_no_history_from_before_it_applied() -> None:
    story = Story()
    story.tell("GatewayDecisionMade", "2026-01-06", outcome="pre_proceedings", primary_plan="adoption")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    found = story.under("warrington", "2026-04-01").one("WAR-CPR-START")
    assert (str(found.due_on), str(found.applies_from), moved(found)) == ("2026-04-28", "2026-03-31", [])

"""A condition that stops and holds again: what it ended stays ended, and the duty begins afresh."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings

from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation, State
from tests.policy.any_story import DAYS, PACKS, stories
from tests.policy.story import Story


def shown(found: list[Obligation]) -> list[tuple[State, str, str]]:
    """State, first day and due day of each, in order of their starts."""
    return [(one.state, str(one.started_on), str(one.due_on)) for one in sorted(found, key=lambda one: one.started_on)]


def test_a_tracker_after_a_gap_out_of_care_counts_from_the_return() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-01-05", legal_basis="section_20")
    story.tell("CeasedToBeLookedAfter", "2026-01-20", reason="returned_home")
    story.tell("BecameLookedAfter", "2026-03-02", legal_basis="section_20")
    assert shown(story.under("warrington", "2026-03-03").of("WAR-TRACKER-PERMANENCE")) == [
        (State.WITHDRAWN, "2026-01-05", "2026-02-05"),
        (State.UPCOMING, "2026-03-02", "2026-04-02"),
    ]


def test_a_tracker_that_was_late_before_the_gap_stays_on_record_as_late() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-01-05", legal_basis="section_20")
    story.tell("CeasedToBeLookedAfter", "2026-02-20", reason="returned_home")
    story.tell("BecameLookedAfter", "2026-03-02", legal_basis="section_20")
    story.tell("TrackerMeetingHeld", "2026-03-20", tracker="permanence")
    late, *others = story.under("warrington", "2026-03-21").of("WAR-TRACKER-PERMANENCE")
    assert (late.state, late.days_late, late.is_open, str(late.ended_on)) == (State.LATE, 15, False, "2026-02-20")
    assert shown(others) == [(State.MET, "2026-03-02", "2026-04-02"), (State.UPCOMING, "2026-03-20", "2026-04-20")]


@pytest.mark.parametrize("gaps", [1, 2, 3])
def test_each_return_to_care_is_an_occurrence_of_its_own(gaps: int) -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-01-05", legal_basis="section_20")
    for month in range(2, 2 + gaps):
        story.tell("CeasedToBeLookedAfter", f"2026-{month:02}-01", reason="returned_home")
        story.tell("BecameLookedAfter", f"2026-{month:02}-15", legal_basis="section_20")
    found = story.under("warrington", "2026-06-01").of("WAR-TRACKER-PERMANENCE")
    assert len({one.id for one in found}) == len(found) == gaps + 1
    assert [one.is_open for one in sorted(found, key=lambda one: one.started_on)] == [False] * gaps + [True]


@pytest.fixture
def there_and_back() -> Story:
    """A plan for adoption, that becomes special guardianship on 12 May, and adoption again on 9 June."""
    story = Story()
    story.tell("BecameLookedAfter", "2026-03-30", legal_basis="section_20")
    story.tell("GatewayDecisionMade", "2026-03-31", outcome="care_proceedings", primary_plan="adoption")
    story.tell("PermanencePlanAgreed", "2026-05-12", version=1, primary="special_guardianship", ratified_by="review")
    story.tell(
        "PermanencePlanAgreed", "2026-06-09", event_id="back", version=2, primary="adoption", ratified_by="review"
    )
    return story


def test_a_pathway_taken_up_again_still_counts_its_weeks_from_the_gateways_decision(there_and_back: Story) -> None:
    found = there_and_back.under("warrington", "2026-06-10")
    old, new = found.of("WAR-PATH-ADOPTION", "week_17_should_be_placed_decision")
    assert shown([old, new]) == [
        (State.WITHDRAWN, "2026-03-31", "2026-07-28"),
        (State.UPCOMING, "2026-06-09", "2026-07-28"),
    ]
    assert (new.started_by, old.withdrawn_because) == ("back", "changed_plan")
    assert new.why.origin == (
        "permanence plan agreed: it applies again from 9 June 2026; gateway decision made: 31 March 2026"
    )
    (guardianship,) = found.of("WAR-PATH-SGO", "week_13_support_plan")
    assert (guardianship.state, str(guardianship.ended_on)) == (State.WITHDRAWN, "2026-06-09")


def test_a_week_that_passed_meanwhile_is_due_on_the_day_of_the_return_and_late_before_stays_late(
    there_and_back: Story,
) -> None:
    old, new = there_and_back.under("warrington", "2026-06-10").of(
        "WAR-PATH-ADOPTION", "week_03_first_planning_meeting"
    )
    assert (old.state, old.days_late, old.is_open) == (State.LATE, 21, False)
    assert (str(new.due_on), new.state) == ("2026-06-09", State.LATE)
    assert new.why.arithmetic[-1] == "it applies from 9 June 2026 only, so it is due on 9 June 2026"


def test_what_was_done_meanwhile_is_not_asked_for_again(there_and_back: Story) -> None:
    there_and_back.tell("AdoptionMedicalBooked", "2026-05-20")
    there_and_back.tell("LegalPlanningMeetingHeld", "2026-04-03")
    found = there_and_back.under("warrington", "2026-06-10")
    assert [one.state for one in found.of("WAR-PATH-ADOPTION", "week_01_legal_planning_meeting")] == [State.MET]
    assert [one.state for one in found.of("WAR-PATH-ADOPTION", "week_03_medical_booked")] == [State.LATE]
    assert not any(one.is_open for one in found.of("WAR-PATH-ADOPTION", "week_03_medical_booked"))


def test_a_new_placement_with_parents_is_reviewed_at_nine_months_again_and_not_at_six() -> None:
    story = Story()
    story.tell("CareOrderGranted", "2025-01-05", order_id="o1")
    story.tell("PlacementStarted", "2025-01-05", kind="parents", placement_id="p1")
    story.tell("TrackerMeetingHeld", "2025-09-30", tracker="care_order")
    story.tell("PlacementEnded", "2025-11-10", placement_id="p1")
    story.tell("PlacementStarted", "2025-11-10", kind="foster", placement_id="p2")
    story.tell("PlacementStarted", "2026-02-02", kind="parents", placement_id="p3")
    found = story.under("trafford", "2026-02-03")
    assert shown(found.of("TRA-PWP-6M")) == [(State.WITHDRAWN, "2025-09-30", "2026-03-30")]
    assert shown(found.of("TRA-PWP-9M"))[1:] == [(State.UPCOMING, "2026-02-02", "2026-11-02")]


def test_an_order_that_ran_out_does_not_come_back_with_the_next_one() -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2026-01-10", order_id="o1", until="2026-07-10")
    story.tell("SupervisionOrderGranted", "2026-09-01", order_id="o2", until="2027-03-01")
    found = story.under("warrington", "2026-09-02").of("WAR-SO-VISIT")
    assert shown(found) == [(State.LATE, "2026-01-10", "2026-02-07"), (State.UPCOMING, "2026-09-01", "2026-09-29")]
    assert str(found[0].ended_on) == "2026-07-10"


@settings(max_examples=60, deadline=None)
@given(stories(), PACKS, DAYS)
def test_a_cadence_waits_once_however_often_its_condition_held(facts: list[Fact], pack: str, today: date) -> None:
    policy = load_pack(pack)
    found = obligations(facts, policy, today)
    cadences = {duty.rule_id for duty in policy.duties for start in duty.starts if duty.repeat and start.becomes}
    waiting = Counter(one.rule_id for one in found if one.is_open and one.rule_id in cadences)
    assert max(waiting.values(), default=1) == 1
    assert all(one.notice_from is None or one.started_on <= one.applies_from <= one.notice_from for one in found)

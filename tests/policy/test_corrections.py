"""Late, corrected and voided entries: the answer is recomputed, and what changed a date is remembered."""

from datetime import date

from shared.policy.reckoning.obligation import State
from tests.policy.story import Story


def a_decision(on: str = "2026-03-31") -> tuple[Story, str]:
    story = Story()
    return story, story.tell("GatewayDecisionMade", on, recorded=on, outcome="pre_proceedings", decision_id="d1")


def test_a_corrected_day_moves_the_date_and_keeps_the_earlier_one() -> None:
    story, decision = a_decision()
    before = story.under("warrington", "2026-04-01").one("WAR-PPM-1")
    entry = story.correct(decision, "2026-04-02", occurred_on="2026-03-24")
    after = story.under("warrington", "2026-04-03").one("WAR-PPM-1")
    assert after.id == before.id
    assert after.due_on == date(2026, 4, 9)
    assert [(old.due_on, old.changed_by) for old in after.why.earlier] == [(date(2026, 4, 16), entry)]


def test_a_voided_start_withdraws_and_voiding_the_void_restores() -> None:
    story, decision = a_decision()
    entry = story.void(decision, "2026-04-10")
    gone = story.under("warrington", "2026-04-11").one("WAR-PPM-1")
    assert (gone.state, gone.withdrawn_because, gone.ended_by) == (State.WITHDRAWN, "corrected_fact", entry)
    assert gone.was_late is False
    story.void(entry, "2026-04-12")
    assert story.under("warrington", "2026-04-13").one("WAR-PPM-1").state is State.DUE_SOON


def test_a_start_voided_after_its_day_had_passed_was_late() -> None:
    story, decision = a_decision()
    story.void(decision, "2026-04-20")
    assert story.under("warrington", "2026-04-21").one("WAR-PPM-1").was_late is True


def test_a_correction_that_takes_the_start_away_withdraws() -> None:
    story, decision = a_decision()
    story.correct(decision, "2026-04-02", outcome="threshold_not_met")
    assert story.under("warrington", "2026-04-03").one("WAR-PPM-1").state is State.WITHDRAWN


def test_a_voided_meeting_leaves_the_duty_late_again() -> None:
    story, _ = a_decision()
    meeting = story.tell("PlanningMeetingHeld", "2026-04-10", number=1)
    assert story.under("warrington", "2026-05-01").one("WAR-PPM-1").state is State.MET
    story.void(meeting, "2026-04-28")
    assert story.under("warrington", "2026-05-01").one("WAR-PPM-1").state is State.LATE


def test_a_meeting_recorded_late_counts_from_the_moment_it_was_recorded() -> None:
    story, _ = a_decision()
    story.tell("PlanningMeetingHeld", "2026-04-10", recorded="2026-04-25", number=1)
    assert story.under("warrington", "2026-04-30", recorded_by="2026-04-20").one("WAR-PPM-1").state is State.LATE
    assert story.under("warrington", "2026-04-30", recorded_by="2026-04-26").one("WAR-PPM-1").state is State.MET


def test_a_correction_waits_for_the_event_it_corrects() -> None:
    story = Story()
    story.correct("decision", "2026-04-02", occurred_on="2026-03-24")
    story.tell("GatewayDecisionMade", "2026-03-31", event_id="decision", outcome="pre_proceedings")
    assert story.under("warrington", "2026-04-03").one("WAR-PPM-1").due_on == date(2026, 4, 9)


def test_a_corrected_birthday_moves_a_child_to_the_right_rule() -> None:
    story = Story()
    born = story.tell("ChildRegistered", "2026-01-05", date_of_birth="2021-03-01")
    story.tell("PlanningMeetingHeld", "2026-02-02", number=1)
    assert story.under("surrey", "2026-02-03").one("SUR-PPM-N-UNDER6").due_on == date(2026, 3, 2)
    story.correct(born, "2026-02-10", date_of_birth="2019-03-01")
    found = story.under("surrey", "2026-02-11")
    assert found.one("SUR-PPM-N-UNDER6").state is State.WITHDRAWN
    assert found.one("SUR-PPM-N-6TO16").due_on == date(2026, 5, 2)


def test_a_booking_that_moves_moves_what_is_due_before_it() -> None:
    story = Story()
    story.tell("AdoptionDecisionBooked", "2026-06-01", decided_on="2026-07-28")
    moved = story.tell("AdoptionDecisionBooked", "2026-06-20", decided_on="2026-08-11")
    found = story.under("warrington", "2026-06-21").one("WAR-FF-REVIEW-SHOBPA")
    assert found.due_on == date(2026, 7, 21)
    assert [(old.due_on, old.changed_by) for old in found.why.earlier] == [(date(2026, 7, 7), moved)]


def test_an_extended_timetable_moves_the_end_of_the_proceedings() -> None:
    story = Story()
    story.tell("ProceedingsIssued", "2026-01-05", application="care")
    story.tell("TimetableExtended", "2026-06-15", on="2026-08-28")
    found = story.under("england", "2026-07-20").one("EN-PROCEEDINGS-26W")
    assert (found.due_on, found.state) == (date(2026, 8, 28), State.DUE_SOON)
    assert found.why.earlier[0].due_on == date(2026, 7, 5)


def test_a_date_that_had_passed_before_it_moved_stays_on_record_as_late() -> None:
    story = Story()
    story.tell("ProceedingsIssued", "2026-01-05", application="care")
    story.tell("TimetableExtended", "2026-07-15", on="2026-08-28")
    found = story.under("england", "2026-07-20").one("EN-PROCEEDINGS-26W")
    assert (found.state, found.was_late) == (State.DUE_SOON, True)

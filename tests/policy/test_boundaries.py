"""The edges: birthdays, 29 February, month ends, moves between placements and orders, one track and several."""

from datetime import date

import pytest

from shared.policy.reckoning.engine import next_change_on
from shared.policy.reckoning.obligation import State
from tests.policy.story import Story, day


def test_a_child_who_turns_six_between_meetings_keeps_the_month_that_began_at_five() -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2020-02-15")
    story.tell("PlanningMeetingHeld", "2026-02-14", number=1)
    found = story.under("surrey", "2026-02-20")
    assert found.one("SUR-PPM-N-UNDER6").due_on == date(2026, 3, 14)
    assert not found.of("SUR-PPM-N-6TO16")
    story.tell("PlanningMeetingHeld", "2026-02-15", number=2)
    assert story.under("surrey", "2026-02-20").one("SUR-PPM-N-6TO16").due_on == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("held", "rules"),
    [("2026-06-30", ["SUR-PPM-N-6TO16"]), ("2026-07-01", [])],
)
def test_surreys_three_months_end_with_the_sixteenth_year(held: str, rules: list[str]) -> None:
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2009-07-01")
    story.tell("PlanningMeetingHeld", held, number=3)
    assert [one.rule_id for one in story.under("surrey", "2026-07-02").all if one.pack == "surrey"] == rules


@pytest.mark.parametrize(("decided", "notified"), [("2026-05-09", True), ("2026-05-10", False)])
def test_the_agency_hears_of_a_child_until_the_ninth_birthday(decided: str, notified: bool) -> None:  # noqa: FBT001
    story = Story()
    story.tell("ChildRegistered", "2026-01-05", date_of_birth="2017-05-10")
    story.tell("GatewayDecisionMade", decided, outcome="pre_proceedings", adoption_considered=True)
    assert bool(story.under("warrington", "2026-06-01").of("WAR-RAA-NOTIFY")) is notified


def test_a_child_whose_age_is_not_known_loses_no_date() -> None:
    story = Story()
    story.tell("PlanningMeetingHeld", "2026-02-14", number=1)
    found = story.under("surrey", "2026-02-20")
    assert found.one("SUR-PPM-N-UNDER6").due_on == date(2026, 3, 14)
    assert found.one("SUR-PPM-N-UNDER6").leads
    assert not found.one("SUR-PPM-N-6TO16").leads
    assert found.one("SUR-PPM-N-6TO16").why.notes[0].startswith("the date of birth is not recorded")


@pytest.mark.parametrize(
    ("born", "sixteenth"), [("2010-03-10", "2026-03-10"), ("2012-02-29", "2028-02-29"), ("2008-02-29", "2024-02-29")]
)
def test_at_sixteen_a_young_person_joins_the_16_plus_tracker(born: str, sixteenth: str) -> None:
    story = Story()
    story.tell("ChildRegistered", "2020-01-05", date_of_birth=born)
    story.tell("BecameLookedAfter", "2020-02-01", legal_basis="section_20")
    eve = date.fromordinal(day(sixteenth).toordinal() - 1)
    before = story.under("warrington", str(eve))
    assert not before.of("WAR-TRACKER-16PLUS")
    assert next_change_on(before.all, eve) == day(sixteenth)
    assert story.under("warrington", sixteenth).one("WAR-TRACKER-16PLUS").started_on == day(sixteenth)
    assert "sixteen_plus" in story.under("warrington", sixteenth).all.trackers


def test_a_birthday_on_29_february_is_on_1_march_in_other_years() -> None:
    story = Story()
    story.tell("ChildRegistered", "2020-01-05", date_of_birth="2004-02-29")
    story.tell("SupervisionOrderGranted", "2020-06-01", order_id="o1", until="2021-06-01")
    story.tell("BecameLookedAfter", "2021-07-01", legal_basis="section_20")
    review = story.under("england", "2022-02-28").one("EN-REVIEW-1")
    assert review.state is State.LATE
    assert review.ended_on is None
    closed = story.under("england", "2022-03-01").one("EN-REVIEW-1")
    assert (closed.state, closed.ended_on, closed.withdrawn_because) == (State.LATE, date(2022, 3, 1), "case_closed")


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ("2023-08-31", "2024-02-29"),
        ("2022-08-31", "2023-02-28"),
        ("2026-03-31", "2026-09-30"),
        ("2026-02-28", "2026-08-28"),
    ],
)
def test_six_months_are_clamped_to_the_end_of_the_month(held: str, due: str) -> None:
    story = Story()
    story.tell("ReviewHeld", "2022-06-01", kind="child_in_care", number=3)
    story.tell("ReviewHeld", held, kind="child_in_care", number=4)
    assert str(story.under("england", held).one("EN-REVIEW-N").due_on) == due


def test_from_one_track_to_several_between_meetings_the_month_counts_from_the_last_meeting() -> None:
    story = Story()
    meeting = story.tell("PlanningMeetingHeld", "2026-04-15", number=1, tracks=["adoption"])
    assert story.under("warrington", "2026-04-20").one("WAR-PPM-N").due_on == date(2026, 5, 27)
    story.correct(meeting, "2026-04-22", tracks=["adoption", "special_guardianship"])
    found = story.under("warrington", "2026-04-23")
    assert found.one("WAR-PPM-N-MULTI").due_on == date(2026, 5, 15)
    assert found.one("WAR-PPM-N").state is State.WITHDRAWN


def test_each_meeting_says_how_many_tracks_the_next_interval_has() -> None:
    story = Story()
    story.tell("PlanningMeetingHeld", "2026-04-15", number=1, tracks=["adoption"])
    story.tell("PlanningMeetingHeld", "2026-05-20", number=2, tracks=["adoption", "permanent_fostering"])
    found = story.under("warrington", "2026-05-21")
    assert (found.one("WAR-PPM-N").state, found.one("WAR-PPM-N-MULTI").due_on) == (State.MET, date(2026, 6, 20))
    story.tell("PlanningMeetingHeld", "2026-06-18", number=3, tracks=["adoption"])
    assert story.under("warrington", "2026-06-19").last("WAR-PPM-N").due_on == date(2026, 7, 30)


def test_a_move_between_placements_ends_the_old_clock_and_starts_a_new_one() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2026-05-01", legal_basis="section_20")
    story.tell("PlacementStarted", "2026-05-01", kind="foster", placement_id="p1")
    story.tell("VisitMade", "2026-05-06", placement_id="p1")
    story.tell("PlacementEnded", "2026-05-20", placement_id="p1")
    story.tell("PlacementStarted", "2026-05-20", kind="foster", placement_id="p2")
    found = story.under("england", "2026-05-21")
    assert found.one("EN-VISIT-YEAR-1").state is State.WITHDRAWN
    assert [(str(one.due_on), one.state) for one in found.of("EN-VISIT-1")] == [
        ("2026-05-08", State.MET),
        ("2026-05-27", State.UPCOMING),
    ]


@pytest.mark.parametrize(
    ("visit", "rule", "due"),
    [("2026-04-30", "EN-VISIT-YEAR-1", "2026-06-11"), ("2026-05-01", "EN-VISIT-LATER", "2026-06-12")],
)
def test_after_a_year_the_other_interval_applies(visit: str, rule: str, due: str) -> None:
    story = Story()
    story.tell("PlacementStarted", "2025-05-01", kind="foster", placement_id="p1")
    story.tell("VisitMade", visit, placement_id="p1")
    assert str(story.under("england", "2026-05-02").last(rule).due_on) == due


def test_a_placement_approved_to_last_to_eighteen_is_visited_every_three_months_from_then_on() -> None:
    story = Story()
    story.tell("PlacementStarted", "2025-01-10", kind="foster", placement_id="p1")
    story.tell("VisitMade", "2026-02-02", placement_id="p1")
    story.tell("PlacementMatchedLongTerm", "2026-02-20", placement_id="p1")
    story.tell("VisitMade", "2026-03-02", placement_id="p1")
    found = story.under("england", "2026-03-03").of("EN-VISIT-LATER")
    assert [(one.step, str(one.due_on)) for one in found] == [
        ("any_other_placement", "2026-03-16"),
        ("placement_intended_to_18", "2026-06-02"),
    ]


def test_an_order_that_runs_out_ends_what_it_asked_for_on_its_last_day() -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2026-01-10", order_id="o1", until="2026-07-10")
    story.tell("VisitMade", "2026-06-20")
    assert story.under("warrington", "2026-07-09").last("WAR-SO-VISIT").state is State.UPCOMING
    ended = story.under("warrington", "2026-07-10").last("WAR-SO-VISIT")
    assert (ended.state, ended.withdrawn_because) == (State.WITHDRAWN, "order_ended")


def test_an_order_replaced_by_another_ends_early() -> None:
    story = Story()
    story.tell("SupervisionOrderGranted", "2026-01-10", order_id="o1", until="2027-01-10")
    story.tell("CareOrderGranted", "2026-03-10", order_id="o2")
    midway = story.under("warrington", "2026-04-01").one("WAR-SO-MIDWAY")
    assert (midway.state, midway.withdrawn_because) == (State.WITHDRAWN, "order_ended")


def test_nine_months_in_care_bring_the_matching_tracker_also_at_the_end_of_february() -> None:
    story = Story()
    story.tell("BecameLookedAfter", "2025-05-31", legal_basis="care_order")
    before = story.under("warrington", "2026-02-27")
    assert not before.of("WAR-TRACKER-MATCHING")
    assert story.under("warrington", "2026-02-28").one("WAR-TRACKER-MATCHING").due_on == date(2026, 3, 28)


def test_eighteen_closes_every_open_duty() -> None:
    story = Story()
    story.tell("ChildRegistered", "2025-01-05", date_of_birth="2008-04-10")
    story.tell("BecameLookedAfter", "2026-03-30", legal_basis="section_20")
    story.tell("PlacementStarted", "2026-03-30", kind="foster", placement_id="p1")
    assert any(one.is_open for one in story.under("warrington", "2026-04-09").all)
    assert not any(one.is_open for one in story.under("warrington", "2026-04-10").all)

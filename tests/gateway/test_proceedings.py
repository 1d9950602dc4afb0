"""Proceedings: applications, hearings, directions and the 26 weeks, and what a refusal says to do."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from services.gateway.court.domain import in_proceedings, proceedings
from services.gateway.court.domain.timetable import HearingState, latest_extension, proceedings_of
from services.gateway.court.read_model.court import ProceedingsAsRead, shown
from shared.errors import RuleBroken
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    GatewayOutcome,
    HearingKind,
    ProceedingsOutcome,
    TimetableExtensionReason,
)
from shared.events.gateway import (
    CareOrderGranted,
    InterimCareOrderGranted,
    OrderGranted,
    PreProceedingsEnded,
    PreProceedingsStarted,
    ProceedingsIssued,
)
from shared.identifiers import DirectionId
from tests.gateway.court import NUMBER, Child, day, direct, meet

BECAUSE = TimetableExtensionReason.TIMETABLE_FOR_CHILD


def extend(child: Child, on: str, until: str, final_evidence_due: str | None = None) -> None:
    due = day(final_evidence_due) if final_evidence_due else None
    child.then(
        in_proceedings.extend_timetable(child.matter, day(on), until=day(until), reason=BECAUSE, final_evidence_due=due)
    )


def conclude(child: Child, on: str, outcome: ProceedingsOutcome) -> None:
    child.then(proceedings.conclude(child.matter, day(on), outcome))


def read(child: Child, today: str) -> ProceedingsAsRead:
    (one,) = shown(child.matter, day(today))
    return one


def test_several_applications_are_one_set_of_proceedings() -> None:
    child = Child().before_the_court().should_be_placed()
    child.issued("2026-05-25", Application.PLACEMENT)
    (one,) = proceedings_of(child.matter)
    assert [each.application for each in one.applications] == [Application.CARE, Application.PLACEMENT]
    assert one.since == day("2026-01-19")


def test_the_26_weeks_begin_with_the_day_of_the_care_application() -> None:
    one = read(Child().before_the_court(), "2026-02-01")
    assert (one.twenty_six_weeks, one.last_day) == (day("2026-07-19"), day("2026-07-19"))
    assert not one.overdue
    assert read(Child().before_the_court(), "2026-07-20").overdue


def test_a_placement_application_alone_has_no_26_weeks() -> None:
    child = Child().should_be_placed().issued("2026-05-25", Application.PLACEMENT)
    assert read(child, "2026-06-01").last_day is None


def test_the_court_extends_by_eight_weeks_at_a_time_and_again() -> None:
    child = Child().before_the_court()
    extend(child, "2026-06-15", "2026-09-13", "2026-08-10")
    extend(child, "2026-09-01", "2026-11-08")
    one = read(child, "2026-09-02")
    assert one.last_day == day("2026-11-08")
    assert [each.until for each in one.extensions] == [day("2026-09-13"), day("2026-11-08")]
    assert one.final_evidence_due == day("2026-08-10")


def test_an_extension_that_comes_late_counts_from_the_day_on_which_it_is_granted() -> None:
    (one,) = proceedings_of(Child().before_the_court().matter)
    assert latest_extension(one, day("2026-06-15")) == day("2026-09-13")
    assert latest_extension(one, day("2026-08-03")) == day("2026-09-28")


def test_a_hearing_that_is_listed_anew_was_adjourned() -> None:
    child = Child().before_the_court()
    child.listed(HearingKind.FINAL, "2026-02-02", "2026-06-22", "2026-06-01")
    child.listed(HearingKind.CASE_MANAGEMENT, "2026-02-02", "2026-02-09")
    child.held(HearingKind.CASE_MANAGEMENT, "2026-02-09")
    child.listed(HearingKind.FINAL, "2026-06-10", "2026-07-13", "2026-06-29")
    one = read(child, "2026-06-15")
    assert [(each.kind, str(each.on), each.state) for each in one.hearings] == [
        (HearingKind.CASE_MANAGEMENT, "2026-02-09", HearingState.HELD),
        (HearingKind.FINAL, "2026-06-22", HearingState.ADJOURNED),
        (HearingKind.FINAL, "2026-07-13", HearingState.LISTED),
    ]
    assert one.final_evidence_due == day("2026-06-29")


def test_the_hearing_whose_day_came_with_the_application_is_in_the_timetable() -> None:
    child = Child().decided().issued(hearing_on="2026-02-04")
    first = (HearingKind.CASE_MANAGEMENT, "2026-02-04")

    def hearings() -> list[tuple[HearingKind, str, HearingState]]:
        return [(each.kind, str(each.on), each.state) for each in read(child, "2026-03-03").hearings]

    assert hearings() == [(*first, HearingState.LISTED)]
    child.listed(HearingKind.CASE_MANAGEMENT, "2026-01-30", "2026-02-11")
    moved = [(*first, HearingState.ADJOURNED), (HearingKind.CASE_MANAGEMENT, "2026-02-11", HearingState.LISTED)]
    assert hearings() == moved
    child.held(HearingKind.INTERIM_CARE_ORDER, "2026-02-04")
    assert hearings() == [(HearingKind.INTERIM_CARE_ORDER, "2026-02-04", HearingState.HELD), moved[1]]
    child.should_be_placed("2026-02-16").issued("2026-02-18", Application.PLACEMENT, hearing_on="2026-03-09")
    assert hearings()[-1] == (HearingKind.OTHER, "2026-03-09", HearingState.LISTED)


def test_a_hearing_held_on_another_day_than_listed_leaves_later_ones_listed() -> None:
    child = Child().before_the_court()
    child.listed(HearingKind.CASE_MANAGEMENT, "2026-02-02", "2026-02-09")
    child.held(HearingKind.CASE_MANAGEMENT, "2026-02-11")
    child.listed(HearingKind.CASE_MANAGEMENT, "2026-02-12", "2026-04-20")
    child.held(HearingKind.CASE_MANAGEMENT, "2026-03-02")
    states = [(str(each.on), each.state) for each in read(child, "2026-03-03").hearings]
    assert states == [
        ("2026-02-09", HearingState.ADJOURNED),
        ("2026-02-11", HearingState.HELD),
        ("2026-03-02", HearingState.HELD),
        ("2026-04-20", HearingState.LISTED),
    ]


def test_a_direction_is_overdue_until_it_is_met() -> None:
    child = Child().before_the_court()
    report, late = direct(child, "2026-02-09", "2026-03-30"), direct(child, "2026-02-09", "2026-03-02")
    meet(child, report, "2026-03-30")
    states = {each.direction_id: (each.met_on, each.overdue) for each in read(child, "2026-04-01").directions}
    assert states == {report.direction_id: (day("2026-03-30"), False), late.direction_id: (None, True)}
    assert not any(each.overdue for each in read(child, "2026-03-02").directions)


def test_care_proceedings_end_pre_proceedings_but_a_placement_application_does_not() -> None:
    child = Child().decided(outcome=GatewayOutcome.PRE_PROCEEDINGS).should_be_placed("2026-01-13")
    child.known(PreProceedingsStarted, "2026-01-12")
    child.issued("2026-01-19", Application.PLACEMENT)
    assert not child.matter.every(PreProceedingsEnded)
    child.decided("2026-01-25").issued("2026-01-26")
    assert len(child.matter.every(PreProceedingsEnded)) == 1


def test_proceedings_conclude_and_new_ones_may_follow() -> None:
    child = Child().before_the_court()
    child.granted(CareOrderGranted, "2026-06-22")
    conclude(child, "2026-06-22", ProceedingsOutcome.CARE_ORDER)
    child.issued("2027-02-01", Application.DISCHARGE, "WA27C50002")
    first, second = shown(child.matter, day("2027-02-02"))
    assert (first.outcome, first.concluded_on, first.overdue) == ("care_order", day("2026-06-22"), False)
    assert (second.court_case_number, second.concluded_on) == ("WA27C50002", None)


def met_before_it_was_given() -> None:
    child = Child().before_the_court()
    meet(child, direct(child, "2026-02-09", "2026-03-02"), "2026-02-08")


def met_twice() -> None:
    child = Child().before_the_court()
    given = direct(child, "2026-02-09", "2026-03-02")
    meet(child, given, "2026-03-02")
    meet(child, given, "2026-03-03")


REFUSALS: dict[str, Callable[[], object]] = {
    "a direction of another kind needs words; say what the court directed": lambda: direct(
        Child().before_the_court(), "2026-01-26", "2026-02-09", DirectionKind.OTHER
    ),
    "the child is not born, and no application can be issued yet; record the birth first": lambda: (
        Child(born=None).decided().issued()
    ),
    "take the case to the panel first": lambda: Child().issued(),
    "not decided on care proceedings; take the case to the panel": lambda: (
        Child().decided().decided("2026-01-14", GatewayOutcome.STEP_DOWN).issued()
    ),
    "record the decision maker's decision first": lambda: (
        Child().decided().should_be_placed("2026-05-18").issued("2026-05-17", Application.PLACEMENT)
    ),
    "no care or supervision order stands that could be discharged; record that order first": lambda: (
        Child().decided().issued("2026-02-01", Application.DISCHARGE)
    ),
    f"proceedings {NUMBER} are open; conclude them first, or give their number": lambda: (
        Child().before_the_court().issued("2026-02-01", Application.SUPERVISION, "WA26C50009")
    ),
    f"proceedings {NUMBER} hold a care application already; conclude them first": lambda: (
        Child().before_the_court().issued("2026-02-01")
    ),
    "the hearing is before the application was issued; check both days": lambda: proceedings.issue(
        Child().decided().matter,
        day("2026-02-01"),
        application=Application.CARE,
        court_case_number=NUMBER,
        hearing_on=day("2026-01-31"),
    ),
    "no proceedings are open; record that the application was issued first": lambda: Child().held(
        HearingKind.FINAL, "2026-02-01"
    ),
    "the day is before the application was issued on 19 January 2026": lambda: (
        Child().before_the_court().held(HearingKind.FINAL, "2026-01-18")
    ),
    "record that it was held instead": lambda: (
        Child().before_the_court().listed(HearingKind.FINAL, "2026-02-02", "2026-02-01")
    ),
    "the final evidence would be due after the final hearing": lambda: (
        Child().before_the_court().listed(HearingKind.FINAL, "2026-02-02", "2026-06-22", "2026-06-23")
    ),
    "only care and supervision proceedings have a timetable": lambda: extend(
        Child().should_be_placed().issued("2026-05-25", Application.PLACEMENT), "2026-06-01", "2026-08-01"
    ),
    "the timetable runs to 19 July 2026 already; give a later day": lambda: extend(
        Child().before_the_court(), "2026-06-15", "2026-07-19"
    ),
    "one extension may reach 13 September 2026 at most, 8 weeks on": lambda: extend(
        Child().before_the_court(), "2026-06-15", "2026-09-14"
    ),
    "would be due before the direction": lambda: direct(Child().before_the_court(), "2026-02-09", "2026-02-08"),
    "record the direction first": lambda: in_proceedings.meet_direction(
        Child().before_the_court().matter, DirectionId(uuid4()), day("2026-02-09")
    ),
    "the direction was given on 9 February 2026 only": met_before_it_was_given,
    "the direction was met on 2 March 2026 already; correct that entry": met_twice,
}


@pytest.mark.parametrize("says", REFUSALS)
def test_a_refusal_says_what_to_do(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()


@pytest.mark.parametrize("order", [CareOrderGranted, InterimCareOrderGranted])
def test_a_standing_care_order_is_the_ground_of_a_discharge(order: type[OrderGranted]) -> None:
    child = Child().before_the_court()
    child.granted(order, "2026-01-26")
    child.issued("2026-02-01", Application.DISCHARGE)
    assert child.matter.every(ProceedingsIssued)[-1].application is Application.DISCHARGE

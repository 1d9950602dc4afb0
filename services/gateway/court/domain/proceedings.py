"""Proceedings: what was asked of the family court, its hearings, directions and timetable, and how they ended."""

from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import must_have_ground, needs_no_proceedings
from services.gateway.court.domain.orders_in_force import must_agree
from services.gateway.court.domain.outcomes import ON_APPLICATION, must_be_recorded
from services.gateway.court.domain.timetable import TIMETABLED, Proceedings, latest_extension, proceedings_of
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    HearingKind,
    PreProceedingsOutcome,
    ProceedingsOutcome,
    TimetableExtensionReason,
)
from shared.events.gateway import (
    CourtDirectionGiven,
    CourtDirectionMet,
    HearingHeld,
    HearingListed,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    LeaveToShareProfileGranted,
    PreProceedingsEnded,
    ProceedingsConcluded,
    ProceedingsIssued,
    TimetableExtended,
)
from shared.identifiers import CourtCaseNumber, DirectionId, NoteId
from shared.policy.words import words_of_event

IN_PROCEEDINGS = (
    HearingListed,
    HearingHeld,
    TimetableExtended,
    CourtDirectionGiven,
    LeaveToShareProfileGranted,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    *ON_APPLICATION,
)


def issue(
    matter: LegalMatter,
    on: date,
    *,
    application: Application,
    court_case_number: CourtCaseNumber,
    hearing_on: date | None,
) -> tuple[Event, ...]:
    """Record that the court issued an application, alone or beside others; pre-proceedings end with care proceedings.

    Applications under one court case number are one set of proceedings until it is concluded.
    """
    about = matter.about(on)
    must_have_ground(matter, application, on)
    concluded = matter.latest(ProceedingsConcluded)
    if concluded and on < concluded.occurred_on:
        raise RuleBroken(
            f"earlier proceedings were concluded on {words_of_day(concluded.occurred_on)}; check the day of issue"
        )
    running = open_proceedings(matter)
    if running:
        number = running.applications[0].court_case_number
        if court_case_number != number:
            raise RuleBroken(f"proceedings {number} are open; conclude them first, or give their number")
        if application in {each.application for each in running.applications}:
            raise RuleBroken(f"proceedings {number} hold a {application} application already; conclude them first")
    if hearing_on and hearing_on < on:
        raise RuleBroken("the hearing is before the application was issued; check both days")
    issued = ProceedingsIssued(
        **about, application=application, court_case_number=court_case_number, hearing_on=hearing_on
    )
    if matter.pre_proceedings and application in TIMETABLED:
        period = matter.in_pre_proceedings(on).period
        return (PreProceedingsEnded(**about, period=period, outcome=PreProceedingsOutcome.CARE_PROCEEDINGS), issued)
    return (issued,)


def open_proceedings(matter: LegalMatter) -> Proceedings | None:
    """The set of proceedings that is open, with all its applications."""
    found = proceedings_of(matter)
    return found[-1] if found and found[-1].concluded is None else None


def must_be_open(matter: LegalMatter, on: date) -> Proceedings:
    """The set of proceedings that is open on a day, that of its conclusion included. Refuses where there is none."""
    covering = [one for one in proceedings_of(matter) if one.covers(on)]
    if not covering:
        raise _none_open(matter, on)
    return covering[-1]


def _none_open(matter: LegalMatter, on: date) -> RuleBroken:
    """Why no proceedings are open on a day: the last ones were concluded, none were issued yet, or none at all."""
    found = proceedings_of(matter)
    concluded = [one.concluded for one in found if one.concluded and one.since <= on]
    if concluded:
        return RuleBroken(
            f"the proceedings were concluded on {words_of_day(concluded[-1].occurred_on)}; "
            "check the day, or record the application that was issued since"
        )
    if found:
        return RuleBroken(f"the day is before the application was issued on {words_of_day(found[0].since)}; check it")
    return RuleBroken("no proceedings are open; record that the application was issued first")


def list_hearing(
    matter: LegalMatter, on: date, *, kind: HearingKind, hearing_on: date, final_evidence_due: date | None
) -> HearingListed:
    """Record that the court listed a hearing; one of the same kind that was not held yet is thereby adjourned."""
    _must_be_before_the_court(matter, kind, on)
    if hearing_on < on:
        raise RuleBroken("the hearing is before the day on which it was listed; record that it was held instead")
    if kind is HearingKind.FINAL and final_evidence_due and final_evidence_due > hearing_on:
        raise RuleBroken("the final evidence would be due after the final hearing; check both days")
    return HearingListed(**matter.about(on), kind=kind, on=hearing_on, final_evidence_due=final_evidence_due)


def hold_hearing(matter: LegalMatter, on: date, *, kind: HearingKind, final_evidence_due: date | None) -> HearingHeld:
    """Record that a hearing was held."""
    _must_be_before_the_court(matter, kind, on)
    return HearingHeld(**matter.about(on), kind=kind, on=on, final_evidence_due=final_evidence_due)


def _must_be_before_the_court(matter: LegalMatter, kind: HearingKind, on: date) -> None:
    """An emergency protection order is heard before any proceedings (Children Act 1989 s.44)."""
    if kind is not HearingKind.EMERGENCY_PROTECTION:
        must_be_open(matter, on)


def extend_timetable(  # noqa: PLR0913 - what an extension consists of
    matter: LegalMatter,
    on: date,
    *,
    until: date,
    reason: TimetableExtensionReason,
    final_evidence_due: date | None = None,
    note_id: NoteId | None = None,
) -> TimetableExtended:
    """Record that the court extended the timetable of the proceedings (Children Act 1989 s.32(5) and (8))."""
    running = must_be_open(matter, on)
    if running.last_day is None:
        raise RuleBroken("only care and supervision proceedings have a timetable; record what the court listed instead")
    if until <= running.last_day:
        raise RuleBroken(f"the timetable runs to {words_of_day(running.last_day)} already; give a later day")
    latest = latest_extension(running, on)
    if until > latest:
        raise RuleBroken(
            f"one extension may reach {words_of_day(latest)} at most, 8 weeks on; "
            "record a further one when the court grants it"
        )
    return TimetableExtended(
        **matter.about(on), on=until, reason=reason, final_evidence_due=final_evidence_due, note_id=note_id
    )


def give_direction(  # noqa: PLR0913 - what a direction consists of
    matter: LegalMatter,
    direction_id: DirectionId,
    on: date,
    *,
    kind: DirectionKind,
    due_on: date,
    note_id: NoteId | None = None,
) -> CourtDirectionGiven:
    """Record what the court directed. One under section 37 is given in proceedings that others began."""
    if kind is not DirectionKind.SECTION_37:
        must_be_open(matter, on)
    if due_on < on:
        raise RuleBroken("what the court directed would be due before the direction; check both days")
    if kind is DirectionKind.OTHER and note_id is None:
        raise RuleBroken("a direction of another kind needs words; say what the court directed")
    return CourtDirectionGiven(**matter.about(on), direction_id=direction_id, kind=kind, due_on=due_on, note_id=note_id)


def meet_direction(matter: LegalMatter, direction_id: DirectionId, on: date) -> CourtDirectionMet:
    """Record that what the court directed was filed or done."""
    about = matter.about(on)
    given = next((one for one in matter.every(CourtDirectionGiven) if one.direction_id == direction_id), None)
    if given is None:
        raise RuleBroken("the court gave no such direction about this child; record the direction first")
    if on < given.occurred_on:
        raise RuleBroken(f"the direction was given on {words_of_day(given.occurred_on)} only; check the day")
    met = next((one for one in matter.every(CourtDirectionMet) if one.direction_id == direction_id), None)
    if met:
        raise RuleBroken(
            f"the direction was met on {words_of_day(met.occurred_on)} already; correct that entry if the day is wrong"
        )
    return CourtDirectionMet(**about, direction_id=direction_id)


def conclude(matter: LegalMatter, on: date, outcome: ProceedingsOutcome) -> ProceedingsConcluded:
    """Record that the proceedings concluded, once what they ended in is recorded."""
    running = open_proceedings(matter)
    if running is None:
        raise _none_open(matter, on)
    last = running.applications[-1]
    if on < last.occurred_on:
        raise RuleBroken(
            f"a {last.application} application was issued on {words_of_day(last.occurred_on)}; check the day"
        )
    _must_not_go_on(running, on)
    must_be_recorded(running, on, outcome)
    concluded = ProceedingsConcluded(**matter.about(on), outcome=outcome)
    must_agree(matter, concluded)
    return concluded


def _must_not_go_on(running: Proceedings, on: date) -> None:
    """Refuse a conclusion before the day of something that needs the proceedings open."""
    later = [each for each in running.during(*IN_PROCEEDINGS) if on < each.occurred_on]
    if steps := [each for each in later if not needs_no_proceedings(running.matter, each)]:
        last = f"{words_of_event(type(steps[-1]).__name__)} on {words_of_day(steps[-1].occurred_on)}"
        raise RuleBroken(f"the proceedings went on after that day ({last}); check the day")

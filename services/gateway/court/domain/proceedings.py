"""Proceedings: what was asked of the family court, whether they are open on a day, and how they ended."""

from collections.abc import Iterator
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import GROUNDS as TO_ASK
from services.gateway.court.domain.grounds import needs_no_proceedings
from services.gateway.court.domain.orders_in_force import must_agree
from services.gateway.court.domain.outcomes import ON_APPLICATION, must_be_recorded
from services.gateway.court.domain.timetable import TIMETABLED, Proceedings, proceedings_of
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import (
    Application,
    PreProceedingsOutcome,
    ProceedingsOutcome,
)
from shared.events.gateway import (
    CourtDirectionGiven,
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
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import CourtCaseNumber
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
    issued = ProceedingsIssued(
        **about, application=application, court_case_number=court_case_number, hearing_on=hearing_on
    )
    TO_ASK.must_stand(matter, issued)
    GROUNDS.must_stand(matter, issued)
    if matter.pre_proceedings and application in TIMETABLED:
        period = matter.in_pre_proceedings(on).period
        return (PreProceedingsEnded(**about, period=period, outcome=PreProceedingsOutcome.CARE_PROCEEDINGS), issued)
    return (issued,)


def _must_join_or_follow(matter: LegalMatter, issued: ProceedingsIssued) -> None:
    """Refuse an application before earlier proceedings were concluded, or beside others under another number."""
    concluded = matter.latest(ProceedingsConcluded)
    if concluded and issued.occurred_on < concluded.occurred_on:
        raise RuleBroken(
            f"earlier proceedings were concluded on {words_of_day(concluded.occurred_on)}; check the day of issue"
        )
    if running := open_proceedings(matter):
        number = running.applications[0].court_case_number
        if issued.court_case_number != number:
            raise RuleBroken(f"proceedings {number} are open; conclude them first, or give their number")
        if issued.application in {each.application for each in running.applications}:
            raise RuleBroken(
                f"proceedings {number} hold a {issued.application} application already; conclude them first"
            )


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


def conclude(matter: LegalMatter, on: date, outcome: ProceedingsOutcome) -> ProceedingsConcluded:
    """Record that the proceedings concluded, once what they ended in is recorded."""
    concluded = ProceedingsConcluded(**matter.about(on), outcome=outcome)
    _must_not_go_on(_must_be_running(matter, concluded), on)
    GROUNDS.must_stand(matter, concluded)
    must_agree(matter, concluded)
    return concluded


def _must_be_running(matter: LegalMatter, concluded: ProceedingsConcluded) -> Proceedings:
    """The set of proceedings that is concluded. Refuses where none is open, or one was joined later."""
    running = open_proceedings(matter)
    if running is None:
        raise _none_open(matter, concluded.occurred_on)
    last = running.applications[-1]
    if concluded.occurred_on < last.occurred_on:
        raise RuleBroken(
            f"a {last.application} application was issued on {words_of_day(last.occurred_on)}; check the day"
        )
    return running


def _must_not_go_on(running: Proceedings, on: date) -> None:
    """Refuse a conclusion before the day of something that needs the proceedings open."""
    later = [each for each in running.during(*IN_PROCEEDINGS) if on < each.occurred_on]
    if steps := [each for each in later if not needs_no_proceedings(running.matter, each)]:
        last = f"{words_of_event(type(steps[-1]).__name__)} on {words_of_day(steps[-1].occurred_on)}"
        raise RuleBroken(f"the proceedings went on after that day ({last}); check the day")


def _must_be_in_an_outcome(matter: LegalMatter, concluded: ProceedingsConcluded) -> None:
    must_be_recorded(_must_be_running(matter, concluded), concluded.occurred_on, concluded.outcome)


GROUNDS = Grounds[LegalMatter](
    (
        ruled((ProceedingsIssued,), _must_join_or_follow, "a record that bears it: {refusal}", in_turn=True),
        Ground(
            (ProceedingsIssued,),
            lambda _matter, issued: issued.hearing_on is None or issued.occurred_on <= issued.hearing_on,
            "a hearing after the application",
            "the hearing is before the application was issued; check both days",
        ),
        ruled((ProceedingsConcluded,), _must_be_running, "proceedings that were issued", in_turn=True),
        ruled((ProceedingsConcluded,), _must_be_in_an_outcome, "the order of which its outcome speaks", in_turn=True),
    )
)


def _issued(matter: LegalMatter, on: date) -> Iterator[Event]:
    running = open_proceedings(matter)
    number = running.applications[0].court_case_number if running else None
    for application in Application:
        yield ProceedingsIssued(**matter.about(on), application=application, court_case_number=number)


def _concluded(matter: LegalMatter, on: date) -> Iterator[Event]:
    yield from (ProceedingsConcluded(**matter.about(on), outcome=outcome) for outcome in ProceedingsOutcome)


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("issue_proceedings", _issued),
    Offer("conclude_proceedings", _concluded),
)

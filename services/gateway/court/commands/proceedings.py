"""Commands about the court; but for a direction that was met, each may be the same for brothers and sisters."""

from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import in_proceedings, proceedings
from shared.events.base import Event
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    HearingKind,
    ProceedingsOutcome,
    TimetableExtensionReason,
)
from shared.events.gateway import (
    CourtDirectionGiven,
    CourtDirectionMet,
    HearingHeld,
    HearingListed,
    ProceedingsConcluded,
    TimetableExtended,
)
from shared.identifiers import CourtCaseNumber, DirectionId, NoteId, new_id
from shared.records.notes import Text, keeps_note
from shared.siblings.together import Together, together
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class IssueProceedings(Together):
    """The court issued an application."""

    application: Application = Application.CARE
    court_case_number: CourtCaseNumber
    hearing_on: date | None = None


@ROUTES.post("/children/{child_id}/proceedings")
@together
def issue_proceedings(matter: LegalMatter, command: IssueProceedings) -> tuple[Event, ...]:
    """Record that the court issued an application; one under the number of open proceedings joins them."""
    return proceedings.issue(
        matter,
        command.on,
        application=command.application,
        court_case_number=command.court_case_number,
        hearing_on=command.hearing_on,
    )


class ListHearing(Together):
    """The court listed a hearing."""

    kind: HearingKind
    hearing_on: date
    final_evidence_due: date | None = None


@ROUTES.post("/children/{child_id}/hearings/listed")
@together
def list_hearing(matter: LegalMatter, command: ListHearing) -> HearingListed:
    """Record a listed hearing."""
    return in_proceedings.list_hearing(
        matter,
        command.on,
        kind=command.kind,
        hearing_on=command.hearing_on,
        final_evidence_due=command.final_evidence_due,
    )


class HoldHearing(Together):
    """A hearing was held."""

    kind: HearingKind
    final_evidence_due: date | None = None


@ROUTES.post("/children/{child_id}/hearings/held")
@together
def hold_hearing(matter: LegalMatter, command: HoldHearing) -> HearingHeld:
    """Record a held hearing."""
    return in_proceedings.hold_hearing(
        matter, command.on, kind=command.kind, final_evidence_due=command.final_evidence_due
    )


class ExtendTimetable(Together):
    """The court extended the timetable of the proceedings."""

    until: date
    reason: TimetableExtensionReason
    final_evidence_due: date | None = None
    reasons: Text | None = None


@ROUTES.post("/children/{child_id}/proceedings/extensions")
@together
@keeps_note("reasons", "timetable_extension")
def extend_timetable(matter: LegalMatter, command: ExtendTimetable, note_id: NoteId | None) -> TimetableExtended:
    """Record an extension of the 26 weeks, of at most 8 weeks; the reasons are kept as a note."""
    return in_proceedings.extend_timetable(
        matter,
        command.on,
        until=command.until,
        reason=command.reason,
        final_evidence_due=command.final_evidence_due,
        note_id=note_id,
    )


class GiveDirection(Together):
    """The court directed something."""

    kind: DirectionKind
    due_on: date
    words: Text | None = None


@ROUTES.post("/children/{child_id}/directions")
@together
@keeps_note("words", "court_direction")
def record_direction(matter: LegalMatter, command: GiveDirection, note_id: NoteId | None) -> CourtDirectionGiven:
    """Record a case management direction; its words are kept as a note."""
    return in_proceedings.give_direction(
        matter, DirectionId(new_id()), command.on, kind=command.kind, due_on=command.due_on, note_id=note_id
    )


class MeetDirection(Command):
    """What the court directed was filed or done."""

    direction_id: DirectionId


@ROUTES.post("/children/{child_id}/directions/met")
def meet_direction(matter: LegalMatter, command: MeetDirection) -> CourtDirectionMet:
    """Record that a direction was met."""
    return in_proceedings.meet_direction(matter, command.direction_id, command.on)


class ConcludeProceedings(Together):
    """The proceedings concluded."""

    outcome: ProceedingsOutcome


@ROUTES.post("/children/{child_id}/proceedings/conclusion")
@together
def conclude_proceedings(matter: LegalMatter, command: ConcludeProceedings) -> ProceedingsConcluded:
    """Record that the proceedings concluded."""
    return proceedings.conclude(matter, command.on, command.outcome)

"""The court: applications, hearings, directions and the timetable."""

from datetime import date

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    HearingKind,
    ProceedingsOutcome,
    TimetableExtensionReason,
)
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import CourtCaseNumber, DirectionId, NoteId


@event("gateway.proceedings_issued.v1")
class ProceedingsIssued(ChildEvent):
    """An application was issued in the family court."""

    said = "Issue of proceedings recorded"

    court_case_number: CourtCaseNumber | None = None
    application: Application
    hearing_on: date | None = None


@event("gateway.hearing_listed.v1")
class HearingListed(ChildEvent):
    """The court listed a hearing."""

    kind: HearingKind
    on: date
    final_evidence_due: date | None = None


@event("gateway.hearing_held.v1")
class HearingHeld(ChildEvent):
    """A hearing was held."""

    kind: HearingKind
    on: date
    final_evidence_due: date | None = None


@event("gateway.timetable_extended.v1")
class TimetableExtended(ChildEvent):
    """The court extended the timetable of the proceedings to a new date."""

    said = "Extension of the timetable recorded"

    on: date
    final_evidence_due: date | None = None
    reason: TimetableExtensionReason | None = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.court_direction_given.v1")
class CourtDirectionGiven(ChildEvent):
    """The court directed that something be filed or done by a day."""

    said = "Direction of the court recorded"

    direction_id: Identifies[DirectionId]
    kind: DirectionKind
    due_on: date
    note_id: Fixed[NoteId | None] = None


@event("gateway.court_direction_met.v1")
class CourtDirectionMet(ChildEvent):
    """What the court directed was filed or done."""

    said = "Direction of the court met"

    direction_id: RestsOn[DirectionId]


@event("gateway.leave_to_share_profile_granted.v1")
class LeaveToShareProfileGranted(ChildEvent):
    """The court allowed the child's profile to be shared before a placement order."""

    said = "Leave of the court to share the profile recorded"

    photographs: bool = False


@event("gateway.proceedings_concluded.v1")
class ProceedingsConcluded(ChildEvent):
    """The care proceedings concluded."""

    said = "End of proceedings recorded"

    outcome: ProceedingsOutcome

"""What is shown of proceedings: their applications, timetable, hearings and directions, as they stand on a day."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.timetable import HearingState, Proceedings, proceedings_of
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    HearingKind,
    ProceedingsOutcome,
    TimetableExtensionReason,
)
from shared.events.gateway import TimetableExtended


class ApplicationAsRead(BaseModel):
    """An application, and the day on which the court issued it."""

    application: Application
    issued_on: date
    hearing_on: date | None


class ExtensionAsRead(BaseModel):
    """An extension of the timetable."""

    granted_on: date
    until: date
    reason: TimetableExtensionReason | None
    note_id: UUID | None


class HearingAsRead(BaseModel):
    """A hearing; one that was listed anew before it was held is adjourned."""

    kind: HearingKind
    on: date
    state: HearingState


class DirectionAsRead(BaseModel):
    """What the court directed, and how it stands."""

    direction_id: UUID
    kind: DirectionKind
    given_on: date
    due_on: date
    met_on: date | None
    overdue: bool
    note_id: UUID | None


class ProceedingsAsRead(BaseModel):
    """One set of proceedings. Days of the timetable are there where there is a care or supervision application."""

    court_case_number: str | None
    applications: list[ApplicationAsRead]
    since: date
    twenty_six_weeks: date | None = Field(description="the last day of the 26 weeks")
    last_day: date | None = Field(description="the day by which they are to be disposed of, as last extended")
    overdue: bool
    final_evidence_due: date | None
    extensions: list[ExtensionAsRead]
    hearings: list[HearingAsRead]
    directions: list[DirectionAsRead]
    concluded_on: date | None
    outcome: ProceedingsOutcome | None


def shown(matter: LegalMatter, today: date) -> list[ProceedingsAsRead]:
    """Every set of proceedings about a child, by day."""
    return [_shown(one, today) for one in proceedings_of(matter)]


def _shown(one: Proceedings, today: date) -> ProceedingsAsRead:
    end = one.concluded
    ended_by = end.occurred_on if end else today
    return ProceedingsAsRead(
        court_case_number=one.applications[0].court_case_number,
        applications=[
            ApplicationAsRead(application=each.application, issued_on=each.occurred_on, hearing_on=each.hearing_on)
            for each in one.applications
        ],
        since=one.since,
        twenty_six_weeks=one.first_last_day,
        last_day=one.last_day,
        overdue=one.last_day is not None and one.last_day < ended_by,
        final_evidence_due=one.final_evidence_due,
        extensions=[
            ExtensionAsRead(granted_on=each.occurred_on, until=each.on, reason=each.reason, note_id=each.note_id)
            for each in one.during(TimetableExtended)
        ],
        hearings=[HearingAsRead(kind=each.kind, on=each.on, state=each.state) for each in one.hearings],
        directions=[
            DirectionAsRead(
                direction_id=each.given.direction_id,
                kind=each.given.kind,
                given_on=each.given.occurred_on,
                due_on=each.given.due_on,
                met_on=each.met_on,
                overdue=each.overdue(ended_by),
                note_id=each.given.note_id,
            )
            for each in one.directions
        ],
        concluded_on=end.occurred_on if end else None,
        outcome=end.outcome if end else None,
    )

"""Pre-proceedings: plan, letters, meetings, assessments, and how long they last."""

from datetime import date
from typing import Literal

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import MeetingWithParents, PreProceedingsOutcome, StepDownTo
from shared.events.codes.planning import AssessmentKind
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import AssessmentId, Code, DecisionId, DocumentId, MeetingId, NoteId, PersonId


@event("gateway.pre_proceedings_plan_recorded.v1")
class PreProceedingsPlanRecorded(ChildEvent):
    """A version of the pre-proceedings plan, with the parts that it holds; `approved` by the Service Manager."""

    version: Fixed[int]
    parts: tuple[Code, ...] = ()
    approved: bool = False
    document_id: Fixed[DocumentId | None] = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.pre_proceedings_assessment_agreed.v1")
class PreProceedingsAssessmentAgreed(ChildEvent):
    """An assessment was commissioned for pre-proceedings, with its day, and of whom where it is of one person."""

    assessment_id: Identifies[AssessmentId]
    kind: AssessmentKind
    due_on: date
    subject_id: Fixed[PersonId | None] = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.pre_proceedings_assessment_finalised.v1")
class PreProceedingsAssessmentFinalised(ChildEvent):
    """An agreed assessment was completed and finalised by legal."""

    assessment_id: RestsOn[AssessmentId]
    document_id: Fixed[DocumentId | None] = None


@event("gateway.pre_proceedings_letter_drafted.v1")
class PreProceedingsLetterDrafted(ChildEvent):
    """The letter before proceedings was drafted, to a parent or to who else holds parental responsibility."""

    said = "Letter before proceedings drafted"

    decision_id: RestsOn[DecisionId | None] = None
    document_id: Fixed[DocumentId | None] = None
    person_id: Fixed[PersonId | None] = None


@event("gateway.pre_proceedings_letter_sent.v1")
class PreProceedingsLetterSent(ChildEvent):
    """The letter before proceedings was sent, to the parents or to the one who is named."""

    said = "Letter before proceedings sent"

    decision_id: RestsOn[DecisionId | None] = None
    document_id: Fixed[DocumentId | None] = None
    person_id: Fixed[PersonId | None] = None


@event("gateway.immediate_issue_letter_delivered.v1")
class ImmediateIssueLetterDelivered(ChildEvent):
    """The letter that proceedings are issued at once reached the parents, or the one who is named."""

    said = "Letter of immediate issue delivered"

    decision_id: RestsOn[DecisionId | None] = None
    document_id: Fixed[DocumentId | None] = None
    person_id: Fixed[PersonId | None] = None


@event("gateway.legal_planning_meeting_held.v1")
class LegalPlanningMeetingHeld(ChildEvent):
    """Social work and legal planned the pre-proceedings."""

    meeting_id: Fixed[MeetingId | None] = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.pre_proceedings_meeting_held.v1")
class PreProceedingsMeetingHeld(ChildEvent):
    """The parents, with their solicitors, met the authority."""

    meeting_id: Fixed[MeetingId | None] = None
    kind: MeetingWithParents = MeetingWithParents.INITIAL
    note_id: Fixed[NoteId | None] = None


@event("gateway.exception_report_made.v1")
class ExceptionReportMade(ChildEvent):
    """Why pre-proceedings run over, and the time needed, was reported."""

    decision_id: RestsOn[DecisionId | None] = None
    document_id: Fixed[DocumentId | None] = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.pre_proceedings_reviewed.v1")
class PreProceedingsReviewed(ChildEvent):
    """The Head of Service reviewed a child in pre-proceedings."""

    said = "Review of pre-proceedings recorded"

    note_id: Fixed[NoteId | None] = None


@event("gateway.pre_proceedings_started.v1")
class PreProceedingsStarted(ChildEvent):
    """A period of pre-proceedings began."""

    period: Literal[1, 2] = 1
    until: date | None = None


@event("gateway.pre_proceedings_extended.v1")
class PreProceedingsExtended(ChildEvent):
    """A period of pre-proceedings was extended, with reason, to a new date."""

    period: Literal[1, 2] = 1
    until: date
    purpose: Code | None = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.pre_proceedings_ended.v1")
class PreProceedingsEnded(ChildEvent):
    """A period of pre-proceedings ended."""

    period: Literal[1, 2] = 1
    outcome: PreProceedingsOutcome
    step_down_to: StepDownTo | None = None

"""Commands of pre-proceedings: plan, letters, meetings, assessments, the exception report, and the review."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.letters.to_parents import Letter
from services.gateway.pre_proceedings.commands.letters import DraftImmediateIssueLetter, DraftLetter, letter
from services.gateway.pre_proceedings.domain import letters as letter_rules
from services.gateway.pre_proceedings.domain import pre_proceedings, pre_proceedings_plan
from shared.events.codes.gateway import MeetingWithParents
from shared.events.codes.planning import AssessmentKind
from shared.events.gateway import (
    LegalPlanningMeetingHeld,
    PreProceedingsAssessmentAgreed,
    PreProceedingsMeetingHeld,
    PreProceedingsPlanRecorded,
    PreProceedingsReviewed,
)
from shared.identifiers import AssessmentId, Code, MeetingId, NoteId, PersonId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.commands import DocumentTogether, WithDocument, document_of
from shared.records.notes import Text, keeps_note, note
from shared.siblings.together import Together, naming, of_one_family, together
from shared.web.commands import CommandRoutes, Step

ROUTES = CommandRoutes()

Answer = Mapping[str, Any]


class WithMinutes(Together):
    """A meeting, with its minutes; they are kept as a note."""

    minutes: Text | None = None


@ROUTES.post("/children/{child_id}/letter/draft")
async def draft_pre_proceedings_letter(child: UUID, command: DraftLetter, work: UnitOfWork) -> Answer:
    """Draft the letter before proceedings; answers the draft as a `document`, and which facts it is `missing`."""
    children = await of_one_family(work, LegalMatter, child, command)
    for matter in children:
        with naming(matter, command):
            letter_rules.draft_letter(matter, command.on)  # refuses before anything is put into the archive
    drafted = await letter(children, Letter.BEFORE_PROCEEDINGS, command, work)
    for matter, draft in zip(children, drafted, strict=True):
        work.record(letter_rules.draft_letter(matter, command.on, draft.document_id, command.to))
    return drafted[0].told()


class SendLetter(DocumentTogether):
    """A letter, and whom it reached where that is not every parent."""

    to: PersonId | None = Field(None, title="To", description="where it is not one letter to both parents")


@ROUTES.post("/children/{child_id}/letter/sent")
@together
async def send_pre_proceedings_letter(child: UUID, command: SendLetter, work: UnitOfWork) -> None:
    """Send the letter before proceedings."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    work.record(letter_rules.send_letter(matter, command.on, document_id, command.to))


@ROUTES.post("/children/{child_id}/meeting-invitation/draft")
async def draft_meeting_invitation(child: UUID, command: DraftLetter, work: UnitOfWork) -> Answer:
    """Draft the invitation of a parent to the meeting; answers it as a `document`, and what it is `missing`."""
    children = await of_one_family(work, LegalMatter, child, command)
    for matter in children:
        with naming(matter, command):
            matter.in_pre_proceedings(command.on)
    return (await letter(children, Letter.MEETING_INVITATION, command, work))[0].told()


@ROUTES.post("/children/{child_id}/immediate-issue-letter/draft")
async def draft_immediate_issue_letter(child: UUID, command: DraftImmediateIssueLetter, work: UnitOfWork) -> Answer:
    """Draft the letter that proceedings are issued at once; answers it as a `document`, and what it is `missing`."""
    children = await of_one_family(work, LegalMatter, child, command)
    for matter in children:
        with naming(matter, command):
            # A draft needs the same ground.
            letter_rules.deliver_immediate_issue_letter(matter, command.on, to=command.to)
    return (await letter(children, Letter.IMMEDIATE_ISSUE, command, work))[0].told()


@ROUTES.post("/children/{child_id}/immediate-issue-letter/delivered")
@together
async def deliver_immediate_issue_letter(child: UUID, command: SendLetter, work: UnitOfWork) -> None:
    """Record that the immediate-issue letter reached the parents."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    work.record(letter_rules.deliver_immediate_issue_letter(matter, command.on, document_id, command.to))


@ROUTES.post("/children/{child_id}/legal-planning-meetings")
@together
@keeps_note("minutes", "minutes")
def hold_legal_planning_meeting(
    matter: LegalMatter, command: WithMinutes, note_id: NoteId | None
) -> LegalPlanningMeetingHeld:
    """Record a legal planning meeting."""
    return pre_proceedings.hold_legal_planning_meeting(matter, MeetingId(new_id()), command.on, note_id)


class MeetParents(WithMinutes):
    """The parents and their solicitors met the authority."""

    kind: MeetingWithParents = MeetingWithParents.INITIAL


@ROUTES.post("/children/{child_id}/pre-proceedings-meetings")
@together
@keeps_note("minutes", "minutes")
def hold_pre_proceedings_meeting(
    matter: LegalMatter, command: MeetParents, note_id: NoteId | None
) -> PreProceedingsMeetingHeld:
    """Record a pre-proceedings meeting with the parents."""
    return pre_proceedings.meet_parents(matter, MeetingId(new_id()), command.on, command.kind, note_id)


class RecordPlan(WithDocument):
    """A version of the pre-proceedings plan: the parts that it states, and its text or its document."""

    parts: Annotated[tuple[Code, ...], Field(max_length=30)] = ()
    text: Text | None = None


@ROUTES.post("/children/{child_id}/pre-proceedings-plan")
async def record_pre_proceedings_plan(child: UUID, command: RecordPlan, work: UnitOfWork) -> Answer:
    """Record a version of the pre-proceedings plan; answers which parts it is `missing`. Earlier versions stay."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    note_id = await note(work, matter, "pre_proceedings_plan", command.text)
    plan = pre_proceedings_plan.record_plan(
        matter, command.on, parts=command.parts, document_id=document_id, note_id=note_id
    )
    work.record(plan)
    return {"missing": [item.words for item in pre_proceedings_plan.missing_parts(matter, plan)]}


class ApprovePlan(Step):
    """The latest version of the plan is approved; `version` names the one that was read."""

    version: int | None = None


@ROUTES.post("/children/{child_id}/pre-proceedings-plan/approval")
def approve_pre_proceedings_plan(matter: LegalMatter, command: ApprovePlan) -> PreProceedingsPlanRecorded:
    """Approve the pre-proceedings plan, at first or as it was amended."""
    return pre_proceedings_plan.approve_plan(matter, command.on, version=command.version)


class AgreeAssessment(Step):
    """An assessment was commissioned, with its day."""

    kind: AssessmentKind
    what: Text | None = Field(None, title="What is to be assessed", description="of an assessment of another kind")
    subject_id: PersonId | None = Field(None, title="Of whom", description="where it is of one person")
    due_on: date


@ROUTES.post("/children/{child_id}/pre-proceedings-assessments")
@keeps_note("what", "assessment")
def agree_pre_proceedings_assessment(
    matter: LegalMatter, command: AgreeAssessment, note_id: NoteId | None
) -> PreProceedingsAssessmentAgreed:
    """Record that an assessment was commissioned for pre-proceedings."""
    return pre_proceedings_plan.agree_assessment(
        matter,
        AssessmentId(new_id()),
        command.on,
        kind=command.kind,
        due_on=command.due_on,
        subject_id=command.subject_id,
        note_id=note_id,
    )


class FinaliseAssessment(WithDocument):
    """An agreed assessment is complete, and legal has finalised it."""

    assessment_id: AssessmentId


@ROUTES.post("/children/{child_id}/pre-proceedings-assessments/finalised")
async def finalise_pre_proceedings_assessment(child: UUID, command: FinaliseAssessment, work: UnitOfWork) -> None:
    """Record that an agreed assessment is complete and finalised by legal."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    work.record(
        pre_proceedings_plan.finalise_assessment(
            matter, command.on, assessment_id=command.assessment_id, document_id=document_id
        )
    )


class ReportException(DocumentTogether):
    """Why pre-proceedings run over, and the time that is needed: as text or as a document."""

    text: Text | None = None


@ROUTES.post("/children/{child_id}/exception-reports")
@together
async def report_pre_proceedings_exception(child: UUID, command: ReportException, work: UnitOfWork) -> None:
    """Record the exception report of pre-proceedings that run over."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    note_id = await note(work, matter, "exception_report", command.text)
    work.record(pre_proceedings.report_exception(matter, command.on, document_id=document_id, note_id=note_id))


class ReviewPreProceedings(Together):
    """The Head of Service reviewed the child: what was found, and what is to follow; it is kept as a note."""

    findings: Text


@ROUTES.post("/children/{child_id}/pre-proceedings-reviews")
@together
@keeps_note("findings", "pre_proceedings_review")
def review_pre_proceedings(
    matter: LegalMatter, command: ReviewPreProceedings, note_id: NoteId
) -> PreProceedingsReviewed:
    """Record the Head of Service's review of a child in pre-proceedings."""
    return pre_proceedings.review(matter, command.on, note_id)

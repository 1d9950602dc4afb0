"""Pre-proceedings over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms import choices
from services.gateway.pre_proceedings.commands import pre_proceedings
from services.gateway.pre_proceedings.commands.letters import DraftImmediateIssueLetter, DraftLetter
from services.gateway.pre_proceedings.forms import choices as pre_proceedings_choices
from services.gateway.pre_proceedings.read_model.pre_proceedings import PreProceedingsAsRead, shown
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.web.commands import CommandRoute, add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking

PRE_PROCEEDINGS = APIRouter(tags=["pre-proceedings"])
CHILD = "/children/{child_id}"

LETTERS = (
    CommandRoute(
        f"{CHILD}/letter/draft",
        "draft_pre_proceedings_letter",
        DraftLetter,
        pre_proceedings.draft_letter,
        title="Draft the letter before proceedings",
        choices=pre_proceedings_choices.parents,
    ),
    CommandRoute(
        f"{CHILD}/letter/sent",
        "send_pre_proceedings_letter",
        pre_proceedings.SendLetter,
        pre_proceedings.send_letter,
        title="Record that the letter before proceedings was sent",
        choices=pre_proceedings_choices.letters,
    ),
    CommandRoute(
        f"{CHILD}/meeting-invitation/draft",
        "draft_meeting_invitation",
        DraftLetter,
        pre_proceedings.draft_meeting_invitation,
        title="Draft the invitation to a meeting with the parents",
        choices=pre_proceedings_choices.parents,
    ),
    CommandRoute(
        f"{CHILD}/immediate-issue-letter/draft",
        "draft_immediate_issue_letter",
        DraftImmediateIssueLetter,
        pre_proceedings.draft_immediate_issue_letter,
        title="Draft the immediate issue letter",
        choices=pre_proceedings_choices.parents,
    ),
    CommandRoute(
        f"{CHILD}/immediate-issue-letter/delivered",
        "deliver_immediate_issue_letter",
        pre_proceedings.SendLetter,
        pre_proceedings.deliver_immediate_issue_letter,
        title="Record that the immediate issue letter was delivered",
        choices=pre_proceedings_choices.letters,
    ),
)
MEETINGS = (
    CommandRoute(
        f"{CHILD}/legal-planning-meetings",
        "hold_legal_planning_meeting",
        pre_proceedings.WithMinutes,
        pre_proceedings.hold_legal_planning_meeting,
        title="Record a legal planning meeting",
        choices=choices.siblings,
    ),
    CommandRoute(
        f"{CHILD}/pre-proceedings-meetings",
        "hold_pre_proceedings_meeting",
        pre_proceedings.MeetParents,
        pre_proceedings.hold_pre_proceedings_meeting,
        title="Record a meeting with the parents",
        choices=choices.siblings,
    ),
)
WORK = (
    CommandRoute(
        f"{CHILD}/pre-proceedings-plan",
        "record_pre_proceedings_plan",
        pre_proceedings.RecordPlan,
        pre_proceedings.record_plan,
        title="Record the pre-proceedings plan",
        choices=pre_proceedings_choices.for_plan,
    ),
    CommandRoute(
        f"{CHILD}/pre-proceedings-plan/approval",
        "approve_pre_proceedings_plan",
        pre_proceedings.ApprovePlan,
        pre_proceedings.approve_plan,
        title="Approve the pre-proceedings plan",
    ),
    CommandRoute(
        f"{CHILD}/pre-proceedings-assessments",
        "agree_pre_proceedings_assessment",
        pre_proceedings.AgreeAssessment,
        pre_proceedings.agree_assessment,
        title="Commission an assessment",
        choices=pre_proceedings_choices.subjects,
    ),
    CommandRoute(
        f"{CHILD}/pre-proceedings-assessments/finalised",
        "finalise_pre_proceedings_assessment",
        pre_proceedings.FinaliseAssessment,
        pre_proceedings.finalise_assessment,
        title="Record that an assessment is finalised",
        choices=pre_proceedings_choices.assessments,
    ),
    CommandRoute(
        f"{CHILD}/exception-reports",
        "report_pre_proceedings_exception",
        pre_proceedings.ReportException,
        pre_proceedings.report_exception,
        title="Record an exception report",
        choices=choices.documents,
    ),
    CommandRoute(
        f"{CHILD}/pre-proceedings-reviews",
        "review_pre_proceedings",
        pre_proceedings.ReviewPreProceedings,
        pre_proceedings.review,
        title="Record the Head of Service's review",
        choices=choices.siblings,
    ),
)

add_commands(PRE_PROCEEDINGS, "child_id", (*LETTERS, *MEETINGS, *WORK), page="/children/{case}")


@PRE_PROCEEDINGS.get(
    f"{CHILD}/pre-proceedings",
    dependencies=[performs("read_legal_matter")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_pre_proceedings(child_id: UUID, looking: Looking) -> PreProceedingsAsRead:
    """The last period of pre-proceedings: its days and whence they come, what is done, and what is missing."""
    matter = await look(looking, LegalMatter, child_id)
    return shown(matter, looking.today)

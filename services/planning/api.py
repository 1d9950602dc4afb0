"""Planning over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.planning.commands import adoption, assessments, care, daily_life, planning
from services.planning.domain.case import PermanenceCase
from services.planning.read_model import (
    PermanenceCaseAsRead,
    PermanenceCaseRow,
    PlanVersionRow,
    permanence_case,
    permanence_cases,
    plan_versions,
)
from shared.auth.actions import performs
from shared.web.commands import CommandRoute, Step, add_commands
from shared.web.entries import CorrectionRules, add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["planning"])
CHILD = "/children/{child_id}"

CARE = (
    CommandRoute(
        f"{CHILD}/care",
        "become_looked_after",
        care.BecomeLookedAfter,
        care.become_looked_after,
        title="Record that the child became looked after",
    ),
    CommandRoute(
        f"{CHILD}/care/basis",
        "change_legal_basis",
        care.ChangeLegalBasis,
        care.change_legal_basis,
        title="Record another legal basis of care",
    ),
    CommandRoute(
        f"{CHILD}/care/end",
        "cease_to_be_looked_after",
        care.CeaseToBeLookedAfter,
        care.cease_to_be_looked_after,
        title="Record that the child left care",
    ),
)
HOME = (
    CommandRoute(f"{CHILD}/return-home-approvals", "approve_return_home", Step, care.approve_return_home),
    CommandRoute(f"{CHILD}/placements", "start_placement", care.StartPlacement, care.start_placement),
    CommandRoute(f"{CHILD}/placements/end", "end_placement", care.EndPlacement, care.end_placement),
    CommandRoute(f"{CHILD}/placements/long-term-match", "match_long_term", Step, care.match_long_term),
    CommandRoute(f"{CHILD}/visits", "record_visit", care.RecordVisit, care.record_visit),
)
PLAN = (
    CommandRoute(
        f"{CHILD}/planning-meetings",
        "hold_planning_meeting",
        planning.HoldPlanningMeeting,
        planning.hold_planning_meeting,
    ),
    CommandRoute(f"{CHILD}/reviews", "hold_review", planning.HoldReview, planning.hold_review),
    CommandRoute(
        f"{CHILD}/final-care-planning-meetings",
        "hold_final_care_planning_meeting",
        planning.HoldFinalCarePlanningMeeting,
        planning.hold_final_care_planning_meeting,
    ),
    CommandRoute(
        f"{CHILD}/plan-versions", "agree_permanence_plan", planning.AgreePermanencePlan, planning.agree_permanence_plan
    ),
)
ASSESSMENTS = (
    CommandRoute(f"{CHILD}/assessments", "start_assessment", assessments.StartAssessment, assessments.start_assessment),
    CommandRoute(
        f"{CHILD}/assessments/completed",
        "complete_assessment",
        assessments.CompleteAssessment,
        assessments.complete_assessment,
    ),
    CommandRoute(
        f"{CHILD}/family-group-conferences",
        "hold_family_group_conference",
        assessments.HoldFamilyGroupConference,
        assessments.hold_family_group_conference,
    ),
    CommandRoute(
        f"{CHILD}/together-or-apart",
        "decide_together_or_apart",
        assessments.DecideTogetherOrApart,
        assessments.decide_together_or_apart,
    ),
)
ADOPTION = (
    CommandRoute(
        f"{CHILD}/child-permanence-reports",
        "complete_child_permanence_report",
        adoption.CompleteChildPermanenceReport,
        adoption.complete_report,
    ),
    CommandRoute(
        f"{CHILD}/child-permanence-reports/audits",
        "audit_child_permanence_report",
        adoption.AuditChildPermanenceReport,
        adoption.audit_report,
    ),
    CommandRoute(
        f"{CHILD}/adoption-decisions/booked",
        "book_adoption_decision",
        adoption.BookAdoptionDecision,
        adoption.book_decision,
    ),
    CommandRoute(f"{CHILD}/adoption-decisions", "decide_adoption", adoption.DecideAdoption, adoption.decide),
    CommandRoute(f"{CHILD}/adoption-medicals/booked", "book_adoption_medical", Step, adoption.book_medical),
    CommandRoute(f"{CHILD}/adoption-medicals/completed", "complete_adoption_medical", Step, adoption.complete_medical),
)
DAILY_LIFE = (
    CommandRoute(f"{CHILD}/family-time", "agree_family_time", daily_life.AgreeFamilyTime, daily_life.agree_family_time),
    CommandRoute(f"{CHILD}/views", "record_child_view", daily_life.RecordChildView, daily_life.record_child_view),
    CommandRoute(
        f"{CHILD}/life-story-work",
        "record_life_story_work",
        daily_life.RecordLifeStoryWork,
        daily_life.record_life_story_work,
    ),
    CommandRoute(
        f"{CHILD}/support-plans", "draft_support_plan", daily_life.DraftSupportPlan, daily_life.draft_support_plan
    ),
)

add_commands(ROUTER, "child_id", CARE, page="/children/{case}")
add_commands(ROUTER, "child_id", (*HOME, *PLAN, *ASSESSMENTS, *ADOPTION, *DAILY_LIFE))
add_entries(ROUTER, CorrectionRules(PermanenceCase, CHILD, "read_permanence_plan"))


@ROUTER.get(CHILD, dependencies=[performs("read_permanence_plan")], responses=problem_responses(401, 403, 404, 422))
async def read(child_id: UUID, reading: Reading, response: Response) -> PermanenceCaseAsRead:
    """The child's plan, care and placements. The ETag is the version that If-Match names."""
    case = await permanence_case(reading, child_id)
    response.headers["ETag"] = f'"{case.version}"'
    return case


@ROUTER.get(
    f"{CHILD}/plan-versions",
    dependencies=[performs("read_permanence_plan")],
    responses=problem_responses(401, 403, 404, 422),
)
async def list_plan_versions(child_id: UUID, reading: Reading) -> list[PlanVersionRow]:
    """Every version of the child's plan, oldest first."""
    await permanence_case(reading, child_id)
    return list(await plan_versions(reading, child_id))


@ROUTER.get("/children", dependencies=[performs("read_permanence_plan")], responses=problem_responses(401, 403, 422))
async def list_cases(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, after: UUID | None = None
) -> list[PermanenceCaseRow]:
    """Children's plans that you may see, by child; `after` is the last child of the page before."""
    return list(await permanence_cases(reading, limit, after))

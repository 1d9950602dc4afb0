"""Whole lives of a child in planning, recorded by the rules on one desk, and what of them is mended afterwards."""

from datetime import date
from typing import Any
from uuid import UUID

from services.planning.adoption import domain as adoption
from services.planning.care.domain import care, legal_basis, placements
from services.planning.kin.domain import assessments, belonging
from services.planning.main import SERVICE
from services.planning.meetings import domain as meetings
from services.planning.plan import domain as plans
from shared.events.codes.planning import (
    AssessmentKind,
    AssessmentOutcome,
    AuditOutcome,
    CareReason,
    FamilyTimeKind,
    LegalBasis,
    LifeStoryKind,
    Option,
    PlacementKind,
    PlacementReason,
    RatifiedBy,
    ReportStage,
    ReviewKind,
    SiblingConfiguration,
    ViewKind,
)
from shared.identifiers import DecisionId, PlacementId, SiblingGroupId
from tests.desk import Desk
from tests.planning.story import (
    CHILD,
    INTERIM_CARE_ORDER,
    ISSUED,
    LEGAL_ACTION_AGREED,
    PLACEMENT_ORDER,
    REGISTERED,
    day,
)

TODAY = day("12-20")
WITH_SIBLINGS = REGISTERED.model_copy(update={"sibling_group_id": SiblingGroupId(UUID(int=61))})
CONTINGENCIES = (Option.SPECIAL_GUARDIANSHIP,)
TOGETHER_OR_APART: dict[str, Any] = {"kind": AssessmentKind.TOGETHER_OR_APART, "subject_id": None}


def opened() -> Desk:
    """The gateway agreed legal action, and the court made an interim care order."""
    desk = Desk("planning", SERVICE.kinds["child"], CHILD, TODAY)
    desk.hears(WITH_SIBLINGS, LEGAL_ACTION_AGREED, ISSUED)
    return desk


def moves(desk: Desk, on: date, kind: PlacementKind, number: int) -> None:
    more: dict[str, Any] = {"in_area": True, "carer_id": None, "long_term": False, "reason": None}
    desk.does(placements.start_placement, PlacementId(UUID(int=number)), on, kind=kind, **more)


def agrees(desk: Desk, on: date, primary: Option, by: RatifiedBy) -> None:
    desk.does(plans.agree_plan, on, primary=primary, contingencies=CONTINGENCIES, ratified_by=by)


def reviews(desk: Desk, on: date, kind: ReviewKind = ReviewKind.CHILD_IN_CARE) -> None:
    desk.does(meetings.hold_review, on, kind=kind, plan_endorsed=True, iro_view=None)


def in_care() -> Desk:
    """A child in care, of whose brothers and sisters it is decided, with a meeting, a review and a plan to return."""
    desk = opened()
    desk.does(meetings.hold_planning_meeting, day("01-13"), tracks=(Option.RETURN_HOME,), next_on=None)
    desk.hears(INTERIM_CARE_ORDER)
    basis, reason = LegalBasis.INTERIM_CARE_ORDER, CareReason.PLANNED
    desk.does(care.become_looked_after, day("01-15"), legal_basis=basis, reason=reason)
    moves(desk, day("01-15"), PlacementKind.FOSTER, 41)
    desk.does(assessments.start_assessment, day("01-16"), **TOGETHER_OR_APART)
    positive = AssessmentOutcome.POSITIVE
    desk.does(assessments.complete_assessment, day("01-20"), outcome=positive, **TOGETHER_OR_APART)
    desk.does(
        assessments.decide_together_or_apart,
        day("01-21"),
        configuration=SiblingConfiguration.APART,
        search_until=None,
        contingency=None,
    )
    desk.does(belonging.agree_family_time, day("01-22"), kind=FamilyTimeKind.DIRECT)
    desk.does(belonging.progress_life_story_work, day("01-23"), kind=LifeStoryKind.PLAN)
    desk.does(placements.visit, day("01-24"), seen_alone=True)
    agrees(desk, day("02-02"), Option.RETURN_HOME, RatifiedBy.MEETING)
    desk.does(plans.record_view, day("02-03"), kind=ViewKind.AGREES_WITH_PLAN)
    reviews(desk, day("02-10"))
    return desk


def returned() -> Desk:
    """A child who moved to its parents, and left care."""
    desk = in_care()
    desk.does(care.approve_return_home, day("02-15"))
    desk.does(placements.end_placement, day("02-16"), reason=PlacementReason.PLANNED)
    moves(desk, day("02-16"), PlacementKind.PARENTS, 42)
    desk.does(care.cease_to_be_looked_after, day("03-02"), reason=CareReason.RETURNED_HOME)
    return desk


def accommodated() -> Desk:
    """A child who was accommodated with consent, which was withdrawn."""
    desk = in_care()
    desk.does(legal_basis.change_legal_basis, day("03-10"), legal_basis=LegalBasis.SECTION_20)
    desk.does(placements.match_long_term, day("03-12"))
    desk.does(care.cease_to_be_looked_after, day("03-30"), reason=CareReason.CONSENT_WITHDRAWN)
    return desk


def for_adoption() -> Desk:
    """A child who should be placed for adoption, and may be by order of the court."""
    desk = in_care()
    desk.does(meetings.hold_final_care_planning_meeting, day("04-01"), ratified_plan=Option.ADOPTION)
    agrees(desk, day("04-02"), Option.ADOPTION, RatifiedBy.FINAL_CARE_PLANNING)
    desk.does(adoption.book_medical, day("04-03"))
    desk.does(adoption.complete_medical, day("04-17"))
    stage = ReportStage.BEFORE_DECISION
    desk.does(adoption.complete_report, day("04-20"), stage=stage)
    desk.does(adoption.audit_report, day("04-21"), stage=stage, outcome=AuditOutcome.ACCEPTED)
    desk.does(adoption.book_decision, day("04-22"), decision_on=day("05-04"))
    desk.does(adoption.decide, DecisionId(UUID(int=51)), day("05-04"), should_be_placed=True)
    agrees(desk, day("05-05"), Option.PERMANENT_FOSTERING, RatifiedBy.REVIEW)
    agrees(desk, day("05-06"), Option.ADOPTION, RatifiedBy.COURT)
    desk.hears(PLACEMENT_ORDER)
    reviews(desk, day("07-10"), ReviewKind.ADOPTION)
    return desk

"""The rules of planning asked for an entry by what it says."""

from collections.abc import Callable, Mapping
from typing import Any

from services.planning.adoption import domain as adoption
from services.planning.care.domain import care, legal_basis, placements
from services.planning.child.domain import PermanenceCase
from services.planning.kin.domain import assessments, belonging
from services.planning.meetings import domain as meetings
from services.planning.plan import domain as plans
from shared.events.base import Event
from shared.events.planning import (
    AdoptionDecisionBooked,
    AdoptionDecisionMade,
    AdoptionMedicalBooked,
    AdoptionMedicalCompleted,
    AssessmentCompleted,
    AssessmentStarted,
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    ChildPermanenceReportAudited,
    ChildPermanenceReportCompleted,
    ChildViewRecorded,
    FamilyGroupConferenceHeld,
    FamilyTimeAgreed,
    FinalCarePlanningMeetingHeld,
    LegalBasisChanged,
    LifeStoryWorkProgressed,
    PermanencePlanAgreed,
    PlacementEnded,
    PlacementMatchedLongTerm,
    PlacementStarted,
    PlanningMeetingHeld,
    ReturnHomeApproved,
    ReviewHeld,
    SupportPlanDrafted,
    TogetherOrApartDecided,
    VisitMade,
)

# How each entry is asked for: what it says, but for what the rule works out, and what names it.
RULES: Mapping[type[Event], tuple[Callable[..., Event], tuple[str, ...]]] = {
    PlacementStarted: (placements.start_placement, ("kind", "in_area", "carer_id", "long_term", "reason")),
    AdoptionDecisionBooked: (adoption.book_decision, ()),
    AdoptionDecisionMade: (adoption.decide, ("should_be_placed",)),
    BecameLookedAfter: (care.become_looked_after, ("legal_basis", "reason")),
    LegalBasisChanged: (legal_basis.change_legal_basis, ("legal_basis",)),
    CeasedToBeLookedAfter: (care.cease_to_be_looked_after, ("reason",)),
    ReturnHomeApproved: (care.approve_return_home, ()),
    PlacementEnded: (placements.end_placement, ("reason",)),
    PlacementMatchedLongTerm: (placements.match_long_term, ()),
    VisitMade: (placements.visit, ("seen_alone",)),
    AssessmentStarted: (assessments.start_assessment, ("kind", "subject_id")),
    AssessmentCompleted: (assessments.complete_assessment, ("kind", "subject_id", "outcome")),
    FamilyGroupConferenceHeld: (assessments.hold_family_group_conference, ("carers_identified",)),
    TogetherOrApartDecided: (
        assessments.decide_together_or_apart,
        ("configuration", "search_until", "contingency"),
    ),
    FamilyTimeAgreed: (belonging.agree_family_time, ("kind",)),
    LifeStoryWorkProgressed: (belonging.progress_life_story_work, ("kind",)),
    PlanningMeetingHeld: (meetings.hold_planning_meeting, ("tracks", "next_on")),
    ReviewHeld: (meetings.hold_review, ("kind", "plan_endorsed", "iro_view")),
    FinalCarePlanningMeetingHeld: (meetings.hold_final_care_planning_meeting, ("ratified_plan",)),
    PermanencePlanAgreed: (plans.agree_plan, ("primary", "contingencies", "ratified_by")),
    ChildViewRecorded: (plans.record_view, ("kind",)),
    SupportPlanDrafted: (plans.draft_support_plan, ("kind",)),
    ChildPermanenceReportCompleted: (adoption.complete_report, ("stage",)),
    ChildPermanenceReportAudited: (adoption.audit_report, ("stage", "outcome")),
    AdoptionMedicalBooked: (adoption.book_medical, ()),
    AdoptionMedicalCompleted: (adoption.complete_medical, ()),
}


def asked(case: PermanenceCase, event: Event) -> Event:
    """The event that the rule makes of what this one says. Raises RuleBroken."""
    rule, names = RULES[type(event)]
    said: dict[str, Any] = {name: getattr(event, name) for name in names}
    match event:
        case PlacementStarted(placement_id=name) | AdoptionDecisionMade(decision_id=name):
            return rule(case, name, event.occurred_on, **said)
        case AdoptionDecisionBooked(decided_on=on):
            return rule(case, event.occurred_on, decision_on=on)
        case _:
            return rule(case, event.occurred_on, **said)

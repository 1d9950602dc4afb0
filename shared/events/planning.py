"""What planning tells: care, placements, meetings, reviews, assessments, plans and the should-be-placed decision."""

from datetime import date

from pydantic import PositiveInt

from shared.events.base import ChildEvent, event
from shared.events.codes.planning import (
    AssessmentKind,
    AssessmentOutcome,
    AuditOutcome,
    CareReason,
    FamilyTimeKind,
    IroView,
    LegalBasis,
    LifeStoryKind,
    Option,
    PlacementKind,
    PlacementReason,
    RatifiedBy,
    ReportStage,
    ReviewKind,
    SiblingConfiguration,
    SupportPlanKind,
    ViewKind,
)
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import DecisionId, PersonId, PlacementId


@event("planning.became_looked_after.v1")
class BecameLookedAfter(ChildEvent):
    """A child came into the authority's care."""

    said = "Start of care recorded"

    legal_basis: LegalBasis
    reason: CareReason | None = None


@event("planning.legal_basis_changed.v1")
class LegalBasisChanged(ChildEvent):
    """Another ground than an order of the court became the one on which a child is looked after, and care went on."""

    said = "Change of legal basis recorded"

    legal_basis: LegalBasis


@event("planning.ceased_to_be_looked_after.v1")
class CeasedToBeLookedAfter(ChildEvent):
    """A child left the authority's care."""

    said = "End of care recorded"

    legal_basis: LegalBasis | None = None
    reason: CareReason | None = None


@event("planning.placement_started.v1")
class PlacementStarted(ChildEvent):
    """A child moved into a placement."""

    placement_id: Identifies[PlacementId]
    kind: PlacementKind
    in_area: bool | None = None
    carer_id: Fixed[PersonId | None] = None
    long_term: bool = False
    reason: PlacementReason | None = None


@event("planning.placement_ended.v1")
class PlacementEnded(ChildEvent):
    """A child left a placement."""

    placement_id: RestsOn[PlacementId]
    kind: PlacementKind | None = None
    reason: PlacementReason | None = None


@event("planning.placement_matched_long_term.v1")
class PlacementMatchedLongTerm(ChildEvent):
    """A placement was approved as the child's long-term home."""

    said = "Long-term match approved"

    placement_id: RestsOn[PlacementId]


@event("planning.planning_meeting_held.v1")
class PlanningMeetingHeld(ChildEvent):
    """A permanence planning meeting was held. `tracks` are the plans pursued side by side."""

    number: PositiveInt
    next_on: date | None = None
    tracks: tuple[Option, ...] = ()


@event("planning.permanence_plan_agreed.v1")
class PermanencePlanAgreed(ChildEvent):
    """A version of the permanence plan was agreed."""

    version: Fixed[PositiveInt]
    primary: Option
    contingencies: tuple[Option, ...] = ()
    ratified_by: RatifiedBy


@event("planning.review_held.v1")
class ReviewHeld(ChildEvent):
    """The Independent Reviewing Officer chaired a statutory review."""

    said = "Review recorded"

    kind: ReviewKind
    number: PositiveInt
    plan_endorsed: bool | None = None
    iro_view: IroView | None = None


@event("planning.visit_made.v1")
class VisitMade(ChildEvent):
    """The social worker visited the child where the child lives."""

    said = "Visit recorded"

    placement_id: RestsOn[PlacementId | None] = None
    seen_alone: bool | None = None


@event("planning.assessment_started.v1")
class AssessmentStarted(ChildEvent):
    """An assessment was commissioned."""

    kind: AssessmentKind
    subject_id: Fixed[PersonId | None] = None


@event("planning.assessment_completed.v1")
class AssessmentCompleted(ChildEvent):
    """An assessment was completed."""

    kind: AssessmentKind
    subject_id: Fixed[PersonId | None] = None
    outcome: AssessmentOutcome


@event("planning.family_group_conference_held.v1")
class FamilyGroupConferenceHeld(ChildEvent):
    """The family met to make its own plan."""

    carers_identified: int = 0


@event("planning.together_or_apart_decided.v1")
class TogetherOrApartDecided(ChildEvent):
    """It was decided whether siblings are placed together, how long that is sought, and what follows if not."""

    said = "Decision on brothers and sisters recorded"

    configuration: SiblingConfiguration
    search_until: date | None = None
    contingency: SiblingConfiguration | None = None


@event("planning.final_care_planning_meeting_held.v1")
class FinalCarePlanningMeetingHeld(ChildEvent):
    """The final care planning meeting settled the plan for court."""

    ratified_plan: Option


@event("planning.child_permanence_report_completed.v1")
class ChildPermanenceReportCompleted(ChildEvent):
    """The child permanence report reached a stage."""

    version: Fixed[PositiveInt]
    stage: ReportStage


@event("planning.child_permanence_report_audited.v1")
class ChildPermanenceReportAudited(ChildEvent):
    """The child permanence report was audited."""

    version: Fixed[PositiveInt]
    stage: ReportStage
    outcome: AuditOutcome


@event("planning.adoption_decision_booked.v1")
class AdoptionDecisionBooked(ChildEvent):
    """A day was booked for the Agency Decision Maker's should-be-placed decision."""

    said = "Should-be-placed decision booked"

    decided_on: date


@event("planning.adoption_decision_made.v1")
class AdoptionDecisionMade(ChildEvent):
    """The Agency Decision Maker decided whether the child should be placed for adoption."""

    said = "Should-be-placed decision recorded"

    decision_id: Identifies[DecisionId | None] = None
    should_be_placed: bool
    decided_on: date | None = None


@event("planning.adoption_medical_booked.v1")
class AdoptionMedicalBooked(ChildEvent):
    """The adoption medical was booked."""


@event("planning.adoption_medical_completed.v1")
class AdoptionMedicalCompleted(ChildEvent):
    """The adoption medical was completed."""


@event("planning.family_time_agreed.v1")
class FamilyTimeAgreed(ChildEvent):
    """Family time was agreed."""

    kind: FamilyTimeKind


@event("planning.child_view_recorded.v1")
class ChildViewRecorded(ChildEvent):
    """What the child thinks was recorded."""

    said = "Child's view recorded"

    kind: ViewKind


@event("planning.life_story_work_progressed.v1")
class LifeStoryWorkProgressed(ChildEvent):
    """A piece of life story work was done."""

    said = "Life story work recorded"

    kind: LifeStoryKind


@event("planning.support_plan_drafted.v1")
class SupportPlanDrafted(ChildEvent):
    """A support plan was drafted."""

    kind: SupportPlanKind


@event("planning.return_home_approved.v1")
class ReturnHomeApproved(ChildEvent):
    """A Head of Service or above approved that the child returns home."""

    said = "Return home approved"

    kind: PlacementKind = PlacementKind.PARENTS

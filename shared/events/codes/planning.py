"""Codes in planning's events, and of what a plan may be: one enumeration each, values as they are on the wire."""

from enum import StrEnum


class Option(StrEnum):
    """A permanence option: where and how a child will grow up."""

    RETURN_HOME = "return_home"
    CHILD_ARRANGEMENTS = "child_arrangements"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CONNECTED_PERSON = "connected_person"
    ADOPTION = "adoption"
    PERMANENT_FOSTERING = "permanent_fostering"
    LONG_TERM_RESIDENTIAL = "long_term_residential"
    PRIVATE_FOSTERING = "private_fostering"
    SUPPORTED_LIVING = "supported_living"
    INDEPENDENT_LIVING = "independent_living"
    STAYING_PUT = "staying_put"


class LegalBasis(StrEnum):
    """On which legal ground a child is looked after."""

    SECTION_20 = "section_20"
    POLICE_PROTECTION = "police_protection"
    EMERGENCY_PROTECTION_ORDER = "emergency_protection_order"
    INTERIM_CARE_ORDER = "interim_care_order"
    CARE_ORDER = "care_order"
    PLACEMENT_ORDER = "placement_order"
    REMAND = "remand"


class CareReason(StrEnum):
    """Why a child became looked after, or ceased to be."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
    RETURNED_HOME = "returned_home"
    ADOPTED = "adopted"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CHILD_ARRANGEMENTS = "child_arrangements"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ORDER_ENDED = "order_ended"
    TURNED_18 = "turned_18"
    MOVED_AUTHORITY = "moved_authority"
    OTHER = "other"


class PlacementKind(StrEnum):
    """With whom, or where, a child is placed."""

    FOSTER = "foster"
    CONNECTED_REG_24 = "connected_reg_24"
    CONNECTED_APPROVED = "connected_approved"
    PARENTS = "parents"
    ADOPTIVE = "adoptive"
    RESIDENTIAL = "residential"
    UNREGULATED = "unregulated"
    SUPPORTED = "supported"


class PlacementReason(StrEnum):
    """Why a placement began or ended."""

    PLANNED = "planned"
    EMERGENCY = "emergency"
    PERMANENCE = "permanence"
    CARER_REQUEST = "carer_request"
    CHILD_REQUEST = "child_request"
    SAFEGUARDING = "safeguarding"
    APPROVAL_ENDED = "approval_ended"
    DISRUPTED = "disrupted"
    OTHER = "other"


class RatifiedBy(StrEnum):
    """Who ratified a permanence plan."""

    MEETING = "meeting"
    REVIEW = "review"
    FINAL_CARE_PLANNING = "final_care_planning"
    COURT = "court"


class ReviewKind(StrEnum):
    """Which statutory review."""

    CHILD_IN_CARE = "child_in_care"
    ADOPTION = "adoption"


class IroView(StrEnum):
    """What the Independent Reviewing Officer thinks of the plan."""

    AGREES = "agrees"
    CONCERNS = "concerns"
    DISAGREES = "disagrees"


class AssessmentKind(StrEnum):
    """Which assessment."""

    PARENTING = "parenting"
    VIABILITY = "viability"
    REG_24 = "reg_24"
    KINSHIP = "kinship"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    TOGETHER_OR_APART = "together_or_apart"
    PSYCHOLOGICAL = "psychological"
    DRUG_AND_ALCOHOL = "drug_and_alcohol"
    STRENGTHS_AND_DIFFICULTIES = "strengths_and_difficulties"
    CHILD_AND_FAMILY = "child_and_family"
    OTHER = "other"


class AssessmentOutcome(StrEnum):
    """What an assessment concluded."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INCONCLUSIVE = "inconclusive"


class SiblingConfiguration(StrEnum):
    """How brothers and sisters are to be placed."""

    TOGETHER = "together"
    APART = "apart"
    PARTLY_TOGETHER = "partly_together"


class ReportStage(StrEnum):
    """For which step a child permanence report is audited."""

    STARTED = "started"
    MANAGER = "manager"
    AGENCY_ADVISER = "agency_adviser"
    BEFORE_DECISION = "before_decision"
    BEFORE_PANEL = "before_panel"


class AuditOutcome(StrEnum):
    """What an audit of a child permanence report found."""

    ACCEPTED = "accepted"
    CHANGES_NEEDED = "changes_needed"


class FamilyTimeKind(StrEnum):
    """How a child keeps contact with the family."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class ViewKind(StrEnum):
    """At which key point a child's view was recorded, and how it stands to the plan."""

    AGREES_WITH_PLAN = "agrees_with_plan"
    DIFFERS_FROM_PLAN = "differs_from_plan"
    TOO_YOUNG_TO_SAY = "too_young_to_say"


class LifeStoryKind(StrEnum):
    """Which piece of life story work."""

    PLAN = "plan"
    LIFE_STORY_BOOK = "life_story_book"
    LATER_LIFE_LETTER = "later_life_letter"
    ALL_ABOUT_ME = "all_about_me"
    ANNEX_A = "annex_a"


class SupportPlanKind(StrEnum):
    """Which support plan."""

    ADOPTION = "adoption"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    PLACEMENT_WITH_PARENTS = "placement_with_parents"
    SUPERVISION_ORDER = "supervision_order"

"""Codes that events carry in place of words: one enumeration each, values as they are on the wire."""

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


class Entry(StrEnum):
    """How a child's case came to Hearth."""

    REFERRAL = "referral"
    IMMEDIATE_CARE = "immediate_care"


class ReferralPurpose(StrEnum):
    """Why a case is brought before the Legal Gateway Panel."""

    THRESHOLD = "threshold"
    REVIEW_WEEK_16 = "review_week_16"
    END_PRE_PROCEEDINGS = "end_pre_proceedings"
    SECOND_PERIOD = "second_period"
    SECTION_20 = "section_20"
    UNPLANNED_ENTRY = "unplanned_entry"
    SUPERVISION_ORDER_EXTENSION = "supervision_order_extension"


class PaperState(StrEnum):
    """How a paper of a referral stands."""

    RECEIVED = "received"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Relationship(StrEnum):
    """What somebody is to a child."""

    MOTHER = "mother"
    FATHER = "father"
    STEP_PARENT = "step_parent"
    BROTHER_OR_SISTER = "brother_or_sister"
    GRANDPARENT = "grandparent"
    OTHER_RELATIVE = "other_relative"
    SPECIAL_GUARDIAN = "special_guardian"
    GUARDIAN = "guardian"
    CONNECTED_PERSON = "connected_person"
    FOSTER_CARER = "foster_carer"
    ADOPTER = "adopter"
    OTHER = "other"


class GatewayOutcome(StrEnum):
    """What the Legal Gateway Panel decided."""

    THRESHOLD_NOT_MET = "threshold_not_met"
    PRE_PROCEEDINGS = "pre_proceedings"
    CARE_PROCEEDINGS = "care_proceedings"
    STEP_DOWN = "step_down"
    EXTENSION = "extension"
    RATIFIED = "ratified"
    DEFERRED = "deferred"


class BypassReason(StrEnum):
    """Why a case did not go to the Legal Gateway."""

    AGED_16_OR_17_WITH_PLAN_OF_RETURN = "aged_16_or_17_with_plan_of_return"


class MeetingWithParents(StrEnum):
    """Which meeting with the parents in pre-proceedings."""

    INITIAL = "initial"
    REVIEW = "review"
    FINAL = "final"


class StepDownTo(StrEnum):
    """Under which plan a family is worked with after pre-proceedings."""

    CHILD_PROTECTION_PLAN = "child_protection_plan"
    CHILD_IN_NEED = "child_in_need"


class PreProceedingsOutcome(StrEnum):
    """How a period of pre-proceedings ended."""

    STEP_DOWN = "step_down"
    CARE_PROCEEDINGS = "care_proceedings"


class Application(StrEnum):
    """What the authority asks of the family court."""

    CARE = "care"
    SUPERVISION = "supervision"
    PLACEMENT = "placement"
    DISCHARGE = "discharge"


class HearingKind(StrEnum):
    """Which hearing of public-law proceedings."""

    CASE_MANAGEMENT = "case_management"
    INTERIM_CARE_ORDER = "interim_care_order"
    EMERGENCY_PROTECTION = "emergency_protection"
    FURTHER_CASE_MANAGEMENT = "further_case_management"
    FACT_FINDING = "fact_finding"
    ISSUES_RESOLUTION = "issues_resolution"
    FINAL = "final"
    OTHER = "other"


class TimetableExtensionReason(StrEnum):
    """Why the court extended the 26 weeks: the reasons of HMCTS's public-law case service."""

    TIMETABLE_FOR_PROCEEDINGS = "timetable_for_proceedings"
    TIMETABLE_FOR_CHILD = "timetable_for_child"
    DELAY_OR_IMPACT_ON_CHILD = "delay_or_impact_on_child"
    INTERNATIONAL_ASPECT = "international_aspect"


class DirectionKind(StrEnum):
    """What a case management direction asks for."""

    SOCIAL_WORK_EVIDENCE = "social_work_evidence"
    PARENTING_ASSESSMENT = "parenting_assessment"
    EXPERT_REPORT = "expert_report"
    CONNECTED_CARER_ASSESSMENT = "connected_carer_assessment"
    PARENTS_RESPONSE = "parents_response"
    CARE_PLAN = "care_plan"
    FINAL_EVIDENCE = "final_evidence"
    GUARDIANS_ANALYSIS = "guardians_analysis"
    ADVOCATES_MEETING = "advocates_meeting"
    SECTION_37 = "section_37"
    OTHER = "other"


class OrderEnd(StrEnum):
    """Why an order ended."""

    DISCHARGED = "discharged"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class ProceedingsOutcome(StrEnum):
    """How proceedings concluded."""

    CARE_ORDER = "care_order"
    PLACEMENT_ORDER = "placement_order"
    CARE_AND_PLACEMENT_ORDER = "care_and_placement_order"
    SUPERVISION_ORDER = "supervision_order"
    SPECIAL_GUARDIANSHIP_ORDER = "special_guardianship_order"
    SPECIAL_GUARDIANSHIP_AND_SUPERVISION_ORDER = "special_guardianship_and_supervision_order"
    CHILD_ARRANGEMENTS_ORDER = "child_arrangements_order"
    CHILD_ARRANGEMENTS_AND_SUPERVISION_ORDER = "child_arrangements_and_supervision_order"
    DISCHARGE_GRANTED = "discharge_granted"
    APPLICATION_REFUSED = "application_refused"
    NO_ORDER = "no_order"
    WITHDRAWN = "withdrawn"


class ContactScope(StrEnum):
    """What a child arrangements order settles."""

    LIVE_WITH = "live_with"
    SPEND_TIME_WITH = "spend_time_with"


class OrderCondition(StrEnum):
    """A condition the court attached to an order; from `live_where_directed` on, a requirement of a supervision order.

    Those are the requirements of schedule 3 to the Children Act 1989.
    """

    FAMILY_TIME = "family_time"
    NOTICE_TO_PARENTS = "notice_to_parents"
    REPORT_TO_COURT = "report_to_court"
    OTHER = "other"
    LIVE_WHERE_DIRECTED = "live_where_directed"
    PRESENT_ONESELF = "present_oneself"
    TAKE_PART_IN_ACTIVITIES = "take_part_in_activities"
    RESPONSIBLE_PERSON_ENSURES = "responsible_person_ensures"
    RESPONSIBLE_PERSON_ATTENDS = "responsible_person_attends"
    EXAMINATION = "examination"
    TREATMENT = "treatment"
    TELL_CHANGE_OF_ADDRESS = "tell_change_of_address"
    ALLOW_VISITS = "allow_visits"


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


class AdoptionConsent(StrEnum):
    """To what a parent consents: to placing the child for adoption, or in advance to the adoption order."""

    PLACEMENT = "placement"
    ADVANCE = "advance"


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


class Scope(StrEnum):
    """How widely families are sought."""

    IN_HOUSE = "in_house"
    REGIONAL = "regional"
    NATIONAL = "national"


class WideningReason(StrEnum):
    """Why family finding began at, or widened to, a scope."""

    NO_IN_HOUSE_FAMILY = "no_in_house_family"
    NO_REGIONAL_FAMILY = "no_regional_family"
    LIKELY_TO_WAIT_LONGER = "likely_to_wait_longer"
    STRATEGY_DATE_REACHED = "strategy_date_reached"


class FamilyKind(StrEnum):
    """What a family offers to be."""

    ADOPTERS = "adopters"
    FOSTER_CARERS = "foster_carers"
    INDEPENDENT_FOSTER_CARERS = "independent_foster_carers"
    SPECIAL_GUARDIANS = "special_guardians"


class LinkedBy(StrEnum):
    """Who proposed a link, or declined it."""

    FAMILY_FINDER = "family_finder"
    ADOPTERS_SOCIAL_WORKER = "adopters_social_worker"
    CHILDS_SOCIAL_WORKER = "childs_social_worker"
    FAMILY = "family"
    LINK_MAKER = "link_maker"


class DisruptionReason(StrEnum):
    """Why a placement is at risk or ended."""

    CHILDS_NEEDS = "childs_needs"
    CARERS_CIRCUMSTANCES = "carers_circumstances"
    RELATIONSHIP = "relationship"
    FAMILY_TIME = "family_time"
    ALLEGATION = "allegation"
    OTHER = "other"


class Rating(StrEnum):
    """How a child's case stands: the tracker's traffic light."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    COMPLETE = "complete"


class SecuredBy(StrEnum):
    """What made a child's permanent home secure."""

    HOME = "home"
    ADOPTION = "adoption"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CHILD_ARRANGEMENTS = "child_arrangements"
    PERMANENT_FOSTERING = "permanent_fostering"


class WithdrawnBecause(StrEnum):
    """Why an obligation no longer stands."""

    CORRECTED_FACT = "corrected_fact"
    CHANGED_PLAN = "changed_plan"
    ORDER_ENDED = "order_ended"
    NO_LONGER_APPLIES = "no_longer_applies"
    CASE_CLOSED = "case_closed"
    MOVED_AUTHORITY = "moved_authority"


class Tracker(StrEnum):
    """Which tracker meeting."""

    PRE_PROCEEDINGS = "pre_proceedings"
    PERMANENCE = "permanence"
    CARE_ORDER = "care_order"
    LONG_TERM_MATCHING = "long_term_matching"
    SIXTEEN_PLUS = "sixteen_plus"
    RAA = "raa"


class Role(StrEnum):
    """Who does, decides or is told: the roles of the work."""

    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    HEAD_OF_SERVICE = "head_of_service"
    ASSISTANT_DIRECTOR = "assistant_director"
    DIRECTOR = "director"
    LEAD_MEMBER = "lead_member"
    GATEWAY_CHAIR = "gateway_chair"
    GATEWAY_MEMBER = "gateway_member"
    LEGAL_ADVISER = "legal_adviser"
    PRACTICE_COORDINATOR = "practice_coordinator"
    IRO = "iro"
    AGENCY_DECISION_MAKER = "agency_decision_maker"
    PANEL_CHAIR = "panel_chair"
    PANEL_MEMBER = "panel_member"
    PANEL_ADVISER = "panel_adviser"
    PANEL_COORDINATOR = "panel_coordinator"
    FAMILY_FINDER = "family_finder"
    FAMILY_FINDING_MANAGER = "family_finding_manager"
    ADOPTERS_SOCIAL_WORKER = "adopters_social_worker"
    FOSTERING_SOCIAL_WORKER = "fostering_social_worker"
    CONNECTED_CARER_ASSESSOR = "connected_carer_assessor"
    MEDICAL_ADVISER = "medical_adviser"
    VIRTUAL_SCHOOL = "virtual_school"
    OPS_ENGINEER = "ops_engineer"

"""Codes in the gateway's events: one enumeration each, values as they are on the wire."""

from enum import StrEnum


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


class AdoptionConsent(StrEnum):
    """To what a parent consents: to placing the child for adoption, or in advance to the adoption order."""

    PLACEMENT = "placement"
    ADVANCE = "advance"

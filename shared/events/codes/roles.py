"""Roles: who does something, in the events of every service: one enumeration each, values as they are on the wire."""

from enum import StrEnum


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

"""What the legal gateway tells: referrals, panel decisions, pre-proceedings, court and orders."""

from datetime import date
from typing import Literal

from shared.events.base import ChildEvent, event
from shared.events.codes import (
    Application,
    BypassReason,
    ContactScope,
    Entry,
    GatewayOutcome,
    HearingKind,
    Option,
    OrderCondition,
    OrderEnd,
    PreProceedingsOutcome,
    ProceedingsOutcome,
    ReferralPurpose,
    Role,
)
from shared.identifiers import CourtCaseNumber, DecisionId, MeetingId, OrderId, ReferralId, SiblingGroupId


@event("gateway.child_registered.v1")
class ChildRegistered(ChildEvent):
    """A child is known to Hearth. An unborn child has an expected date instead of a date of birth."""

    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    sibling_group_id: SiblingGroupId | None = None
    entry: Entry = Entry.REFERRAL


@event("gateway.referred_to_legal_gateway.v1")
class ReferredToLegalGateway(ChildEvent):
    """The family was referred to a sitting of the Legal Gateway Panel."""

    referral_id: ReferralId
    purpose: ReferralPurpose
    panel_date: date | None = None
    papers_missing: int = 0


@event("gateway.legal_gateway_bypassed.v1")
class LegalGatewayBypassed(ChildEvent):
    """A Service Manager ratified that the case need not go to the Legal Gateway."""

    ratified_by_role: Role
    reason: BypassReason


@event("gateway.gateway_decision_made.v1")
class GatewayDecisionMade(ChildEvent):
    """The panel decided what legal action is needed for one child."""

    decision_id: DecisionId
    referral_id: ReferralId
    outcome: GatewayOutcome
    primary_plan: Option | None = None
    contingencies: tuple[Option, ...] = ()
    adoption_considered: bool = False
    review_on: date | None = None


@event("gateway.pre_proceedings_letter_drafted.v1")
class PreProceedingsLetterDrafted(ChildEvent):
    """The letter before proceedings was drafted."""

    decision_id: DecisionId | None = None


@event("gateway.pre_proceedings_letter_sent.v1")
class PreProceedingsLetterSent(ChildEvent):
    """The letter before proceedings was sent to the parents."""

    decision_id: DecisionId | None = None


@event("gateway.immediate_issue_letter_delivered.v1")
class ImmediateIssueLetterDelivered(ChildEvent):
    """The letter that proceedings are issued at once reached the parents."""

    decision_id: DecisionId | None = None


@event("gateway.legal_planning_meeting_held.v1")
class LegalPlanningMeetingHeld(ChildEvent):
    """Social work and legal planned the pre-proceedings."""

    meeting_id: MeetingId | None = None


@event("gateway.pre_proceedings_meeting_held.v1")
class PreProceedingsMeetingHeld(ChildEvent):
    """The parents, with their solicitors, met the authority."""

    meeting_id: MeetingId | None = None


@event("gateway.gateway_minutes_recorded.v1")
class GatewayMinutesRecorded(ChildEvent):
    """The sitting's minutes and actions are on the child's record."""

    decision_id: DecisionId | None = None


@event("gateway.exception_report_made.v1")
class ExceptionReportMade(ChildEvent):
    """Why pre-proceedings run over, and the time needed, was reported."""

    decision_id: DecisionId | None = None


@event("gateway.pre_proceedings_started.v1")
class PreProceedingsStarted(ChildEvent):
    """A period of pre-proceedings began."""

    period: Literal[1, 2] = 1
    until: date | None = None


@event("gateway.pre_proceedings_extended.v1")
class PreProceedingsExtended(ChildEvent):
    """A period of pre-proceedings was extended, with reason, to a new date."""

    period: Literal[1, 2] = 1
    until: date


@event("gateway.pre_proceedings_ended.v1")
class PreProceedingsEnded(ChildEvent):
    """A period of pre-proceedings ended."""

    period: Literal[1, 2] = 1
    outcome: PreProceedingsOutcome


@event("gateway.proceedings_issued.v1")
class ProceedingsIssued(ChildEvent):
    """An application was issued in the family court."""

    court_case_number: CourtCaseNumber | None = None
    application: Application
    hearing_on: date | None = None


@event("gateway.hearing_listed.v1")
class HearingListed(ChildEvent):
    """The court listed a hearing."""

    kind: HearingKind
    on: date
    final_evidence_due: date | None = None


@event("gateway.hearing_held.v1")
class HearingHeld(ChildEvent):
    """A hearing was held."""

    kind: HearingKind
    on: date
    final_evidence_due: date | None = None


@event("gateway.timetable_extended.v1")
class TimetableExtended(ChildEvent):
    """The court extended the timetable of the proceedings to a new date."""

    on: date
    final_evidence_due: date | None = None


class OrderGranted(ChildEvent):
    """The court made an order about the child."""

    order_id: OrderId
    until: date | None = None
    conditions: tuple[OrderCondition, ...] = ()
    leave_to_share_profile: bool = False


@event("gateway.interim_care_order_granted.v1")
class InterimCareOrderGranted(OrderGranted):
    """An interim care order (Children Act 1989 s.38)."""


@event("gateway.care_order_granted.v1")
class CareOrderGranted(OrderGranted):
    """A care order (Children Act 1989 s.31)."""


@event("gateway.supervision_order_granted.v1")
class SupervisionOrderGranted(OrderGranted):
    """A supervision order (Children Act 1989 s.35)."""


@event("gateway.placement_order_granted.v1")
class PlacementOrderGranted(OrderGranted):
    """A placement order (Adoption and Children Act 2002 s.21)."""


@event("gateway.special_guardianship_order_granted.v1")
class SpecialGuardianshipOrderGranted(OrderGranted):
    """A special guardianship order (Children Act 1989 s.14A)."""


@event("gateway.child_arrangements_order_granted.v1")
class ChildArrangementsOrderGranted(OrderGranted):
    """A child arrangements order (Children Act 1989 s.8)."""

    scope: ContactScope = ContactScope.LIVE_WITH


@event("gateway.emergency_protection_order_granted.v1")
class EmergencyProtectionOrderGranted(OrderGranted):
    """An emergency protection order (Children Act 1989 s.44)."""


@event("gateway.adoption_order_granted.v1")
class AdoptionOrderGranted(OrderGranted):
    """An adoption order (Adoption and Children Act 2002 s.46)."""


@event("gateway.order_ended.v1")
class OrderEnded(ChildEvent):
    """An order came to its end."""

    order_id: OrderId
    reason: OrderEnd


@event("gateway.proceedings_concluded.v1")
class ProceedingsConcluded(ChildEvent):
    """The care proceedings concluded."""

    outcome: ProceedingsOutcome

"""The rules of the gateway asked for an entry by what it says."""

import traceback
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from services.gateway.child.domain import registration
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import consents, in_proceedings, order_ends, orders, proceedings, supervision
from services.gateway.panel.domain import decisions, panel_actions
from services.gateway.pre_proceedings.domain import letters, pre_proceedings, pre_proceedings_plan
from services.gateway.pre_proceedings.domain.what_follows import Terms
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    ChildBorn,
    CourtDirectionGiven,
    CourtDirectionMet,
    ExceptionReportMade,
    GatewayActionDone,
    GatewayDecisionMade,
    HearingHeld,
    HearingListed,
    ImmediateIssueLetterDelivered,
    LeaveToShareProfileGranted,
    LegalGatewayBypassed,
    LegalPlanningMeetingHeld,
    OrderEnded,
    OrderGranted,
    PreProceedingsAssessmentAgreed,
    PreProceedingsAssessmentFinalised,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsPlanRecorded,
    PreProceedingsReviewed,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ProceedingsIssued,
    SupervisionPlanMade,
    SupervisionReviewHeld,
    SupervisionVisitMade,
    TimetableExtended,
)
from shared.grounds import Grounds
from shared.policy.orders import TAKEN_BACK

# How each entry is asked for: the rule, and what the entry says, by what the rule calls it.
RULES: Mapping[type[Event], tuple[Callable[..., object], Mapping[str, str]]] = {
    ChildBorn: (registration.be_born, {}),
    ProceedingsIssued: (
        proceedings.issue,
        {"application": "application", "court_case_number": "court_case_number", "hearing_on": "hearing_on"},
    ),
    HearingListed: (
        in_proceedings.list_hearing,
        {"kind": "kind", "hearing_on": "on", "final_evidence_due": "final_evidence_due"},
    ),
    HearingHeld: (in_proceedings.hold_hearing, {"kind": "kind", "final_evidence_due": "final_evidence_due"}),
    TimetableExtended: (in_proceedings.extend_timetable, {"until": "on", "reason": "reason"}),
    CourtDirectionGiven: (
        in_proceedings.give_direction,
        {"direction_id": "direction_id", "kind": "kind", "due_on": "due_on", "note_id": "note_id"},
    ),
    CourtDirectionMet: (in_proceedings.meet_direction, {"direction_id": "direction_id"}),
    LeaveToShareProfileGranted: (in_proceedings.give_leave, {"photographs": "photographs"}),
    ProceedingsConcluded: (proceedings.conclude, {"outcome": "outcome"}),
    OrderEnded: (order_ends.end, {"order_id": "order_id", "reason": "reason"}),
    SupervisionPlanMade: (supervision.make_plan, {}),
    SupervisionVisitMade: (supervision.visit, {"seen_alone": "seen_alone"}),
    SupervisionReviewHeld: (supervision.review, {"chaired_by_role": "chaired_by_role"}),
    AdoptionConsentGiven: (
        consents.consent,
        {name: name for name in ("consent_id", "person_id", "kind", "document_id", "family_id")},
    ),
    AdoptionConsentWithdrawn: (consents.withdraw, {"consent_id": "consent_id", "document_id": "document_id"}),
    PreProceedingsLetterDrafted: (letters.draft_letter, {"to": "person_id"}),
    PreProceedingsLetterSent: (letters.send_letter, {"to": "person_id"}),
    ImmediateIssueLetterDelivered: (letters.deliver_immediate_issue_letter, {"to": "person_id"}),
    LegalPlanningMeetingHeld: (pre_proceedings.hold_legal_planning_meeting, {"meeting_id": "meeting_id"}),
    PreProceedingsMeetingHeld: (pre_proceedings.meet_parents, {"meeting_id": "meeting_id", "kind": "kind"}),
    ExceptionReportMade: (pre_proceedings.report_exception, {"document_id": "document_id", "note_id": "note_id"}),
    PreProceedingsReviewed: (pre_proceedings.review, {"note_id": "note_id"}),
    PreProceedingsAssessmentAgreed: (
        pre_proceedings_plan.agree_assessment,
        {name: name for name in ("assessment_id", "kind", "due_on", "subject_id", "note_id")},
    ),
    PreProceedingsAssessmentFinalised: (
        pre_proceedings_plan.finalise_assessment,
        {"assessment_id": "assessment_id", "document_id": "document_id"},
    ),
    GatewayActionDone: (panel_actions.do_action, {"action_id": "action_id"}),
    LegalGatewayBypassed: (panel_actions.bypass, {"note_id": "note_id"}),
}


# Refusals of what is there already, or takes its ground from another entry, which then says what it lacks.
OF_NO_GROUND = ("already", "there is nothing to change")
OF_ANOTHER_ENTRY = (
    "the proceedings went on after that day",
    "void that entry first",
    "have it voided if it was not made",
)


def untold(matter: LegalMatter, event: Event, lost: Mapping[UUID, str]) -> str | None:
    """Why an entry's rule refuses it now, of the record without it, where nobody is told of a ground that is gone.

    `lost` are the entries of the record of which it is told. One that was recorded with it may tell of it, too.
    """
    if not is_asked_for(event):
        return None
    refusals = [_refusal(record, event, matter) for record in (matter.before(event), matter.before(event, late=True))]
    said = OF_NO_GROUND if not lost else (*OF_NO_GROUND, *OF_ANOTHER_ENTRY)
    first = str(refusals[0])
    if None in refusals or any(words in first for words in said) or any(first in missing for missing in lost.values()):
        return None
    return first


def refusal_of_a_ground(matter: LegalMatter, event: Event) -> str | None:
    """Why an entry's rule refuses it, where it is its ground that is not there."""
    try:
        asked(matter, event, matter)
    except RuleBroken as refusal:
        passed = traceback.extract_tb(refusal.__traceback__)
        return str(refusal) if any(frame.name == Grounds.must_stand.__name__ for frame in passed) else None
    return None


def _refusal(matter: LegalMatter, event: Event, beside: LegalMatter) -> str | None:
    try:
        asked(matter, event, beside)
    except RuleBroken as refusal:
        return str(refusal)
    return None


def is_asked_for(event: Event) -> bool:
    """Whether people ask for such an entry, by a rule of its own."""
    if isinstance(event, OrderEnded):
        return event.reason in TAKEN_BACK
    return type(event) in RULES or isinstance(event, OrderGranted | GatewayDecisionMade | PreProceedingsPlanRecorded)


def asked(matter: LegalMatter, event: Event, beside: LegalMatter) -> object:
    """What the rule makes of what an entry says; `beside` is the whole record. Raises RuleBroken."""
    on = event.occurred_on
    match event:
        case OrderGranted():
            terms = orders.Terms(**_terms_of(event))
            return orders.grant(matter, type(event), event.order_id, on, terms=terms)
        case PreProceedingsPlanRecorded(approved=True):
            return pre_proceedings_plan.approve_plan(matter, on, version=event.version)
        case PreProceedingsPlanRecorded():
            return pre_proceedings_plan.record_plan(
                matter, on, parts=event.parts, document_id=event.document_id, note_id=event.note_id
            )
        case GatewayDecisionMade():
            return decisions.decide(
                matter,
                event.decision_id,
                on,
                outcome=event.outcome,
                primary_plan=event.primary_plan,
                contingencies=event.contingencies,
                review_on=event.review_on,
                terms=_laid_down(beside, event),
                note_id=event.note_id,
                threshold_met=event.threshold_met,
            )
        case _:
            rule, names = RULES[type(event)]
            return rule(matter, on=on, **{name: getattr(event, field) for name, field in names.items()})


def _terms_of(granted: OrderGranted) -> dict[str, Any]:
    return {
        name: getattr(granted, name)
        for name in ("until", "conditions", "scope", "leave_to_share_profile", "extends", "consent_dispensed_with")
        if hasattr(granted, name)
    }


def _laid_down(matter: LegalMatter, decision: GatewayDecisionMade) -> Terms:
    """What the panel laid down with a decision, by what is recorded beside it."""
    beside = [
        each
        for each in matter.every(PreProceedingsStarted, PreProceedingsExtended, PreProceedingsEnded)
        if each.occurred_on == decision.occurred_on
    ]
    terms = Terms(until=decision.review_on)
    for each in beside:
        match each:
            case PreProceedingsStarted():
                terms = Terms(each.until)
            case PreProceedingsExtended():
                terms = Terms(each.until, each.purpose)
            case PreProceedingsEnded():
                terms = Terms(step_down_to=each.step_down_to or terms.step_down_to)
    return terms

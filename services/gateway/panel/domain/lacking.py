"""What has lost its ground: an entry that stood on another one, once that was corrected or voided."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import consents
from services.gateway.court.domain.grounds import needs_no_proceedings, proceedings_agreed, should_be_placed_by
from services.gateway.court.domain.order_length import must_last_lawfully
from services.gateway.court.domain.orders import ORDERS_IN_PROCEEDINGS, is_asked_for, must_be_of_age
from services.gateway.court.domain.orders_in_force import orders_of, row_of
from services.gateway.court.domain.outcomes import must_be_recorded
from services.gateway.court.domain.timetable import TIMETABLED, applied_for, proceedings_of
from services.gateway.pre_proceedings.domain.pre_proceedings_period import periods
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import Application, GatewayOutcome, MeetingWithParents, PreProceedingsOutcome
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    AdoptionOrderGranted,
    ChildRegistered,
    CourtDirectionGiven,
    DirectorNotified,
    EmergencyProceedingsDecided,
    EmergencyProtectionOrderGranted,
    ExceptionReportMade,
    GatewayDecisionMade,
    HearingHeld,
    HearingListed,
    LegalPlanningMeetingHeld,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
    PreProceedingsAssessmentAgreed,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsReviewed,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ProceedingsIssued,
    ReferredToLegalGateway,
    TimetableExtended,
)

STEPS = (
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsAssessmentAgreed,
    ExceptionReportMade,
    PreProceedingsReviewed,
    PreProceedingsExtended,
)
IN_COURT = (HearingListed, HearingHeld, TimetableExtended, CourtDirectionGiven, ProceedingsConcluded)
AGREED = GatewayOutcome.CARE_PROCEEDINGS

There = Callable[[LegalMatter, Any], bool]


def lacks(matter: LegalMatter, event: Event) -> str | None:
    """Which ground an entry lacks that it had when it was recorded; None where nothing is wrong with it."""
    if not matter.registered and not isinstance(event, ChildRegistered):
        return "the child's registration"
    lost = (ground for kinds, there, ground in GROUNDS if isinstance(event, kinds) and not there(matter, event))
    return next(lost, None) or _unlawful(matter, event)


def _unlawful(matter: LegalMatter, event: Event) -> str | None:
    """What the law bounds and an entry, as it now reads, goes past."""
    if not isinstance(event, OrderGranted):
        return None
    row = row_of(matter, event)
    before = replace(matter, recorded=tuple(one for one in matter.recorded if one != event))
    try:
        if row:
            must_be_of_age(matter, row, event)
            must_last_lawfully(event, row, orders_of(before), matter.born)
    except RuleBroken as refusal:
        return f"lawful days: {refusal}"
    return None


def _decided(*outcomes: GatewayOutcome) -> There:
    """The panel decided so on the same day."""

    def there(matter: LegalMatter, event: Event) -> bool:
        decisions = matter.every(GatewayDecisionMade)
        return any(each.outcome in outcomes and each.occurred_on == event.occurred_on for each in decisions)

    return there


def _by(*kinds: type[Event]) -> There:
    """One of these had happened by the day."""

    def there(matter: LegalMatter, event: Event) -> bool:
        return any(matter.by(kind, event.occurred_on) for kind in kinds)

    return there


def _agreed(matter: LegalMatter, event: DirectorNotified) -> bool:
    """Whether the panel, or a Service Manager in an emergency, decided for proceedings as the Director was told."""
    agreed = {each.decision_id for each in matter.every(GatewayDecisionMade) if each.outcome is AGREED}
    return event.decision_id in agreed | {each.decision_id for each in matter.every(EmergencyProceedingsDecided)}


def _ends_on_its_ground(matter: LegalMatter, event: PreProceedingsEnded) -> bool:
    stepped_down = event.outcome is PreProceedingsOutcome.STEP_DOWN
    return (_decided(GatewayOutcome.STEP_DOWN) if stepped_down else _by(ProceedingsIssued))(matter, event)


def _legal_action(matter: LegalMatter, event: ProceedingsIssued) -> bool:
    return (
        event.application not in TIMETABLED
        or proceedings_agreed(matter, event.application, event.occurred_on)
        or matter.by(EmergencyProtectionOrderGranted, event.occurred_on)
    )


def _in_court(matter: LegalMatter, event: Event) -> bool:
    """An order is applied for by its day, and anything else happens in proceedings; some of both needs neither."""
    if needs_no_proceedings(matter, event):
        return True
    if isinstance(event, OrderGranted):
        return is_asked_for(matter, event)
    return any(one.covers(event.occurred_on) for one in proceedings_of(matter))


def _should_be_placed(matter: LegalMatter, event: PlacementOrderGranted) -> bool:
    return should_be_placed_by(matter, event.occurred_on)


def _applied_for(matter: LegalMatter, event: PlacementOrderGranted) -> bool:
    return Application.PLACEMENT in applied_for(matter, event.occurred_on)


def _period_before_ended(matter: LegalMatter, event: PreProceedingsStarted) -> bool:
    """Whether the period before this one has an end on record by the day."""
    before = [one for one in periods(matter) if one.since <= event.occurred_on and one.started is not event]
    return all(one.ended and one.ended.occurred_on <= event.occurred_on for one in before)


def _in_period(matter: LegalMatter, event: Event) -> bool:
    """Whether pre-proceedings last on the day, their last day included; the final meeting comes after them."""
    on, found = event.occurred_on, periods(matter)
    if isinstance(event, PreProceedingsMeetingHeld) and event.kind is MeetingWithParents.FINAL:
        return any(period.ended and period.ended.occurred_on <= on for period in found)
    return any(period.since <= on and (period.ended is None or on <= period.ended.occurred_on) for period in found)


def _as_concluded(matter: LegalMatter, event: ProceedingsConcluded) -> bool:
    """Whether what the outcome speaks of is recorded in the proceedings that it concludes."""
    concluded = next((one for one in proceedings_of(matter) if one.concluded == event), None)
    try:
        if concluded:
            must_be_recorded(concluded, event.occurred_on, event.outcome)
    except RuleBroken:
        return False
    return True


def _of_an_order(matter: LegalMatter, event: OrderEnded) -> bool:
    return any(each.order_id == event.order_id for each in matter.every(OrderGranted))


GROUNDS: tuple[tuple[tuple[type[Event], ...], There, str], ...] = (
    ((DirectorNotified,), _agreed, "the decision for proceedings of which it tells"),
    ((PreProceedingsStarted,), _decided(GatewayOutcome.PRE_PROCEEDINGS), "the panel's decision of that day"),
    ((PreProceedingsStarted,), _period_before_ended, "the end of the pre-proceedings before"),
    ((PreProceedingsExtended,), _decided(GatewayOutcome.EXTENSION), "the panel's decision of that day to extend"),
    ((PreProceedingsEnded,), _ends_on_its_ground, "the panel's decision of that day to step down, or proceedings"),
    (
        (LegalPlanningMeetingHeld,),
        _by(ReferredToLegalGateway, GatewayDecisionMade),
        "a referral to the panel or a decision of it",
    ),
    ((*STEPS, PreProceedingsEnded), _in_period, "pre-proceedings on that day"),
    ((ProceedingsIssued,), _legal_action, "the panel's decision for proceedings"),
    ((*IN_COURT, *ORDERS_IN_PROCEEDINGS), _in_court, "proceedings that were issued"),
    ((ProceedingsConcluded,), _as_concluded, "the order of which its outcome speaks"),
    ((OrderEnded,), _of_an_order, "the order that it ends"),
    ((PlacementOrderGranted,), _should_be_placed, "the decision that the child should be placed for adoption"),
    ((PlacementOrderGranted,), _applied_for, "the placement application"),
    ((AdoptionOrderGranted,), consents.may_be_adopted, "a placement order, or each parent's consent"),
    ((AdoptionConsentGiven,), consents.is_born, "the child's birth"),
    ((AdoptionConsentGiven,), consents.is_of_a_parent, "parental responsibility of who consents, on that day"),
    ((AdoptionConsentGiven,), consents.is_outside_proceedings, "a day on which no care order was applied for"),
    ((AdoptionConsentGiven,), consents.is_to_a_placement_too, "the same person's consent to the placement"),
    ((AdoptionConsentGiven,), consents.is_six_weeks_after_birth, "six weeks since the birth"),
    ((AdoptionConsentWithdrawn,), consents.is_in_time, "effect, as the application for adoption was made before"),
)

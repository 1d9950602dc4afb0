"""Grounds: what must be on record before the court can be asked for something."""

from collections.abc import Callable
from datetime import date

from services.gateway.child.domain.matter import LEGAL_ACTION, LegalMatter
from services.gateway.court.domain.orders_in_force import in_force_on
from services.gateway.court.domain.timetable import TIMETABLED, proceedings_of
from shared.events.base import Event
from shared.events.codes.gateway import Application, DirectionKind, GatewayOutcome, HearingKind, ReferralPurpose
from shared.events.gateway import (
    CourtDirectionGiven,
    EmergencyProceedingsDecided,
    GatewayDecisionMade,
    HearingHeld,
    HearingListed,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    OrderGranted,
    ProceedingsIssued,
    ReferredToLegalGateway,
)
from shared.events.planning import AdoptionDecisionMade
from shared.grounds import Ground, Grounds

# What the court may be asked to discharge.
DISCHARGED = ("care_order", "interim_care_order", "supervision_order")
# What settles whether proceedings are issued; the last of these counts.
TURNS = LEGAL_ACTION | {GatewayOutcome.STEP_DOWN, GatewayOutcome.THRESHOLD_NOT_MET}


def should_be_placed_by(matter: LegalMatter, on: date) -> bool:
    """Whether the decision maker's last decision by a day is that the child should be placed for adoption."""
    decisions = [each for each in matter.every(AdoptionDecisionMade) if each.occurred_on <= on]
    return bool(decisions) and decisions[-1].should_be_placed


def section_37_directed_by(matter: LegalMatter, on: date) -> bool:
    """Whether an investigation that a court directed is due on a day or later (Children Act 1989 ss.37, 38(1)(b))."""
    given = matter.every(CourtDirectionGiven)
    return any(each.kind is DirectionKind.SECTION_37 and each.occurred_on <= on <= each.due_on for each in given)


def needs_no_proceedings(matter: LegalMatter, step: Event) -> bool:
    """Whether something before the court may happen without an application of ours.

    An emergency protection order is heard before any; a direction under section 37 is given in proceedings of others,
    and an interim order made on it (Children Act 1989 s.38(1)(b)); what is extended was applied for.
    """
    match step:
        case HearingListed() | HearingHeld():
            return step.kind is HearingKind.EMERGENCY_PROTECTION
        case CourtDirectionGiven():
            return step.kind is DirectionKind.SECTION_37
        case InterimCareOrderGranted() | InterimSupervisionOrderGranted():
            return step.extends is not None or section_37_directed_by(matter, step.occurred_on)
        case OrderGranted():
            return step.extends is not None
    return False


def proceedings_agreed(matter: LegalMatter, application: Application, on: date) -> bool:
    """Whether the last word by a day, since earlier care proceedings were concluded, is that they be issued.

    It is the panel's, or a Service Manager's in an emergency. That a supervision order be extended is such a word for
    a supervision application.
    """
    concluded = [one.concluded.occurred_on for one in proceedings_of(matter) if one.concluded and one.timetabled_from]
    since = max((each for each in concluded if each < on), default=date.min)
    said = matter.every(GatewayDecisionMade, EmergencyProceedingsDecided)
    words = [each for each in said if since <= each.occurred_on <= on and _settles(matter, each)]
    match words[-1:]:
        case [EmergencyProceedingsDecided()]:
            return True
        case [GatewayDecisionMade(outcome=GatewayOutcome.EXTENSION)]:
            return application is Application.SUPERVISION
        case [GatewayDecisionMade(outcome=outcome)]:
            return outcome is GatewayOutcome.CARE_PROCEEDINGS
    return False


def _settles(matter: LegalMatter, word: Event) -> bool:
    """Whether it is about proceedings at all."""
    if isinstance(word, GatewayDecisionMade):
        return word.outcome in TURNS or _extends_an_order(matter, word)
    return isinstance(word, EmergencyProceedingsDecided)


def _extends_an_order(matter: LegalMatter, decision: GatewayDecisionMade) -> bool:
    if decision.outcome is not GatewayOutcome.EXTENSION:
        return False
    asked = {each.referral_id: each.purpose for each in matter.every(ReferredToLegalGateway)}
    return asked.get(decision.referral_id) is ReferralPurpose.SUPERVISION_ORDER_EXTENSION


def _for(*applications: Application) -> Callable[[ProceedingsIssued], bool]:
    return lambda issued: issued.application in applications


def _is_born(matter: LegalMatter, issued: ProceedingsIssued) -> bool:
    return matter.born is not None and matter.born <= issued.occurred_on


def _is_agreed(matter: LegalMatter, issued: ProceedingsIssued) -> bool:
    """Whether proceedings are agreed, or an emergency protection order lets the court be asked at once."""
    on = issued.occurred_on
    return proceedings_agreed(matter, issued.application, on) or bool(
        in_force_on(matter, on, "emergency_protection_order")
    )


GROUNDS = Grounds[LegalMatter](
    (
        Ground(
            (ProceedingsIssued,),
            _is_born,
            "the child's birth",
            "the child is not born, and no application can be issued yet; record the birth first",
        ),
        Ground(
            (ProceedingsIssued,),
            lambda matter, issued: should_be_placed_by(matter, issued.occurred_on),
            "the decision that the child should be placed for adoption",
            "a placement application needs a should-be-placed decision; record the decision maker's decision first",
            only=_for(Application.PLACEMENT),
        ),
        Ground(
            (ProceedingsIssued,),
            lambda matter, issued: bool(in_force_on(matter, issued.occurred_on, *DISCHARGED)),
            "the order that is to be discharged",
            "no care or supervision order stands that could be discharged; record that order first",
            only=_for(Application.DISCHARGE),
            in_turn=True,
        ),
        Ground(
            (ProceedingsIssued,),
            _is_agreed,
            "the panel's decision for proceedings",
            "the Legal Gateway has not decided on care proceedings; take the case to the panel first, "
            "or have a Service Manager decide in an emergency",
            only=_for(*TIMETABLED),
            in_turn=True,
        ),
    )
)

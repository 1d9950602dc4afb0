"""Grounds: what must be on record before the court can be asked for something."""

from datetime import date

from services.gateway.domain.matter import LEGAL_ACTION, LegalMatter
from services.gateway.domain.standing import in_force_on
from services.gateway.domain.timetable import TIMETABLED
from shared.errors import RuleBroken
from shared.events.codes import Application, DirectionKind, GatewayOutcome
from shared.events.gateway import CourtDirectionGiven, GatewayDecisionMade
from shared.events.planning import AdoptionDecisionMade
from shared.policy.statuses import OrderTable

NO_LEGAL_ACTION = frozenset({GatewayOutcome.STEP_DOWN, GatewayOutcome.THRESHOLD_NOT_MET})


def should_be_placed_by(matter: LegalMatter, on: date) -> bool:
    """Whether the decision maker's last decision by a day is that the child should be placed for adoption."""
    decisions = [each for each in matter.every(AdoptionDecisionMade) if each.occurred_on <= on]
    return bool(decisions) and decisions[-1].should_be_placed


def section_37_directed_by(matter: LegalMatter, on: date) -> bool:
    """Whether a court had directed an investigation of the child's circumstances by a day (Children Act 1989 s.37)."""
    given = matter.every(CourtDirectionGiven)
    return any(each.kind is DirectionKind.SECTION_37 and each.occurred_on <= on for each in given)


def must_have_ground(matter: LegalMatter, table: OrderTable, application: Application, on: date) -> None:
    """Refuse an application about a child who is not born, or whose ground is not on record."""
    if matter.born is None or on < matter.born:
        raise RuleBroken("the child is not born, and no application can be issued yet; record the birth first")
    if application is Application.PLACEMENT and not should_be_placed_by(matter, on):
        raise RuleBroken(
            "a placement application needs a should-be-placed decision; record the decision maker's decision first"
        )
    if application is Application.DISCHARGE and not in_force_on(
        matter, table, on, "care_order", "interim_care_order", "supervision_order"
    ):
        raise RuleBroken("no care or supervision order stands that could be discharged; record that order first")
    if application in TIMETABLED and not (
        _legal_action_agreed(matter, on) or in_force_on(matter, table, on, "emergency_protection_order")
    ):
        raise RuleBroken("the Legal Gateway has not agreed legal action; take the case to the panel first")


def _legal_action_agreed(matter: LegalMatter, on: date) -> bool:
    turns = LEGAL_ACTION | NO_LEGAL_ACTION
    decisions = [each for each in matter.every(GatewayDecisionMade) if each.outcome in turns and each.occurred_on <= on]
    return bool(decisions) and decisions[-1].outcome in LEGAL_ACTION

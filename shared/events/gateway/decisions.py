"""What the panel decided for one child, and what it asked for."""

from datetime import date

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import GatewayOutcome
from shared.events.codes.planning import Option
from shared.events.codes.roles import Role
from shared.events.fields import Correctable, Fixed, Identifies, RestsOn
from shared.identifiers import ActionId, Code, DecisionId, NoteId, ReferralId, SittingId, WorkerId


@event("gateway.gateway_decision_made.v1")
class GatewayDecisionMade(ChildEvent):
    """The panel decided what legal action is needed for one child."""

    said = "Decision recorded"

    decision_id: Identifies[DecisionId]
    referral_id: RestsOn[ReferralId]
    outcome: GatewayOutcome
    primary_plan: Option | None = None
    contingencies: tuple[Option, ...] = ()
    adoption_considered: bool = False
    review_on: date | None = None
    sitting_id: Fixed[SittingId | None] = None
    chaired_by: Correctable[WorkerId | None] = None
    threshold_met: bool | None = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.emergency_proceedings_decided.v1")
class EmergencyProceedingsDecided(ChildEvent):
    """A Service Manager decided in an emergency that the matter be placed before the court; the panel hears of it.

    `panel_date` is the next sitting, as far as one was known.
    """

    said = "Emergency decision recorded"

    decision_id: Identifies[DecisionId]
    panel_date: date | None = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.gateway_action_set.v1")
class GatewayActionSet(ChildEvent):
    """The panel asked for something by a day; `kind` is one of the policy's standing actions, or `specific`."""

    said = "Action from the panel set"

    action_id: Identifies[ActionId]
    decision_id: RestsOn[DecisionId]
    kind: Code
    owner: Role
    due_on: date
    note_id: Fixed[NoteId | None] = None


@event("gateway.gateway_action_done.v1")
class GatewayActionDone(ChildEvent):
    """What the panel asked for was done."""

    said = "Action from the panel done"

    action_id: RestsOn[ActionId]


@event("gateway.director_notified.v1")
class DirectorNotified(ChildEvent):
    """The Director of Children's Services was told that proceedings were agreed."""

    said = "Notice to the Director recorded"

    decision_id: RestsOn[DecisionId]


@event("gateway.gateway_minutes_recorded.v1")
class GatewayMinutesRecorded(ChildEvent):
    """The sitting's minutes and actions are on the child's record."""

    said = "Minutes of the panel recorded"

    decision_id: RestsOn[DecisionId | None] = None
    version: Fixed[int] = 1
    note_id: Fixed[NoteId | None] = None

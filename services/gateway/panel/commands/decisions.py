"""Commands that record what the panel decided, asked for and put in its minutes, and what did not go to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain import decisions, panel_actions
from services.gateway.panel.domain.panel_actions import SPECIFIC, Action
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.read_model.sittings import first_from
from services.gateway.pre_proceedings.domain.what_follows import Terms
from shared.events.codes.gateway import GatewayOutcome, StepDownTo
from shared.events.codes.planning import Option
from shared.events.codes.roles import Role
from shared.events.gateway import GatewayActionDone, GatewayMinutesRecorded, LegalGatewayBypassed
from shared.identifiers import ActionId, Code, DecisionId, NoteId, SittingId, WorkerId, new_id
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes, Text, keeps_note, note
from shared.web.commands import Command, CommandRoutes
from shared.written_days import WrittenDays

ROUTES = CommandRoutes()

MOST_ACTIONS = 50


class AskedAction(WrittenDays):
    """Something that the panel asks for: a standing action by its code, or a specific one with its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Code = SPECIFIC
    owner: Role = Field(title="Who does it")
    due_on: date = Field(title="By which day")
    words: Text | None = Field(None, title="What exactly")


class RecordGatewayDecision(Command):
    """What the panel decided about one child."""

    outcome: GatewayOutcome
    primary_plan: Option | None = None
    contingencies: tuple[Option, ...] = Field((), title="Contingency plans")
    threshold_met: bool | None = Field(None, title="The threshold is met")
    review_on: date | None = Field(
        None, title="Next review by the panel", description="where it is not the day that the policy sets"
    )
    reasons: Text | None = None
    sitting_id: SittingId | None = Field(None, description="where the referral is before no sitting of the calendar")
    chaired_by: WorkerId | None = Field(None, title="In the chair", description="where it was not the sitting's chair")
    actions: tuple[AskedAction, ...] = Field((), title="What the panel asks for", max_length=MOST_ACTIONS)
    extended_until: date | None = Field(None, description="of an extension, where it is not the day of the next review")
    extension_purpose: Code | None = Field(None, description="of an extension: one of the policy's purposes")
    step_down_to: StepDownTo = StepDownTo.CHILD_PROTECTION_PLAN


@ROUTES.post("/children/{child_id}/decisions")
async def record_gateway_decision(
    child: UUID, command: RecordGatewayDecision, work: UnitOfWork
) -> Mapping[str, Any] | None:
    """Record the panel's decision, with what it asked for; of agreed proceedings the Director is told.

    The answer says of a decision for legal action which of the policy's actions it leaves out.
    """
    matter = await work.load(LegalMatter, child)
    decision_id = DecisionId(new_id())
    sitting_id = command.sitting_id or (matter.referral.sitting_id if matter.referral else None)
    work.record(
        *decisions.decide(
            matter,
            decision_id,
            command.on,
            outcome=command.outcome,
            primary_plan=command.primary_plan,
            contingencies=command.contingencies,
            review_on=command.review_on,
            terms=Terms(command.extended_until, command.extension_purpose, command.step_down_to),
            note_id=await note(work, matter, "reasons", command.reasons),
            sitting=await look(work, PanelSitting, sitting_id) if sitting_id else None,
            chaired_by=command.chaired_by,
            threshold_met=command.threshold_met,
        )
    )
    asked = [
        Action(ActionId(new_id()), one.kind, one.owner, one.due_on, await note(work, matter, "action", one.words))
        for one in command.actions
    ]
    work.record(*panel_actions.set_actions(matter, decision_id, command.on, asked))
    left_out = "; ".join(item.words for item in panel_actions.not_asked(matter, command.outcome, asked))
    return {"why": f"Not asked for, though the policy names it for every child: {left_out}."} if left_out else None


class RecordMinutes(Command):
    """The minutes of the panel's last decision about a child."""

    text: Text


@ROUTES.post("/children/{child_id}/minutes")
@keeps_note("text", "minutes")
def record_gateway_minutes(matter: LegalMatter, command: RecordMinutes, note_id: NoteId) -> GatewayMinutesRecorded:
    """Put the minutes of the last decision on the child's record."""
    return decisions.record_minutes(matter, command.on, note_id)


class DoAction(Command):
    """Something that the panel asked for."""

    action_id: ActionId


@ROUTES.post("/children/{child_id}/actions/done")
def do_gateway_action(matter: LegalMatter, command: DoAction) -> GatewayActionDone:
    """Record that what the panel asked for was done."""
    return panel_actions.do_action(matter, command.action_id, command.on)


class DecideEmergencyProceedings(Command):
    """Why the matter is placed before the court before the panel can hear of it."""

    reasons: Text


@ROUTES.post("/children/{child_id}/emergency-proceedings")
async def decide_emergency_proceedings(child: UUID, command: DecideEmergencyProceedings, work: UnitOfWork) -> None:
    """Decide, as a Service Manager, that the matter be placed before the court in an emergency."""
    matter = await work.load(LegalMatter, child)
    reasons = await Notes(work).write(matter.authority, child, "reasons", command.reasons)
    sitting = await first_from(work.connection, matter.authority, command.on)
    decision_id = DecisionId(new_id())
    work.record(*panel_actions.decide_emergency_proceedings(matter, decision_id, command.on, reasons, sitting))


class BypassLegalGateway(Command):
    """The plan of return of a young person who need not go to the panel."""

    plan_of_return: Text


@ROUTES.post("/children/{child_id}/bypass")
@keeps_note("plan_of_return", "plan_of_return")
def bypass_legal_gateway(matter: LegalMatter, command: BypassLegalGateway, note_id: NoteId) -> LegalGatewayBypassed:
    """Ratify, as a Service Manager, that a young person of 16 or 17 need not go to the panel."""
    return panel_actions.bypass(matter, command.on, note_id)

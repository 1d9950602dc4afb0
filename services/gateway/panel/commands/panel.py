"""Commands about one sitting: who sits, what is circulated, and its minutes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain import decisions
from services.gateway.panel.domain import sitting_rules as sittings
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.read_model.decisions import decided_at
from services.gateway.panel.read_model.sittings import referrals_before
from services.gateway.records.workers import Workers
from shared.errors import RuleBroken
from shared.events.codes.roles import Role
from shared.events.gateway import ApologiesGiven, ConflictOfInterestDeclared
from shared.identifiers import ChildId, Code, DecisionId, ReferralId, WorkerId
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes, Text, note
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()

MOST = 100


class ComposePanel(Command):
    """Who chairs, for which team that worker is the manager, and who else sits."""

    chair_id: WorkerId = Field(title="Who chairs")
    chair_team: Code | None = Field(
        None, title="The team whose manager that is", description="where it is not the worker's own team"
    )
    members: tuple[WorkerId, ...] = Field((), max_length=MOST)


@ROUTES.post("/sittings/{sitting_id}/composition")
async def compose_panel(sitting_id: UUID, command: ComposePanel, work: UnitOfWork) -> None:
    """Say who sits and who chairs."""
    sitting = await work.load(PanelSitting, sitting_id)
    known = (await Workers(work).these([command.chair_id])).get(command.chair_id)
    manages = known.team if known and known.role is Role.TEAM_MANAGER else None
    team = command.chair_team or manages
    work.record(sittings.compose(sitting, command.on, chair=command.chair_id, chair_team=team, members=command.members))


class GiveApologies(Command):
    """Who will not attend."""

    worker_id: WorkerId


@ROUTES.post("/sittings/{sitting_id}/apologies")
def give_apologies(sitting: PanelSitting, command: GiveApologies) -> ApologiesGiven:
    """Record apologies."""
    return sittings.give_apologies(sitting, command.on, command.worker_id)


class DeclareConflict(Command):
    """Who takes no part in what concerns which child."""

    worker_id: WorkerId
    child_id: ChildId


@ROUTES.post("/sittings/{sitting_id}/conflicts")
def declare_conflict_of_interest(sitting: PanelSitting, command: DeclareConflict) -> ConflictOfInterestDeclared:
    """Record a conflict of interest."""
    return sittings.declare_conflict(sitting, command.on, command.worker_id, command.child_id)


class CirculatePapers(Command):
    """Whose papers go to the members; where none is named, all that are due out."""

    referrals: tuple[ReferralId, ...] = Field((), max_length=MOST)


@ROUTES.post("/sittings/{sitting_id}/circulation")
async def circulate_panel_papers(sitting_id: UUID, command: CirculatePapers, work: UnitOfWork) -> None:
    """Record that papers went to the members."""
    sitting = await work.load(PanelSitting, sitting_id)
    named = sorted(set(command.referrals)) or await referrals_before(work.connection, sitting_id)
    found = [await work.load(Referral, one) for one in named]
    if not command.referrals:
        out = sitting.circulated
        found = [one for one in found if one.referral_id not in out and one.may_be_heard]
    work.record(sittings.circulate(sitting, found, command.on))


class ChildMinutes(BaseModel):
    """What the minutes say of one child."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    child_id: ChildId
    text: Text


class RecordPanelMinutes(Command):
    """The sitting's minutes, and what of them belongs on each child's record."""

    text: Text
    children: tuple[ChildMinutes, ...] = Field(
        (),
        description="a child who is left out has no minutes of this sitting on record until they are given",
        max_length=MOST,
    )


@ROUTES.post("/sittings/{sitting_id}/minutes")
async def record_panel_minutes(sitting_id: UUID, command: RecordPanelMinutes, work: UnitOfWork) -> Mapping[str, Any]:
    """Record the minutes, of the sitting and of each child of whom they say something; a correction is a new version.

    Answers which children the sitting decided about who are still `without_minutes`.
    """
    sitting = await work.load(PanelSitting, sitting_id)
    decided = await decided_at(work.connection, sitting_id)
    said = {one.child_id: one.text for one in command.children}
    if len(said) < len(command.children):
        raise RuleBroken("a child is named twice; say once what the minutes say of each")
    if strangers := said.keys() - {child for child, _ in decided}:
        raise RuleBroken(f"this sitting decided nothing about {min(strangers)}; leave the child out, or check the id")
    text = await Notes(work).write(sitting.authority, sitting_id, "minutes", command.text)
    work.record(sittings.record_minutes(sitting, command.on, text))
    await work.lock([child for child, _ in decided])
    without = []
    for child, decision in decided:
        matter, decision_id = await work.load(LegalMatter, child), DecisionId(decision)
        if own := await note(work, matter, "minutes", said.get(matter.child_id)):
            work.record(decisions.record_minutes(matter, command.on, own, decision_id=decision_id))
        elif not decisions.minutes_of(matter, decision_id):
            without.append(str(child))
    return {"without_minutes": without}

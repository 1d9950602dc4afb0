"""What is shown of the panel's decisions: one row a decision, one an action that it asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col, func, or_, select

from services.gateway.child.domain.matter import LegalMatter
from shared.events.gateway import (
    DirectorNotified,
    EmergencyProceedingsDecided,
    ExceptionReportMade,
    GatewayActionDone,
    GatewayActionSet,
    GatewayDecisionMade,
    GatewayMinutesRecorded,
)

EMERGENCY = "emergency_proceedings"  # what a Service Manager decided, without a referral
WITHOUT_MINUTES = (
    "select child_id from gateway_decisions where sitting_id = $1 and minutes_version is null order by child_id"
)
DECIDED_AT = "select child_id, decision_id from gateway_decisions where sitting_id = $1 order by child_id"


class GatewayDecisionRow(SQLModel, table=True):
    """What the panel, or a Service Manager in an emergency, decided for one child, and what the Director is told of it.

    That is the agreement to proceedings, and the exception report where pre-proceedings run over.
    """

    __tablename__ = "gateway_decisions"

    child_id: UUID = Field(primary_key=True)
    decision_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    referral_id: UUID | None = Field(default=None, index=True)
    sitting_id: UUID | None = Field(default=None, index=True)
    decided_on: date
    outcome: str
    threshold_met: bool | None = None
    primary_plan: str | None = None
    contingencies: list[str] = Field(sa_type=JSONB)
    review_on: date | None = None
    chaired_by: UUID | None = None
    note_id: UUID | None = None
    minutes_version: int | None = None
    minutes_on: date | None = None
    director_told_on: date | None = Field(default=None, index=True)
    reported_on: date | None = Field(default=None, index=True)
    report_note_id: UUID | None = None
    report_document_id: UUID | None = None


class GatewayActionRow(SQLModel, table=True):
    """Something that the panel asked for, by whom and when; open until it is done."""

    __tablename__ = "gateway_actions"

    child_id: UUID = Field(primary_key=True)
    action_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    decision_id: UUID
    kind: str
    owner: str = Field(index=True)
    set_on: date
    due_on: date
    note_id: UUID | None = None
    done_on: date | None = None


def project(matter: LegalMatter, _version: int, _today: date) -> Iterable[SQLModel]:
    """The rows of one child's decisions and actions."""
    minutes = {told.decision_id: told for told in matter.every(GatewayMinutesRecorded)}
    told_director = {told.decision_id: told.occurred_on for told in matter.every(DirectorNotified)}
    reports = {told.decision_id: told for told in matter.every(ExceptionReportMade)}
    for decision in matter.every(GatewayDecisionMade):
        written, report = minutes.get(decision.decision_id), reports.get(decision.decision_id)
        yield GatewayDecisionRow.model_construct(
            child_id=matter.child_id,
            decision_id=decision.decision_id,
            authority=decision.authority,
            referral_id=decision.referral_id,
            sitting_id=decision.sitting_id,
            decided_on=decision.occurred_on,
            outcome=decision.outcome,
            threshold_met=decision.threshold_met,
            primary_plan=decision.primary_plan,
            contingencies=list(decision.contingencies),
            review_on=decision.review_on,
            chaired_by=decision.chaired_by,
            note_id=decision.note_id,
            minutes_version=written.version if written else None,
            minutes_on=written.occurred_on if written else None,
            director_told_on=told_director.get(decision.decision_id),
            reported_on=report.occurred_on if report else None,
            report_note_id=report.note_id if report else None,
            report_document_id=report.document_id if report else None,
        )
    for urgent in matter.every(EmergencyProceedingsDecided):
        yield GatewayDecisionRow.model_construct(
            child_id=matter.child_id,
            decision_id=urgent.decision_id,
            authority=urgent.authority,
            decided_on=urgent.occurred_on,
            outcome=EMERGENCY,
            contingencies=[],
            note_id=urgent.note_id,
            director_told_on=told_director.get(urgent.decision_id),
        )
    done = {told.action_id: told.occurred_on for told in matter.every(GatewayActionDone)}
    for action in matter.every(GatewayActionSet):
        yield GatewayActionRow.model_construct(
            child_id=matter.child_id,
            action_id=action.action_id,
            authority=action.authority,
            decision_id=action.decision_id,
            kind=action.kind,
            owner=action.owner,
            set_on=action.occurred_on,
            due_on=action.due_on,
            note_id=action.note_id,
            done_on=done.get(action.action_id),
        )


async def decisions_of(session: AsyncSession, child: UUID) -> Sequence[GatewayDecisionRow]:
    """What the panel decided for a child, the last first."""
    query = select(GatewayDecisionRow).where(GatewayDecisionRow.child_id == child)
    return (await session.scalars(query.order_by(col(GatewayDecisionRow.decided_on).desc(), "decision_id"))).all()


async def decided_of(session: AsyncSession, referrals: Sequence[UUID]) -> Sequence[GatewayDecisionRow]:
    """What the panel decided on these referrals, by day."""
    query = select(GatewayDecisionRow).where(col(GatewayDecisionRow.referral_id).in_(referrals))
    return (await session.scalars(query.order_by("decided_on", "child_id", "decision_id"))).all()


async def director_notices(session: AsyncSession, limit: int) -> Sequence[GatewayDecisionRow]:
    """The agreed proceedings and the exception reports of which the Director is told, the last first."""
    agreed, reported = col(GatewayDecisionRow.director_told_on), col(GatewayDecisionRow.reported_on)
    query = select(GatewayDecisionRow).where(or_(agreed.is_not(None), reported.is_not(None)))
    latest = func.greatest(agreed, reported).desc()  # the greatest of those that there are
    return (await session.scalars(query.order_by(latest, "decision_id").limit(limit))).all()


async def open_actions(
    session: AsyncSession, limit: int, *, owner: str | None = None, child: UUID | None = None
) -> Sequence[GatewayActionRow]:
    """What the panel asked for and is not done yet, the first due first; of one owner or child where it is given."""
    query = select(GatewayActionRow).where(col(GatewayActionRow.done_on).is_(None))
    if owner:
        query = query.where(GatewayActionRow.owner == owner)
    if child:
        query = query.where(GatewayActionRow.child_id == child)
    return (await session.scalars(query.order_by("due_on", "child_id", "action_id").limit(limit))).all()


async def decided_at(connection: asyncpg.Connection, sitting: UUID) -> list[tuple[UUID, UUID]]:
    """The children for whom a sitting decided, each with the decision."""
    return [(child, decision) for child, decision in await connection.fetch(DECIDED_AT, sitting)]


async def without_minutes(connection: asyncpg.Connection, sitting: UUID) -> list[UUID]:
    """The children for whom a sitting decided and whose records have no minutes of it yet."""
    return [child for (child,) in await connection.fetch(WITHOUT_MINUTES, sitting)]

"""What is shown of permanence cases: one row a child, one a version of the plan, one a placement."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.planning.domain.care import basis_on, care_periods
from services.planning.domain.case import PermanenceCase
from services.planning.domain.placements import placements_in_care
from services.planning.domain.planning import planning_meetings, reviews
from shared.errors import NotKnown
from shared.events.codes.planning import ReviewKind
from shared.events.gateway import GatewayDecisionMade
from shared.events.planning import (
    AdoptionDecisionMade,
    ChildPermanenceReportCompleted,
    PermanencePlanAgreed,
    PlanningMeetingHeld,
    ReviewHeld,
)


class PermanenceCaseFields(SQLModel):
    """Where a child's plan and care stand."""

    child_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    registered_on: date
    gateway_outcome: str | None = None
    looked_after_since: date | None = None
    legal_basis: str | None = None
    ceased_on: date | None = None
    ceased_because: str | None = None
    placement_kind: str | None = None
    placed_on: date | None = None
    primary_plan: str | None = None
    contingencies: list[str] = Field(default_factory=list, sa_type=JSONB)
    plan_version: int | None = None
    plan_agreed_on: date | None = None
    ratified_by: str | None = None
    planning_meetings: int = 0
    last_meeting_on: date | None = None
    next_meeting_on: date | None = None
    tracks: list[str] = Field(default_factory=list, sa_type=JSONB)
    care_reviews: int = 0
    adoption_reviews: int = 0
    last_review_on: date | None = None
    iro_view: str | None = None
    report_version: int | None = None
    should_be_placed: bool | None = None
    decided_on: date | None = None
    last_on: date


class PermanenceCaseRow(PermanenceCaseFields, table=True):
    """One row a child."""

    __tablename__ = "permanence_cases"


class PlanVersionRow(SQLModel, table=True):
    """One version of a child's permanence plan."""

    __tablename__ = "plan_versions"

    child_id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)
    authority: str = Field(index=True)
    agreed_on: date
    primary_plan: str
    contingencies: list[str] = Field(default_factory=list, sa_type=JSONB)
    ratified_by: str


class PlacementRow(SQLModel, table=True):
    """Where a child lives, or lived."""

    __tablename__ = "placements"

    child_id: UUID = Field(primary_key=True)
    placement_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    kind: str
    started_on: date
    ended_on: date | None = None
    carer_id: UUID | None = None
    in_area: bool | None = None
    long_term: bool = False


class PermanenceCaseAsRead(PermanenceCaseFields):
    """A child's plan and care with every placement, oldest first."""

    placements: list[PlacementRow]


def project(case: PermanenceCase, version: int, _today: date) -> Iterable[SQLModel]:
    """The rows of one permanence case at a version."""
    if case.registered is None or case.last_on is None:
        return
    yield PermanenceCaseRow.model_construct(
        child_id=case.child_id,
        authority=case.registered.authority,
        version=version,
        registered_on=case.registered.occurred_on,
        last_on=case.last_on,
        **_care(case),
        **_plan(case),
        **_meetings(case),
        **_adoption(case),
    )
    yield from _plan_versions(case, case.registered.authority)
    yield from _placements(case, case.registered.authority)


def _care(case: PermanenceCase) -> dict[str, Any]:
    """Since when the child is, or last was, looked after, and where the child lives."""
    period = next(reversed(care_periods(case)), None)
    present = next((each for each in reversed(placements_in_care(case)) if each.ended_on is None), None)
    return {
        "looked_after_since": period.since if period else None,
        "legal_basis": basis_on(case, period) if period else None,
        "ceased_on": period.until if period else None,
        "ceased_because": period.reason if period else None,
        "placement_kind": present.started.kind if present else None,
        "placed_on": present.started_on if present else None,
    }


def _plan(case: PermanenceCase) -> dict[str, Any]:
    decision = case.latest(GatewayDecisionMade)
    plan = case.latest(PermanencePlanAgreed)
    return {
        "gateway_outcome": decision.outcome if decision else None,
        "primary_plan": plan.primary if plan else None,
        "contingencies": list(plan.contingencies) if plan else [],
        "plan_version": plan.version if plan else None,
        "plan_agreed_on": plan.occurred_on if plan else None,
        "ratified_by": plan.ratified_by if plan else None,
    }


def _meetings(case: PermanenceCase) -> dict[str, Any]:
    meeting = case.latest(PlanningMeetingHeld)
    review = case.latest(ReviewHeld)
    return {
        "planning_meetings": planning_meetings(case),
        "last_meeting_on": meeting.occurred_on if meeting else None,
        "next_meeting_on": meeting.next_on if meeting else None,
        "tracks": list(meeting.tracks) if meeting else [],
        "care_reviews": reviews(case, ReviewKind.CHILD_IN_CARE),
        "adoption_reviews": reviews(case, ReviewKind.ADOPTION),
        "last_review_on": review.occurred_on if review else None,
        "iro_view": review.iro_view if review else None,
    }


def _adoption(case: PermanenceCase) -> dict[str, Any]:
    report = case.latest(ChildPermanenceReportCompleted)
    decision = case.latest(AdoptionDecisionMade)
    return {
        "report_version": report.version if report else None,
        "should_be_placed": decision.should_be_placed if decision else None,
        "decided_on": decision.occurred_on if decision else None,
    }


def _plan_versions(case: PermanenceCase, authority: str) -> Iterable[PlanVersionRow]:
    for plan in case.every(PermanencePlanAgreed):
        yield PlanVersionRow.model_construct(
            child_id=case.child_id,
            version=plan.version,
            authority=authority,
            agreed_on=plan.occurred_on,
            primary_plan=plan.primary,
            contingencies=list(plan.contingencies),
            ratified_by=plan.ratified_by,
        )


def _placements(case: PermanenceCase, authority: str) -> Iterable[PlacementRow]:
    for each in placements_in_care(case):
        yield PlacementRow.model_construct(
            child_id=case.child_id,
            placement_id=each.started.placement_id,
            authority=authority,
            kind=each.started.kind,
            started_on=each.started_on,
            ended_on=each.ended_on,
            carer_id=each.started.carer_id,
            in_area=each.started.in_area,
            long_term=each.long_term,
        )


async def permanence_case(session: AsyncSession, child: UUID) -> PermanenceCaseAsRead:
    """One child's plan, care and placements. Raises NotKnown."""
    row = await session.get(PermanenceCaseRow, child)
    if row is None:
        raise NotKnown(f"no child {child} is known here; check the id, or whether the child is yours to see")
    query = select(PlacementRow).where(PlacementRow.child_id == child).order_by("started_on", "placement_id")
    return PermanenceCaseAsRead(**row.model_dump(), placements=list((await session.scalars(query)).all()))


async def permanence_cases(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[PermanenceCaseRow]:
    """Permanence cases that the caller may see, a page at a time, by child."""
    query = select(PermanenceCaseRow).order_by("child_id").limit(limit)
    if after:
        query = query.where(PermanenceCaseRow.child_id > after)
    return (await session.scalars(query)).all()


async def plan_versions(session: AsyncSession, child: UUID) -> Sequence[PlanVersionRow]:
    """Every version of a child's plan, oldest first; none for a child who is not known, or not to the caller."""
    query = select(PlanVersionRow).where(PlanVersionRow.child_id == child).order_by("version")
    return (await session.scalars(query)).all()

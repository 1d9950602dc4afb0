"""What is shown of permanence cases: one row a child, of which each subject says its own columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.planning.child.domain import PermanenceCase
from shared.errors import NotKnown
from shared.events.gateway import GatewayDecisionMade

Columns = Callable[[PermanenceCase], Mapping[str, Any]]


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
    sibling_group_id: UUID | None = Field(default=None, index=True)


class PermanenceCaseRow(PermanenceCaseFields, table=True):
    """One row a child."""

    __tablename__ = "permanence_cases"


def project(case: PermanenceCase, version: int, subjects: Iterable[Columns]) -> Iterable[SQLModel]:
    """The row of one permanence case at a version, with the columns of these subjects."""
    if case.registered is None or case.last_on is None:
        return
    decision = case.latest(GatewayDecisionMade)
    told = {name: value for columns in subjects for name, value in columns(case).items()}
    yield PermanenceCaseRow.model_construct(
        child_id=case.child_id,
        authority=case.registered.authority,
        version=version,
        registered_on=case.registered.occurred_on,
        gateway_outcome=decision.outcome if decision else None,
        last_on=case.last_on,
        sibling_group_id=case.sibling_group,
        **told,
    )


async def permanence_case_row(session: AsyncSession, child: UUID) -> PermanenceCaseRow:
    """Where one child's plan and care stand. Raises NotKnown."""
    row = await session.get(PermanenceCaseRow, child)
    if row is None:
        raise NotKnown(f"no child {child} is known here; check the id, or whether the child is yours to see")
    return row


async def permanence_cases(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[PermanenceCaseRow]:
    """Permanence cases that the caller may see, a page at a time, by child."""
    query = select(PermanenceCaseRow).order_by("child_id").limit(limit)
    if after:
        query = query.where(PermanenceCaseRow.child_id > after)
    return (await session.scalars(query)).all()

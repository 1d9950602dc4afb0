"""What is shown of legal matters: one row a child."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col, select

from services.gateway.child.domain.family import allocated
from services.gateway.child.domain.matter import LegalMatter
from shared.errors import NotKnown
from shared.events.gateway import OrderGranted


class LegalMatterRow(SQLModel, table=True):
    """Where a child's legal matter stands."""

    __tablename__ = "legal_matters"

    child_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    registered_on: date
    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    panel_date: date | None = None
    decision: str | None = None
    decided_on: date | None = None
    primary_plan: str | None = None
    pre_proceedings_since: date | None = None
    court_case_number: str | None = None
    latest_order: str | None = None
    latest_order_on: date | None = None
    last_on: date
    sibling_group_id: UUID | None = Field(default=None, index=True)
    team: str | None = Field(default=None, index=True)
    worker_id: UUID | None = Field(default=None, index=True)


def project(matter: LegalMatter, version: int, _today: date) -> Iterable[SQLModel]:
    """The rows of one legal matter at a version."""
    registered = matter.registered
    if registered is None:
        return
    decision = matter.decision
    order = matter.latest(OrderGranted)
    period = matter.pre_proceedings
    held_by = allocated(matter)
    yield LegalMatterRow.model_construct(
        child_id=matter.child_id,
        authority=registered.authority,
        version=version,
        registered_on=registered.occurred_on,
        date_of_birth=matter.born,
        expected_date_of_birth=registered.expected_date_of_birth,
        panel_date=matter.referral.panel_date if matter.referral else None,
        decision=decision.outcome if decision else None,
        decided_on=decision.occurred_on if decision else None,
        primary_plan=decision.primary_plan if decision else None,
        pre_proceedings_since=period.occurred_on if period else None,
        court_case_number=matter.proceedings.court_case_number if matter.proceedings else None,
        latest_order=order.wire_name.split(".")[1].removesuffix("_granted") if order else None,
        latest_order_on=order.occurred_on if order else None,
        last_on=matter.last_on or registered.occurred_on,
        sibling_group_id=matter.sibling_group,
        team=held_by.team if held_by else None,
        worker_id=held_by.worker_id if held_by else None,
    )


async def legal_matter(session: AsyncSession, child: UUID) -> LegalMatterRow:
    """One child's legal matter. Raises NotKnown."""
    row = await session.get(LegalMatterRow, child)
    if row is None:
        raise NotKnown(f"no child {child} is known here; check the id, or whether the child is yours to see")
    return row


async def legal_matters(
    session: AsyncSession, limit: int, after: UUID | None, *, team: str | None = None, worker: UUID | None = None
) -> Sequence[LegalMatterRow]:
    """Legal matters that the caller may see, a page at a time, by child; of one team or worker where it is given."""
    query = select(LegalMatterRow).order_by("child_id").limit(limit)
    if team:
        query = query.where(LegalMatterRow.team == team)
    if worker:
        query = query.where(LegalMatterRow.worker_id == worker)
    if after:
        query = query.where(LegalMatterRow.child_id > after)
    return (await session.scalars(query)).all()


async def matters_of(session: AsyncSession, children: Sequence[UUID]) -> dict[UUID, LegalMatterRow]:
    """The legal matters of these children, as far as the caller may see them."""
    query = select(LegalMatterRow).where(col(LegalMatterRow.child_id).in_(children))
    return {row.child_id: row for row in (await session.scalars(query)).all()}

"""What is shown of a child's family and workers: ids and codes; who the people are is in their sealed details."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col, select

from services.gateway.child.domain.family import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.read_model.matters import LegalMatterRow, legal_matter
from shared.events.codes.roles import Role
from shared.events.gateway import ChildAllocated


class FamilyMemberRow(SQLModel, table=True):
    """What a person is to a child, since a day."""

    __tablename__ = "family_members"

    child_id: UUID = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True, index=True)
    authority: str = Field(index=True)
    relationship: str
    parental_responsibility: bool
    since: date


class AllocationRow(SQLModel, table=True):
    """A worker, of a team, who is or was responsible for a child in a role; `place` counts them from 1."""

    __tablename__ = "allocations"

    child_id: UUID = Field(primary_key=True)
    place: int = Field(primary_key=True)
    authority: str = Field(index=True)
    worker_id: UUID = Field(index=True)
    role: str
    team: str
    since: date
    until: date | None = None


def project(matter: LegalMatter, _version: int, _today: date) -> Iterable[SQLModel]:
    """The rows of one child's family and workers."""
    if not matter.registered:
        return
    for person, told in family(matter).items():
        yield FamilyMemberRow.model_construct(
            child_id=matter.child_id,
            person_id=person,
            authority=told.authority,
            relationship=told.relationship,
            parental_responsibility=told.parental_responsibility,
            since=told.occurred_on,
        )
    ended: dict[Role, date] = {}
    for place, allocation in reversed(list(enumerate(matter.every(ChildAllocated), 1))):
        yield _allocation(matter, place, allocation, ended.get(allocation.role))
        ended[allocation.role] = allocation.occurred_on


def _allocation(matter: LegalMatter, place: int, told: ChildAllocated, until: date | None) -> AllocationRow:
    return AllocationRow.model_construct(
        child_id=matter.child_id,
        place=place,
        authority=told.authority,
        worker_id=told.worker_id,
        role=told.role,
        team=told.team,
        since=told.occurred_on,
        until=until,
    )


async def family_members(session: AsyncSession, child: UUID) -> Sequence[FamilyMemberRow]:
    """A child's family: those with parental responsibility first. Raises NotKnown."""
    await legal_matter(session, child)
    query = select(FamilyMemberRow).where(FamilyMemberRow.child_id == child)
    first = col(FamilyMemberRow.parental_responsibility).desc()
    return (await session.scalars(query.order_by(first, col(FamilyMemberRow.person_id)))).all()


async def allocations(session: AsyncSession, child: UUID) -> Sequence[AllocationRow]:
    """Who was and is responsible for a child, the latest first. Raises NotKnown."""
    await legal_matter(session, child)
    query = select(AllocationRow).where(AllocationRow.child_id == child)
    return (await session.scalars(query.order_by(col(AllocationRow.place).desc()))).all()


async def brothers_and_sisters(session: AsyncSession, child: UUID) -> Sequence[LegalMatterRow]:
    """The other children of the child's group whom the caller may see. Raises NotKnown."""
    group = (await legal_matter(session, child)).sibling_group_id
    query = select(LegalMatterRow).where(
        col(LegalMatterRow.sibling_group_id) == group, col(LegalMatterRow.child_id) != child
    )
    return (await session.scalars(query.order_by(col(LegalMatterRow.child_id)))).all() if group else []

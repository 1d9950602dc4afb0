"""What is shown of families: one row a family."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from fastapi import Request
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.family_finding.families.domain import Family
from shared.errors import NotKnown
from shared.messaging.references import references_of
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.names import Names, asked_of_gateway


class FamilyRow(SQLModel, table=True):
    """A family that offers a child a home."""

    __tablename__ = "families"

    family_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    agency: str
    kinds: list[str] = Field(sa_type=JSONB)
    early_permanence: bool
    registered_on: date
    approved_on: date | None = None
    withdrawn_on: date | None = None


def project(family: Family, version: int, _today: date) -> Iterable[SQLModel]:
    """The row of one family at a version."""
    registered, offer = family.registered, family.offer
    if registered is None or offer is None:
        return
    yield FamilyRow.model_construct(
        family_id=family.family_id,
        authority=registered.authority,
        version=version,
        agency=registered.agency,
        kinds=list(offer.kinds),
        early_permanence=offer.early_permanence,
        registered_on=registered.occurred_on,
        approved_on=family.approved.occurred_on if family.approved else None,
        withdrawn_on=family.withdrawn.occurred_on if family.withdrawn else None,
    )


async def names_here(request: Request, work: UnitOfWork, people: Sequence[UUID], child: UUID | None) -> Names:
    """What people are called, as the gateway answers, and families by their references."""
    families = await references_of(work.connection, people)
    names = await asked_of_gateway(request, work, [one for one in people if one not in families], child)
    names.named |= {family: f"Family {reference}" for family, reference in families.items()}
    return names


async def family_of(session: AsyncSession, family_id: UUID) -> FamilyRow:
    """One family. Raises NotKnown."""
    row = await session.get(FamilyRow, family_id)
    if row is None:
        raise NotKnown(f"no family {family_id} is known here; check the id, or whether the family is yours to see")
    return row


async def families_known(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[FamilyRow]:
    """Families that the caller may see, a page at a time, by id."""
    query = select(FamilyRow).order_by("family_id").limit(limit)
    if after:
        query = query.where(FamilyRow.family_id > after)
    return (await session.scalars(query)).all()

"""What is shown of matching: one row a family that was proposed for a child."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.family_finding.search.domain.search import Search


class LinkRow(SQLModel, table=True):
    """A family proposed for a child. `place_on_shortlist` counts from 1; None is not on it."""

    __tablename__ = "links"

    child_id: UUID = Field(primary_key=True)
    family_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    score: int | None = None
    proposed_on: date
    proposed_by: str
    declined_on: date | None = None
    declined_by: str | None = None
    place_on_shortlist: int | None = None
    visited_on: date | None = None
    match_declined_on: date | None = None


def project(search: Search) -> Iterable[SQLModel]:
    """The rows of the families proposed for one child; none until the child is registered."""
    registered = search.registered
    if registered is None:
        return
    for family_id, link in search.links.items():
        yield LinkRow.model_construct(
            child_id=search.child_id,
            family_id=family_id,
            authority=registered.authority,
            score=link.proposed.score,
            proposed_on=link.proposed.occurred_on,
            proposed_by=link.proposed.by,
            declined_on=link.declined.occurred_on if link.declined else None,
            declined_by=link.declined.by if link.declined else None,
            place_on_shortlist=search.shortlist.index(family_id) + 1 if family_id in search.shortlist else None,
            visited_on=link.visited_on,
            match_declined_on=link.match_declined_on,
        )


async def links_of(session: AsyncSession, child: UUID) -> Sequence[LinkRow]:
    """The families proposed for a child, in the order of their days."""
    query = select(LinkRow).where(LinkRow.child_id == child).order_by("proposed_on", "family_id")
    return (await session.scalars(query)).all()

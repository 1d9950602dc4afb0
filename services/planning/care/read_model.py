"""What is shown of care and home: since when and on which ground, and one row a placement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.planning.care.domain.care import basis_on, care_periods
from services.planning.care.domain.placements import placements_in_care
from services.planning.child.domain import PermanenceCase


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


def columns(case: PermanenceCase) -> Mapping[str, Any]:
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


def project(case: PermanenceCase) -> Iterable[SQLModel]:
    """The rows of one child's placements."""
    if case.registered is None:
        return
    for each in placements_in_care(case):
        yield PlacementRow.model_construct(
            child_id=case.child_id,
            placement_id=each.started.placement_id,
            authority=case.registered.authority,
            kind=each.started.kind,
            started_on=each.started_on,
            ended_on=each.ended_on,
            carer_id=each.started.carer_id,
            in_area=each.started.in_area,
            long_term=each.long_term,
        )


async def placements_of(session: AsyncSession, child: UUID) -> Sequence[PlacementRow]:
    """Every placement of a child, oldest first."""
    query = select(PlacementRow).where(PlacementRow.child_id == child).order_by("started_on", "placement_id")
    return (await session.scalars(query)).all()

"""What is shown of the plan: the one that counts, and one row a version."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, select

from services.planning.child.domain import PermanenceCase
from shared.events.planning import PermanencePlanAgreed


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


def columns(case: PermanenceCase) -> Mapping[str, Any]:
    """The plan that counts, and who ratified it."""
    plan = case.latest(PermanencePlanAgreed)
    return {
        "primary_plan": plan.primary if plan else None,
        "contingencies": list(plan.contingencies) if plan else [],
        "plan_version": plan.version if plan else None,
        "plan_agreed_on": plan.occurred_on if plan else None,
        "ratified_by": plan.ratified_by if plan else None,
    }


def project(case: PermanenceCase) -> Iterable[SQLModel]:
    """The rows of the versions of one child's plan."""
    if case.registered is None:
        return
    for plan in case.every(PermanencePlanAgreed):
        yield PlanVersionRow.model_construct(
            child_id=case.child_id,
            version=plan.version,
            authority=case.registered.authority,
            agreed_on=plan.occurred_on,
            primary_plan=plan.primary,
            contingencies=list(plan.contingencies),
            ratified_by=plan.ratified_by,
        )


async def plan_versions(session: AsyncSession, child: UUID) -> Sequence[PlanVersionRow]:
    """Every version of a child's plan, oldest first; none for a child who is not known, or not to the caller."""
    query = select(PlanVersionRow).where(PlanVersionRow.child_id == child).order_by("version")
    return (await session.scalars(query)).all()

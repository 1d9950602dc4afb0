"""What is shown of orders: one row an order, with the day on which it ends."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import asyncpg
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, or_, select

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.order_length import latest_day
from shared.child_case import orders_of
from shared.events.codes.gateway import OrderCondition, OrderEnd
from shared.events.gateway import OrderEnded

CHANGING = """
select distinct child_id from orders
where told_from <= $1 and not told and child_id > $2 order by child_id limit $3
"""


class OrderRow(SQLModel, table=True):
    """An order. `ends_on` is the day on which it ended or will; `told_from` that on which this can be said."""

    __tablename__ = "orders"

    child_id: UUID = Column(primary_key=True)
    order_id: UUID = Column(primary_key=True)
    authority: str = Column(index=True)
    status: str
    words: str
    law: str
    made_on: date
    until: date | None = None
    extends: UUID | None = None
    latest_day: date | None = None
    leave_to_share_profile: bool
    conditions: str
    ends_on: date | None = Column(default=None, index=True)
    end_reason: str | None = None
    told_from: date | None = Column(default=None, index=True)
    told: bool


class OrderShown(BaseModel):
    """An order of the court as it stands."""

    child_id: UUID
    order_id: UUID
    status: str
    words: str
    law: str
    made_on: date
    until: date | None = Field(description="its last day, where the court set one")
    extends: UUID | None = Field(description="the order that it extends")
    latest_day: date | None = Field(description="the last day that any extension may reach")
    leave_to_share_profile: bool
    conditions: list[OrderCondition]
    in_force: bool
    ends_on: date | None = Field(description="the day on which it ended, or will unless something happens first")
    end_reason: OrderEnd | None = Field(description="why it ended, or will")

    @classmethod
    def on(cls, row: OrderRow, today: date) -> "OrderShown":
        """The order as it stands on a day."""
        in_force = row.made_on <= today and (row.told_from is None or today < row.told_from)
        told = row.model_dump(exclude={"conditions"})
        return cls.model_validate({**told, "conditions": row.conditions.split(), "in_force": in_force})


def project(matter: LegalMatter, _version: int, _today: date) -> Iterable[OrderRow]:
    """The rows of one child's orders."""
    if matter.registered is None:
        return
    orders = orders_of(matter)
    told = {(each.order_id, each.occurred_on) for each in matter.every(OrderEnded)}
    for one in orders:
        granted = one.granted
        yield OrderRow.model_construct(
            child_id=matter.child_id,
            order_id=granted.order_id,
            authority=matter.authority,
            status=one.status.status,
            words=one.status.words,
            law=one.status.law,
            made_on=one.since,
            until=granted.until,
            extends=granted.extends,
            latest_day=latest_day(orders, one, matter.born),
            leave_to_share_profile=granted.leave_to_share_profile,
            conditions=" ".join(granted.conditions),
            ends_on=one.ends_on,
            end_reason=one.end.reason if one.end else None,
            told_from=one.until,
            told=(granted.order_id, one.ends_on) in told,
        )


async def orders_of_child(session: AsyncSession, child: UUID) -> Sequence[OrderRow]:
    """The orders of one child, by day."""
    query = select(OrderRow).where(OrderRow.child_id == child)
    return (await session.scalars(query.order_by(col(OrderRow.made_on), col(OrderRow.order_id)))).all()


async def ending(session: AsyncSession, today: date, before: date, limit: int) -> Sequence[OrderRow]:
    """Orders in force that end before a day, the first to end first."""
    in_force = or_(col(OrderRow.told_from).is_(None), col(OrderRow.told_from) > today)
    query = select(OrderRow).where(in_force, col(OrderRow.ends_on) < before, col(OrderRow.made_on) <= today)
    return (await session.scalars(query.order_by(col(OrderRow.ends_on), col(OrderRow.order_id)).limit(limit))).all()


async def changing(connection: asyncpg.Connection, today: date, after: UUID, limit: int) -> list[UUID]:
    """Children of whom an order has ended by a day without having been told so, by id from `after` on."""
    return [child for (child,) in await connection.fetch(CHANGING, today, after, limit)]

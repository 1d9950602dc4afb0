"""The questions asked of the tables. Each shows only the rows of the authorities that the session names."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg
from pydantic import Field
from sqlalchemy import ColumnElement, case, func, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from services.tracking.read_model.tables import ObligationRow, TrackRow
from shared.errors import NotKnown
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Rating
from shared.identifiers import Authority, Code, RuleId
from shared.policy.reckoning.obligation import State
from shared.written_days import WrittenDays

CHANGING = "select child_id from tracks where next_change_on <= $1 and child_id > $2 order by child_id limit $3"
WAITING = """
select authority, count(*) filter (where waits and state in ('due_soon', 'due_today')),
       count(*) filter (where waits and state = 'late')
from obligations where not indicator group by authority
"""
NO_DATE = date.max  # stands last in the order of dates


class Wanted(WrittenDays):
    """Which obligations are asked for, a page at a time; what is None does not matter."""

    authority: Authority | None = None
    state: State | None = None
    rule: RuleId | None = None
    owner: Role | None = None
    team: Code | None = Field(None, description="the team that holds the child's case")
    due_before: date | None = None
    waiting: bool | None = Field(None, description="only what is still to be done, or only what is not")
    limit: int = Field(100, ge=1, le=500)
    after: UUID | None = Field(None, description="the last obligation of the page before")


async def track(session: AsyncSession, child: UUID) -> TrackRow:
    """How one child's case stands. Raises NotKnown."""
    row = await session.get(TrackRow, child)
    if row is None:
        raise NotKnown(f"no child {child} is known here; check the id, or whether the child is yours to see")
    return row


async def obligations_of(session: AsyncSession, child: UUID) -> Sequence[ObligationRow]:
    """A child's obligations, the earliest first. Raises NotKnown."""
    await track(session, child)
    query = select(ObligationRow).where(ObligationRow.child_id == child)
    return (await session.scalars(query.order_by(_due(), col(ObligationRow.rule_id), col(ObligationRow.step)))).all()


async def search(session: AsyncSession, wanted: Wanted) -> Sequence[ObligationRow]:
    """Obligations by their dates, the earliest first. Raises NotKnown where the last one of the page before is gone."""
    query = select(ObligationRow).order_by(_due(), col(ObligationRow.obligation_id)).limit(wanted.limit)
    for column, value in (
        (ObligationRow.authority, wanted.authority),
        (ObligationRow.state, wanted.state),
        (ObligationRow.rule_id, wanted.rule),
        (ObligationRow.owner, wanted.owner),
        (ObligationRow.waits, wanted.waiting),
    ):
        if value is not None:
            query = query.where(col(column) == value)
    if wanted.team is not None:
        of_team = select(TrackRow.child_id).where(TrackRow.team == wanted.team)
        query = query.where(col(ObligationRow.child_id).in_(of_team))
    if wanted.due_before is not None:
        query = query.where(col(ObligationRow.due_on) < wanted.due_before)
    if (after := wanted.after) is not None:
        last = (await session.scalars(select(ObligationRow).where(ObligationRow.obligation_id == after))).first()
        if last is None:
            raise NotKnown(f"there is no obligation {after} any more; search again from the beginning")
        query = query.where(tuple_(_due(), ObligationRow.obligation_id) > (last.due_on or NO_DATE, after))
    return (await session.scalars(query)).all()


async def tracker(
    session: AsyncSession,
    *,
    rating: Rating | None = None,
    owner: Role | None = None,
    team: str | None = None,
    limit: int = 500,
) -> Sequence[TrackRow]:
    """The tracker: the gravest first, and of those what is due first; `owner` is whose turn it is next."""
    gravity = case(
        {rating: place for place, rating in enumerate(("red", "amber", "green"))}, value=col(TrackRow.rating)
    )
    query = select(TrackRow).order_by(gravity, _next_due(), col(TrackRow.child_id)).limit(limit)
    if rating is not None:
        query = query.where(TrackRow.rating == rating)
    if team is not None:
        query = query.where(TrackRow.team == team)
    if owner is not None:
        waiting = select(ObligationRow.child_id).where(ObligationRow.owner == owner, col(ObligationRow.waits))
        query = query.where(col(TrackRow.child_id).in_(waiting))
    return (await session.scalars(query)).all()


async def how_many(session: AsyncSession) -> dict[str, int]:
    """How many children there are of each rating."""
    query = select(TrackRow.rating, func.count()).group_by(TrackRow.rating)
    return {str(rating): int(count) for rating, count in await session.execute(query)}


async def children_after(session: AsyncSession, limit: int, after: UUID | None) -> Sequence[UUID]:
    """Children by id, a page at a time; `after` is the last child of the page before."""
    query = select(TrackRow.child_id).order_by(col(TrackRow.child_id)).limit(limit)
    if after is not None:
        query = query.where(col(TrackRow.child_id) > after)
    return (await session.scalars(query)).all()


async def late_rules(session: AsyncSession, children: Sequence[UUID]) -> dict[UUID, set[str]]:
    """The rules under which something is late for these children, and waits still; indicators do not count."""
    found: dict[UUID, set[str]] = {child: set() for child in children}
    query = select(ObligationRow.child_id, ObligationRow.rule_id).where(
        col(ObligationRow.child_id).in_(children),
        ObligationRow.state == State.LATE,
        col(ObligationRow.waits),
        ~col(ObligationRow.indicator),
    )
    for child, rule_id in await session.execute(query):
        found[child].add(rule_id)
    return found


async def changing(connection: asyncpg.Connection, today: date, after: UUID, limit: int) -> list[UUID]:
    """Children whom the day itself changes, by id from `after` on; for a connection that sees every authority."""
    return [child for (child,) in await connection.fetch(CHANGING, today, after, limit)]


async def waiting(connection: asyncpg.Connection) -> list[tuple[str, int, int]]:
    """How many obligations are due and how many late and not met, per authority; for one that sees every authority."""
    return [tuple(row) for row in await connection.fetch(WAITING)]


def _due() -> ColumnElement[date]:
    return func.coalesce(ObligationRow.due_on, NO_DATE)


def _next_due() -> ColumnElement[date]:
    return func.coalesce(TrackRow.next_due_on, NO_DATE)

"""What waits for somebody: referrals before the panel, and sittings to come or to be finished."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy import ColumnElement, and_, func, or_, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.gateway.panel.read_model.referrals import ReferralRow
from services.gateway.panel.read_model.sittings import CALLED, ENDED, SittingRow

# A child waits until the panel has decided otherwise than to defer.
WAITS = text("""withdrawn_on is null and exists (
    select 1 from jsonb_array_elements_text(children) as child where not exists (
        select 1 from gateway_decisions as decided
        where decided.referral_id = referrals.referral_id and decided.child_id = child::uuid
            and decided.outcome <> 'deferred'
    )
)""")
BEGUN_BY = """
with mine as (
    select child_id::text from allocations where until is null and worker_id in (
        select worker_id from (select distinct on (worker_id) * from workers order by worker_id, version desc) as now
        where signs_in_as = $1
    )
)
select case_id from journal where case_kind = 'referral' and version = 1 and recorded_by = $1
union select referral_id from referrals where children ?| array(select child_id from mine)
"""


async def waiting_referrals(
    session: AsyncSession, limit: int, among: Sequence[UUID] | None = None, after: UUID | None = None
) -> Sequence[ReferralRow]:
    """Referrals about which the panel has not decided for every child, the next panel first; of these where given.

    `after` is a referral behind whose place in that order they begin.
    """
    query = select(ReferralRow).where(WAITS)
    if among is not None:
        query = query.where(col(ReferralRow.referral_id).in_(among))
    if after is not None:
        before = aliased(ReferralRow)
        place = select(_panel(before), col(before.referral_id)).where(before.referral_id == after).scalar_subquery()
        query = query.where(tuple_(_panel(ReferralRow), col(ReferralRow.referral_id)) > place)
    return (await session.scalars(query.order_by(_panel(ReferralRow), "referral_id").limit(limit))).all()


def _panel(row: type[ReferralRow]) -> ColumnElement[date]:
    """The day of a referral's panel; one that is before none comes last."""
    return func.coalesce(col(row.panel_date), date.max)


async def begun_by(connection: asyncpg.Connection, subject: str) -> list[UUID]:
    """The referrals that somebody began, and those of the children who are allocated to the worker who signs in so."""
    return [case_id for (case_id,) in await connection.fetch(BEGUN_BY, subject)]


async def sittings_to_come(session: AsyncSession, today: date, limit: int) -> Sequence[SittingRow]:
    """The sittings from today on that are in the calendar, by day."""
    query = select(SittingRow).where(SittingRow.state == CALLED, col(SittingRow.sits_on) >= today)
    return (await session.scalars(query.order_by("sits_on", "sitting_id").limit(limit))).all()


async def sittings_to_finish(session: AsyncSession, today: date, limit: int) -> Sequence[SittingRow]:
    """The sittings whose day has passed and that are not ended, or ended without minutes; the last first."""
    open_still, ended = col(SittingRow.state) == CALLED, col(SittingRow.state) == ENDED
    without = and_(ended, col(SittingRow.minutes_version).is_(None))
    return await _past(session, or_(open_still, without), today, limit)


async def sittings_past(session: AsyncSession, today: date, limit: int) -> Sequence[SittingRow]:
    """The sittings that ended and have minutes, the last first."""
    minuted = col(SittingRow.minutes_version).is_not(None)
    return await _past(session, and_(col(SittingRow.state) == ENDED, minuted), today, limit)


async def _past(session: AsyncSession, which: ColumnElement[bool], today: date, limit: int) -> Sequence[SittingRow]:
    held = or_(col(SittingRow.sits_on) < today, col(SittingRow.state) == ENDED)
    query = select(SittingRow).where(which, held)
    return (await session.scalars(query.order_by(col(SittingRow.sits_on).desc(), "sitting_id").limit(limit))).all()

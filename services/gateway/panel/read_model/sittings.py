"""What is shown of the panel's sittings: the calendar, and for one sitting who sits and what was circulated."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col, select

from services.gateway.panel.domain.cut_off import cut_off
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.domain.which_sitting import Slot
from shared.errors import Busy, NotKnown
from shared.events.gateway import PanelSittingCalled
from shared.identifiers import SittingId

CALLED, ENDED, CANCELLED = "called", "ended", "cancelled"

# Whoever puts a referral before a sitting reads the calendar, whoever changes the calendar takes it alone. The reader
# never waits: it may hold a referral that the other one wants.
READ = "select pg_try_advisory_xact_lock_shared(hashtextextended('calendar of ' || $1, 0))"
TAKE = "select pg_advisory_xact_lock(hashtextextended('calendar of ' || $1, 0))"
SLOTS = """
select sits_on, sitting_id from sittings where authority = $1 and state = $2 and sits_on >= $3 order by sits_on
"""
BEFORE = "select referral_id from referrals where sitting_id = $1 and withdrawn_on is null order by referral_id"


class SittingRow(SQLModel, table=True):
    """One sitting. `conflicts` are pairs of a worker and a child; `circulated` the referrals whose papers went out."""

    __tablename__ = "sittings"

    sitting_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    sits_on: date = Field(index=True)
    state: str
    papers_due_on: date | None = None
    papers_due_time: str | None = None
    chair_id: UUID | None = None
    chair_team: str | None = None
    members: list[str] = Field(sa_type=JSONB)
    apologies: list[str] = Field(sa_type=JSONB)
    conflicts: list[list[str]] = Field(sa_type=JSONB)
    circulated: list[str] = Field(sa_type=JSONB)
    minutes_version: int | None = None
    minutes_note_id: UUID | None = None


def project(sitting: PanelSitting, version: int, _today: date) -> Iterable[SQLModel]:
    """The row of one sitting at a version."""
    called = sitting.latest(PanelSittingCalled)
    if called is None:
        return
    composition, closed, minutes = sitting.composition, sitting.closed, sitting.minutes
    limit = cut_off(sitting.law, called.on)
    yield SittingRow.model_construct(
        sitting_id=sitting.sitting_id,
        authority=called.authority,
        version=version,
        sits_on=called.on,
        state=CALLED if closed is None else CANCELLED if closed.cancelled else ENDED,
        papers_due_on=limit.on if limit else None,
        papers_due_time=limit.time if limit else None,
        chair_id=composition.chair_id if composition else None,
        chair_team=composition.chair_team if composition else None,
        members=[str(member) for member in composition.members] if composition else [],
        apologies=sorted(map(str, sitting.away)),
        conflicts=sorted([str(worker), str(child)] for worker, child in sitting.conflicts),
        circulated=sorted(map(str, sitting.circulated)),
        minutes_version=minutes[-1].version if minutes else None,
        minutes_note_id=minutes[-1].note_id if minutes else None,
    )


async def calendar(connection: asyncpg.Connection, authority: str, since: date) -> list[Slot]:
    """The sittings to come of an authority, for who puts a referral before one. Raises Busy while it is changed."""
    if not await connection.fetchval(READ, authority):
        raise Busy("the calendar of sittings is being changed at this moment; try again")
    return await _slots(connection, authority, since)


async def calendar_alone(connection: asyncpg.Connection, authority: str, since: date) -> list[Slot]:
    """The sittings to come of an authority, for who changes them; nobody else reads them until that is done."""
    await connection.execute(TAKE, authority)
    return await _slots(connection, authority, since)


async def _slots(connection: asyncpg.Connection, authority: str, since: date) -> list[Slot]:
    found = await connection.fetch(SLOTS, authority, CALLED, since)
    return [Slot(sits_on, SittingId(sitting_id)) for sits_on, sitting_id in found]


async def first_from(connection: asyncpg.Connection, authority: str, on: date) -> date | None:
    """The day of an authority's first sitting from a day on, where one is in the calendar."""
    return next((slot.on for slot in await _slots(connection, authority, on)), None)


async def next_after(connection: asyncpg.Connection, sitting: PanelSitting) -> date | None:
    """The day of the sitting after this one, where it is in the calendar."""
    slots = await _slots(connection, sitting.authority, sitting.on)
    return next((slot.on for slot in slots if slot.on > sitting.on), None)


async def referrals_before(connection: asyncpg.Connection, sitting: UUID) -> list[UUID]:
    """The referrals that were last put before a sitting."""
    return [referral for (referral,) in await connection.fetch(BEFORE, sitting)]


async def sitting_of(session: AsyncSession, sitting_id: UUID) -> SittingRow:
    """One sitting. Raises NotKnown."""
    row = await session.get(SittingRow, sitting_id)
    if row is None:
        raise NotKnown(f"no sitting {sitting_id} is known here; check the id, or whether it is yours to see")
    return row


async def sittings(session: AsyncSession, limit: int, since: date | None) -> Sequence[SittingRow]:
    """Sittings that the caller may see and that were not cancelled, by day; from a day on where one is given."""
    query = select(SittingRow).where(SittingRow.state != CANCELLED)
    if since:
        query = query.where(col(SittingRow.sits_on) >= since)
    return (await session.scalars(query.order_by("sits_on", "sitting_id").limit(limit))).all()

"""A calendar feed of what is due, for each role that owns something."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from services.tracking.api.icalendar import DayToKeep, calendar
from services.tracking.read_model.questions import Wanted, search
from services.tracking.read_model.tables import ObligationRow
from shared.auth.actions import performs
from shared.events.codes.roles import Role
from shared.messaging.store import Store
from shared.web.problems import problem_responses
from shared.web.reading import Reading
from shared.words import in_words

CALENDAR = APIRouter(tags=["calendar"])
MOST = 5_000  # days in one calendar, the earliest first
AT_ONCE = 500


@CALENDAR.get(
    "/calendar/{role}.ics",
    dependencies=[performs("read_obligations")],
    response_class=Response,
    responses={200: {"content": {"text/calendar": {}}}, **problem_responses(401, 403, 422)},
)
async def read_calendar(request: Request, reading: Reading, role: Role) -> Response:
    """What is still to be done by a role, as an iCalendar feed (RFC 5545): a child is named by id only."""
    store: Store = request.app.state.store
    days = [_day(row) for row in await _owned(reading, role) if row.due_on is not None]
    content = calendar(f"Due: {in_words(role)}", days, store.clock.now())
    return Response(content, media_type="text/calendar; charset=utf-8")


async def _owned(reading: AsyncSession, role: Role) -> list[ObligationRow]:
    """What a role still has to do. What is long late must not crowd out what is to come."""
    rows: list[ObligationRow] = []
    while len(rows) < MOST:
        after = rows[-1].obligation_id if rows else None
        found = await search(reading, Wanted(owner=role, waiting=True, limit=AT_ONCE, after=after))
        rows += found
        if len(found) < AT_ONCE:
            break
    return rows


def _day(row: ObligationRow) -> DayToKeep:
    assert row.due_on is not None  # noqa: S101 - only what has a date comes here
    return DayToKeep(
        uid=f"{row.obligation_id}@hearth",
        on=row.due_on,
        summary=row.what,
        description=f"Child {row.child_id}\n{row.rule_id}: {row.source}",
        categories=(in_words(row.authority), in_words(row.state)),
    )

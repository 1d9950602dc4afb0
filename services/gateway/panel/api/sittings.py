"""Sittings of the Legal Gateway Panel over HTTP: the calendar, who sits, the agenda, the papers and the minutes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway.panel.commands import mending, panel, sittings
from services.gateway.panel.read_model.agenda import Agenda, agenda_of
from services.gateway.panel.read_model.sittings import SittingRow, sitting_of
from services.gateway.panel.read_model.sittings import sittings as sittings_known
from shared.auth.actions import performs
from shared.web.commands import add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Looking, Reading
from shared.written_days import Day

SITTINGS = APIRouter(tags=["panel sittings"])
SITTING = "/sittings/{sitting_id}"

add_commands(SITTINGS, (*sittings.ROUTES, *panel.ROUTES))
add_entries(SITTINGS, mending.SITTINGS)


@SITTINGS.get("/sittings", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422))
async def list_sittings(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, since: Day | None = None
) -> list[SittingRow]:
    """The calendar of sittings that you may see, by day; from a day on where one is given."""
    return list(await sittings_known(reading, limit, since))


@SITTINGS.get(SITTING, dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422))
async def read_sitting(sitting_id: UUID, reading: Reading, response: Response) -> SittingRow:
    """One sitting. The ETag is the version that If-Match names."""
    row = await sitting_of(reading, sitting_id)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@SITTINGS.get(
    f"{SITTING}/agenda", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422)
)
async def read_agenda(sitting_id: UUID, looking: Looking) -> Agenda:
    """The sitting's agenda as it is now: who is before the panel, who is due there and why, and who chairs."""
    return await agenda_of(looking, sitting_id)

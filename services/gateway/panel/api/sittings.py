"""Sittings of the Legal Gateway Panel over HTTP: the calendar, who sits, the agenda, the papers and the minutes."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway.child.forms import choices
from services.gateway.child.forms import workers as worker_choices
from services.gateway.panel.commands import mending, panel, sittings
from services.gateway.panel.forms import choices as panel_choices
from services.gateway.panel.forms import sitters
from services.gateway.panel.read_model.agenda import Agenda, agenda_of
from services.gateway.panel.read_model.sittings import SittingRow, sitting_of
from services.gateway.panel.read_model.sittings import sittings as sittings_known
from shared.auth.actions import performs
from shared.web.commands import CommandRoute, Step, add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Looking, Reading

SITTINGS = APIRouter(tags=["panel sittings"])
SITTING = "/sittings/{sitting_id}"

add_commands(
    SITTINGS,
    "sitting_id",
    (
        CommandRoute(
            f"{SITTING}/calling",
            "call_sitting",
            sittings.CallSitting,
            sittings.call,
            title="Put a sitting in the calendar",
            choices=choices.authorities,
        ),
        CommandRoute(
            f"{SITTING}/series",
            "call_sittings",
            sittings.CallSittings,
            sittings.call_series,
            title="Put a series of sittings in the calendar",
            choices=choices.authorities,
        ),
        CommandRoute(f"{SITTING}/day", "move_sitting", sittings.MoveSitting, sittings.move, title="Move the sitting"),
        CommandRoute(f"{SITTING}/cancellation", "cancel_sitting", Step, sittings.cancel, title="Cancel the sitting"),
        CommandRoute(f"{SITTING}/closing", "close_sitting", Step, sittings.close, title="End the sitting"),
        CommandRoute(
            f"{SITTING}/composition",
            "compose_panel",
            panel.ComposePanel,
            panel.compose,
            title="Say who sits and who chairs",
            choices=sitters.for_panel,
            record_first=worker_choices.RECORD_FIRST,
        ),
        CommandRoute(
            f"{SITTING}/apologies",
            "give_apologies",
            panel.GiveApologies,
            panel.give_apologies,
            title="Record apologies",
            choices=panel_choices.sitters,
        ),
        CommandRoute(
            f"{SITTING}/conflicts",
            "declare_conflict_of_interest",
            panel.DeclareConflict,
            panel.declare_conflict,
            title="Declare a conflict of interest",
            choices=panel_choices.sitters,
        ),
        CommandRoute(
            f"{SITTING}/circulation",
            "circulate_panel_papers",
            panel.CirculatePapers,
            panel.circulate,
            title="Circulate papers to the members",
            choices=panel_choices.papers_due_out,
        ),
        CommandRoute(
            f"{SITTING}/minutes",
            "record_panel_minutes",
            panel.RecordPanelMinutes,
            panel.record_minutes,
            title="Record the minutes of the sitting",
            choices=panel_choices.decided,
        ),
    ),
    page="/sittings/{case}",
)
add_entries(SITTINGS, mending.SITTINGS)


@SITTINGS.get("/sittings", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422))
async def list_sittings(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, since: date | None = None
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

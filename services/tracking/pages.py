"""Tracking's pages: the tracker, the gravest case first, and what is due for one child, each date with its why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from services.tracking.commands import CHILDREN
from services.tracking.domain.tracker_line import NOTHING_LATE, reason
from services.tracking.read_model.questions import how_many, obligations_of, track, tracker
from services.tracking.read_model.tables import ObligationRow, TrackRow
from shared.auth.actions import performs
from shared.calendar import words_of_day
from shared.clock import london_day
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Rating
from shared.messaging.entry_now import EntryNow
from shared.messaging.store import Store
from shared.policy.reckoning.obligation import State
from shared.web.child_header import child_header
from shared.web.forms.mending import add_mending
from shared.web.happened import Telling, happened
from shared.web.names import names_of
from shared.web.pages import Page, render
from shared.web.reading import Looking, Reading

PAGES = APIRouter(include_in_schema=False, route_class=Page)
MENDING = APIRouter(include_in_schema=False)
add_mending(MENDING, CHILDREN)
MOST = 200  # children on one page

CHOICE = BeforeValidator(lambda value: value or None)  # a form also sends what was not chosen, as an empty value

# A colour says nothing by itself: every tag also holds its word.
RATING_COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green", Rating.COMPLETE: "blue"}
STATE_COLOURS = {
    State.LATE: "red",
    State.DUE_TODAY: "orange",
    State.DUE_SOON: "orange",
    State.UPCOMING: "blue",
    State.ALLOWED: "blue",
    State.MET: "green",
    State.MET_LATE: "yellow",
    State.TOO_EARLY: "yellow",
}


class OwnEntries(Telling):
    """What people recorded here: what others told is on their pages, and what follows is in the dates."""

    def tells(self, now: EntryNow) -> bool:
        """Whether a person recorded it here."""
        return super().tells(now) and not now.entry.heard and now.entry.by != "tracking"


@dataclass(frozen=True)
class Section:
    """A part of the child's page: obligations that stand alike."""

    heading: str
    rows: Sequence[ObligationRow]


@PAGES.get("/", dependencies=[performs("read_tracker")])
async def show_tracker(
    request: Request,
    reading: Reading,
    looking: Looking,
    rating: Annotated[Rating | None, CHOICE, Query()] = None,
    owner: Annotated[Role | None, CHOICE, Query()] = None,
) -> HTMLResponse:
    """The children whom the caller may see, the gravest first."""
    today = _today(request)
    rows = await tracker(reading, rating=rating, owner=owner, limit=MOST)
    return render(
        request,
        "tracker.html",
        tracks=[(row, _reason(row, today)) for row in rows],
        counts=await how_many(reading),
        names=await names_of(request, looking, [row.child_id for row in rows]),
        most=MOST,
        today=today,
        chosen={"rating": rating, "owner": owner},
        ratings=list(Rating),
        owners=list(Role),
        colours=RATING_COLOURS,
    )


@PAGES.get("/children/{child_id}", dependencies=[performs("read_obligations")])
async def show_child(request: Request, reading: Reading, looking: Looking, child_id: UUID) -> HTMLResponse:
    """What is due for one child, and why, and what was recorded here."""
    today = _today(request)
    row = await track(reading, child_id)
    names = await names_of(request, looking, [], child=child_id)
    return render(
        request,
        "child.html",
        track=row,
        names=names,
        header=await child_header(request, looking, child_id, names),
        reason=_reason(row, today),
        sections=_sections(await obligations_of(reading, child_id)),
        today=today,
        colours=RATING_COLOURS,
        state_colours=STATE_COLOURS,
        as_day=date.fromisoformat,
        happened=await happened(looking, request, CHILDREN, child_id, OwnEntries()),
    )


def _sections(rows: Sequence[ObligationRow]) -> list[Section]:
    late = [row for row in rows if row.waits and row.state == State.LATE]
    waiting = [row for row in rows if row.waits and row.state != State.LATE]
    done = [row for row in rows if not row.waits]
    named = (("Late", late), ("To come", waiting), ("Done, or no longer asked for", done[::-1]))
    return [Section(heading, found) for heading, found in named if found]


def _reason(row: TrackRow, today: date) -> str:
    why = reason(row.because_what, row.because_due_on, row.late, row.secured_on, today)
    if why == NOTHING_LATE and row.next_what and row.next_due_on:
        return f"{why}; next: {row.next_what}, {words_of_day(row.next_due_on)}"
    return why


def _today(request: Request) -> date:
    store: Store = request.app.state.store
    return london_day(store.clock.now())

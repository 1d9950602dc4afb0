"""Pages about children: every legal matter in one line, and one child's legal timeline."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from services.gateway.pages.timeline import lines
from services.gateway.read_model.matters import legal_matter, legal_matters
from shared.auth.actions import performs
from shared.identifiers import new_id
from shared.messaging import journal
from shared.web.pages import Page, render
from shared.web.reading import Looking, Reading

LINES = 100  # on a page

CHILDREN = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])


@CHILDREN.get("/")
async def matters(request: Request, reading: Reading, after: Annotated[UUID | None, Query()] = None) -> HTMLResponse:
    """The legal matters that the caller may see; `after` is the last child of the page before."""
    found = await legal_matters(reading, LINES + 1, after)
    following = found[LINES - 1].child_id if len(found) > LINES else None
    return render(request, "matters.html", matters=found[:LINES], following=following, new_child=new_id())


@CHILDREN.get("/children/{child_id}")
async def matter(request: Request, child_id: UUID, reading: Reading, looking: Looking) -> HTMLResponse:
    """One child: where the matter stands, what happened by day, and what can be recorded next."""
    row = await legal_matter(reading, child_id)
    entries = (await journal.load(looking.connection, [child_id]))[child_id]
    return render(request, "matter.html", matter=row, lines=list(lines(entries)))

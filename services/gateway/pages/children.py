"""The page of one child: where the matter stands, its history, and the forms that make sense now."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.gateway.domain.matter import LegalMatter
from services.gateway.pages.doing import groups
from services.gateway.pages.showing import show, who
from services.gateway.pages.summary import summary_of
from services.gateway.pages.timeline import lines
from services.gateway.read_model.decisions import open_actions
from services.gateway.read_model.looking import look
from services.gateway.records.documents import Documents
from shared.auth.actions import performs
from shared.auth.table import action_table
from shared.messaging import journal
from shared.web.forms.links import Forms
from shared.web.forms.mending import add_mending
from shared.web.pages import Page, public_path
from shared.web.reading import Looking, Reading, Today

MOST_ACTIONS = 100
MENDING = APIRouter(include_in_schema=False)
add_mending(MENDING, LegalMatter, "/children/{case}")
CHILDREN = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])


@CHILDREN.get("/children/{child_id}")
async def child(request: Request, child_id: UUID, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """One child."""
    matter = await look(looking, LegalMatter, child_id)
    entries = (await journal.load(looking.connection, [child_id]))[child_id]
    summary = await summary_of(looking, who(request), matter, today)
    return show(
        request,
        "child.html",
        summary=summary,
        matter=matter,
        names=summary.names,
        today=today,
        groups=groups(Forms(request), summary, public_path(request)),
        actions=await open_actions(reading, MOST_ACTIONS, child=child_id),
        documents=await Documents(looking).every(child_id),
        lines=list(lines(entries)),
        mends=_mends(request),
        concluded_by=looking.service.name,
    )


def _mends(request: Request) -> Mapping[str, str]:
    """Whose entries the caller may correct, and whether the caller may void those of others."""
    caller, table = who(request), action_table()
    correct, void = (not caller.roles.isdisjoint(table[action]) for action in ("correct_entry", "void_entry"))
    return {"by": caller.subject if correct else "", "void": "yes" if void else ""}

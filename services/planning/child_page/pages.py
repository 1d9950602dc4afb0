"""Planning's pages: every child's plan in one line, and one child's plan, care and meetings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from services.planning.child.commands import CHILDREN, PAPERS
from services.planning.child.domain import PermanenceCase
from services.planning.child.read_model import permanence_cases
from services.planning.child_page.domain import offered
from services.planning.child_page.read_model import permanence_case
from services.planning.plan.read_model import plan_versions
from shared.auth.actions import Signed, performs
from shared.messaging.looking import look
from shared.records.pages import papers_shown
from shared.web.child_header import child_header
from shared.web.forms.links import Forms
from shared.web.happened import happened
from shared.web.names import names_of
from shared.web.pages import Page, render
from shared.web.reading import Looking, Reading, Today

LINES = 100  # on a page
PAGES = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_permanence_plan")])


@PAGES.get("/")
async def show_cases(
    request: Request, reading: Reading, looking: Looking, after: Annotated[UUID | None, Query()] = None
) -> HTMLResponse:
    """The children's plans that the caller may see; `after` is the last child of the page before."""
    found = await permanence_cases(reading, LINES + 1, after)
    shown = found[:LINES]
    following = shown[-1].child_id if len(found) > LINES else None
    names = await names_of(request, looking, [case.child_id for case in shown])
    return render(request, "cases.html", cases=shown, following=following, names=names)


@PAGES.get("/children/{child_id}")
async def show_case(
    request: Request, child_id: UUID, reading: Reading, looking: Looking, caller: Signed, today: Today
) -> HTMLResponse:
    """One child's plan with its versions, meetings, reviews, care, placements and papers, and what happened."""
    case, forms = await permanence_case(reading, child_id), Forms(request)
    may_follow = offered(await look(looking, PermanenceCase, child_id), today)
    names = await names_of(request, looking, [], child=child_id)
    return render(
        request,
        "case.html",
        case=case,
        names=names,
        header=await child_header(request, looking, child_id, names),
        versions=await plan_versions(reading, child_id),
        links=[link for action in may_follow if (link := forms.to(action, child_id))],
        documents=await papers_shown(looking, caller, PAPERS, child_id),
        add_paper=forms.to(PAPERS.keeps, child_id),
        happened=await happened(looking, request, CHILDREN, child_id),
    )

"""Family finding's pages about children: the searches under way, and one child's search."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.family_finding.child_page.domain import may_start
from services.family_finding.child_page.read_model import search_of
from services.family_finding.search.commands import CHILDREN, PAPERS
from services.family_finding.search.domain.search import Search
from services.family_finding.search.read_model import searches_under_way
from shared.auth.actions import Signed, performs
from shared.messaging.looking import look
from shared.records.pages import papers_shown
from shared.web.child_header import child_header
from shared.web.forms.links import Forms
from shared.web.happened import happened
from shared.web.names import names_of
from shared.web.pages import Page, render
from shared.web.reading import Looking, Reading, Today

MOST = 500  # lines on a page

PAGES = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_family_finding")])


@PAGES.get("/")
async def show_searches(request: Request, reading: Reading, looking: Looking) -> HTMLResponse:
    """The searches under way that the caller may see."""
    found = await searches_under_way(reading, MOST)
    names = await names_of(request, looking, [search.child_id for search in found])
    return render(request, "searches.html", searches=found, names=names)


@PAGES.get("/children/{child_id}")
async def show_search(
    request: Request, child_id: UUID, reading: Reading, looking: Looking, caller: Signed, today: Today
) -> HTMLResponse:
    """One child's search, with the families proposed, the papers, and what happened."""
    search, forms = await search_of(reading, child_id), Forms(request)
    starts = may_start(await look(looking, Search, child_id), today)
    families = [search.selected_family_id, *(link.family_id for link in search.links)]
    names = await names_of(request, looking, families, child=child_id)
    return render(
        request,
        "search.html",
        search=search,
        start=forms.to("start_family_finding", child_id) if starts else None,
        documents=await papers_shown(looking, caller, PAPERS, child_id),
        add_paper=forms.to(PAPERS.keeps, child_id),
        happened=await happened(looking, request, CHILDREN, child_id),
        names=names,
        header=await child_header(request, looking, child_id, names),
    )

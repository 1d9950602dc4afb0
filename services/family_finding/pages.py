"""Family finding's pages: the searches under way, one child's search, and the families."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.family_finding.read_model import families_known, search_of, searches_under_way
from shared.auth.actions import performs
from shared.web.pages import Page, render
from shared.web.reading import Reading

MOST = 500  # lines on a page


PAGES = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_family_finding")])


@PAGES.get("/")
async def show_searches(request: Request, reading: Reading) -> HTMLResponse:
    """The searches under way that the caller may see."""
    return render(request, "searches.html", searches=await searches_under_way(reading, MOST))


@PAGES.get("/children/{child_id}")
async def show_search(request: Request, child_id: UUID, reading: Reading) -> HTMLResponse:
    """One child's search, with the families proposed."""
    return render(request, "search.html", search=await search_of(reading, child_id))


@PAGES.get("/families")
async def show_families(request: Request, reading: Reading) -> HTMLResponse:
    """The families that the caller may see."""
    return render(request, "families.html", families=await families_known(reading, MOST, None))

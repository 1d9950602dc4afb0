"""The page of the families."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.family_finding.families.read_model import families_known
from shared.auth.actions import performs
from shared.web.pages import Page, render
from shared.web.reading import Reading

MOST = 500  # lines on a page

PAGES = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_family_finding")])


@PAGES.get("/families")
async def show_families(request: Request, reading: Reading) -> HTMLResponse:
    """The families that the caller may see."""
    return render(request, "families.html", families=await families_known(reading, MOST, None))

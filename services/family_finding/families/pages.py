"""Pages of the families: all, and one with its papers and history; where a paper is added or an entry mended."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.family_finding.families.commands import FAMILIES, PAPERS
from services.family_finding.families.forms import papers_offered
from services.family_finding.families.read_model import families_known, family_of
from shared.auth.actions import Signed, performs
from shared.errors import NotKnown
from shared.records.pages import add_paper_form, papers_shown
from shared.web.forms.links import Forms
from shared.web.forms.mending import add_mending
from shared.web.happened import happened
from shared.web.names import names_of
from shared.web.pages import Page, render
from shared.web.reading import Looking, Reading

MOST = 500  # lines on a page

PAGES = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_family_finding")])
FILING = APIRouter(include_in_schema=False)
add_paper_form(FILING, PAPERS, "Family", papers_offered)
add_mending(FILING, FAMILIES)


@PAGES.get("/families")
async def show_families(request: Request, reading: Reading, looking: Looking) -> HTMLResponse:
    """The families that the caller may see."""
    found = await families_known(reading, MOST, None)
    names = await names_of(request, looking, [family.family_id for family in found])
    return render(request, "families.html", families=found, names=names)


@PAGES.get("/families/{family_id}")
async def show_family(
    request: Request, family_id: UUID, reading: Reading, looking: Looking, caller: Signed
) -> HTMLResponse:
    """One family with its papers, and what happened; of one that was recorded in error what happened alone."""
    history = await happened(looking, request, FAMILIES, family_id)
    try:
        family = await family_of(reading, family_id)
    except NotKnown:
        if not history.lines:
            raise
        return render(request, "hearth/nothing_stands.html", happened=history, back="/families")
    return render(
        request,
        "family.html",
        family=family,
        names=await names_of(request, looking, [family_id]),
        documents=await papers_shown(looking, caller, PAPERS, family_id),
        add_paper=Forms(request).to(PAPERS.keeps, family_id),
        happened=history,
    )

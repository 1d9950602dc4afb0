"""Planning's pages: every child's plan in one line, and one child's plan, care and meetings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from services.planning.child.commands import CHILDREN, PAPERS
from services.planning.child.read_model import permanence_cases
from services.planning.child_page.read_model import PermanenceCaseAsRead, permanence_case
from services.planning.plan.read_model import plan_versions
from shared.auth.actions import Signed, performs
from shared.records.pages import papers_shown
from shared.web.forms.links import Forms
from shared.web.happened import happened
from shared.web.pages import Page, render
from shared.web.reading import Looking, Reading

LINES = 100  # on a page


PAGES = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_permanence_plan")])


@PAGES.get("/")
async def show_cases(request: Request, reading: Reading, after: Annotated[UUID | None, Query()] = None) -> HTMLResponse:
    """The children's plans that the caller may see; `after` is the last child of the page before."""
    found = await permanence_cases(reading, LINES + 1, after)
    shown = found[:LINES]
    following = shown[-1].child_id if len(found) > LINES else None
    return render(request, "cases.html", cases=shown, following=following)


@PAGES.get("/children/{child_id}")
async def show_case(
    request: Request, child_id: UUID, reading: Reading, looking: Looking, caller: Signed
) -> HTMLResponse:
    """One child's plan with its versions, meetings, reviews, care, placements and papers, and what happened."""
    case = await permanence_case(reading, child_id)
    return render(
        request,
        "case.html",
        case=case,
        versions=await plan_versions(reading, child_id),
        links=[link for action in _recordable(case) if (link := Forms(request).to(action, child_id))],
        documents=await papers_shown(looking, caller, PAPERS, child_id),
        add_paper=Forms(request).to(PAPERS.keeps, child_id),
        happened=await happened(looking, request, CHILDREN, child_id),
    )


def _recordable(case: PermanenceCaseAsRead) -> tuple[str, ...]:
    """What can be recorded of the child's care as it stands, and of meetings and visits."""
    if case.looked_after_since and not case.ceased_on:
        return ("change_legal_basis", "cease_to_be_looked_after", "hold_planning_meeting", "record_visit")
    return ("become_looked_after", "hold_planning_meeting", "record_visit")

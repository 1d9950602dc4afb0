"""The page of one child: where the matter stands, its history, and the forms that make sense now."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.gateway.child.commands import mending
from services.gateway.child.commands.papers import PAPERS
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.pages.page import show
from services.gateway.child.pages.timeline import TELLING
from services.gateway.child.read_model.family import allocations
from services.gateway.child_page.domain.offered import offered
from services.gateway.child_page.pages.offered import groups
from services.gateway.court.commands import supervision
from services.gateway.panel.domain.agenda import due_before_panel
from services.gateway.panel.pages.summary import summary_of
from services.gateway.panel.read_model.decisions import open_actions
from services.gateway.panel.read_model.referrals import ReferralRow
from shared.auth.actions import performs
from shared.messaging.looking import look
from shared.records.pages import papers_shown
from shared.web.child_header import child_header
from shared.web.forms.links import Forms
from shared.web.forms.mending import add_mending
from shared.web.happened import happened
from shared.web.names import names_of
from shared.web.pages import Page, public_path, who
from shared.web.reading import Looking, Reading, Today

MOST_ACTIONS = 100
MENDING = APIRouter(include_in_schema=False)
add_mending(MENDING, mending.CHILDREN)
CHILDREN = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])


@CHILDREN.get("/children/{child_id}")
async def child(request: Request, child_id: UUID, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """One child."""
    matter = await look(looking, LegalMatter, child_id)
    history = await happened(looking, request, mending.CHILDREN, child_id, TELLING)
    names = await names_of(request, looking, [], child=child_id)
    header = await child_header(request, looking, child_id, names)
    if matter.registered is None:
        return show(request, "voided.html", child=child_id, header=header, happened=history)
    summary, forms, may = await summary_of(looking, who(request), matter, today), Forms(request), offered(matter, today)
    return show(
        request,
        "child.html",
        header=header,
        summary=summary,
        matter=matter,
        names=summary.names,
        today=today,
        referral=await reading.get(ReferralRow, matter.referral.referral_id) if matter.referral else None,
        due=due_before_panel(matter, today),
        groups=groups(forms, summary, may, public_path(request)),
        under_supervision=[forms.to(route.action, child_id) for route in supervision.ROUTES if route.action in may],
        actions=await open_actions(reading, MOST_ACTIONS, child=child_id),
        allocations=await allocations(reading, child_id),
        documents=await papers_shown(looking, who(request), PAPERS, child_id),
        happened=history,
    )

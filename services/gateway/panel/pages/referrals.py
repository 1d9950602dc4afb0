"""Pages about referrals: those that wait, one with its papers, and the form by which a file becomes one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from services.gateway.child.pages.page import show
from services.gateway.child.pages.timeline import TELLING
from services.gateway.child.read_model.matters import matters_of
from services.gateway.panel.commands import mending
from services.gateway.panel.commands.received import ReceivedPaper, keep_referral_paper
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.read_model.referrals import ReferralRow, referral_of
from services.gateway.panel.read_model.waiting import begun_by, waiting_referrals
from services.gateway.records.names import names_of
from shared.auth.actions import performs
from shared.auth.caller import Caller
from shared.days import Reckonable
from shared.errors import NotKnown
from shared.events.codes.roles import Role
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.filing import Filing, file, measured
from shared.records.pages import FilePage
from shared.web.desk import Desk, desk
from shared.web.forms.written import text_of_day
from shared.web.happened import happened
from shared.web.pages import Page, who
from shared.web.reading import Looking, Reading, looking
from shared.web.uploads import Upload

RECORD = "record_referral_paper"
PAPER = "/referrals/{referral_id}/papers/{paper}/file"
LINES = 100  # on a page of the list
# Who works with every referral of the panel; the others see those that they began, or of children allocated to them.
PANEL_OFFICE = frozenset({Role.PRACTICE_COORDINATOR, Role.GATEWAY_CHAIR, Role.LEGAL_ADVISER, Role.GATEWAY_MEMBER})


@dataclass(frozen=True)
class Waiting:
    """The referrals that wait for the panel and concern the caller; `following` is the last where there are more.

    `begins` says that the caller may begin one.
    """

    office: bool
    begins: bool
    referrals: Sequence[ReferralRow]
    following: UUID | None

    @property
    def concerns(self) -> bool:
        """Whether there is or may be one that concerns the caller."""
        return self.office or self.begins or bool(self.referrals)

    @property
    def heading(self) -> str:
        """What they are called."""
        return "Referrals that wait for the panel" if self.office else "Your referrals"


async def referrals_of(
    caller: Caller, reading: AsyncSession, looking: UnitOfWork, lines: int, after: UUID | None = None
) -> Waiting:
    """So many referrals that wait: for the panel's office of every one, for others of their own.

    Somebody's own are those that they began and those of children who are allocated to them.
    """
    office = not caller.roles.isdisjoint(PANEL_OFFICE)
    among = None if office else await begun_by(looking.connection, caller.subject)
    found = await waiting_referrals(reading, lines + 1, among, after)
    following = found[lines - 1].referral_id if len(found) > lines else None
    return Waiting(office, caller.may("refer_to_legal_gateway"), found[:lines], following)


class FiledPaper(Reckonable):
    """What is said of a file beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date
    dated: date | None = None


REFERRALS = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])
PAPERS = APIRouter(include_in_schema=False)


@REFERRALS.get("/referrals")
async def referrals(
    request: Request, reading: Reading, looking: Looking, after: Annotated[UUID | None, Query()] = None
) -> HTMLResponse:
    """The referrals that wait for the panel; `after` is the last referral of the page before."""
    found = await referrals_of(who(request), reading, looking, LINES, after)
    names = await names_of(looking, who(request), [child for one in found.referrals for child in one.children])
    return show(request, "referrals.html", waiting=found, lines=LINES, names=names)


@REFERRALS.get("/referrals/{referral_id}")
async def referral(request: Request, referral_id: UUID, reading: Reading, looking: Looking) -> HTMLResponse:
    """One referral: its children, its papers and what is missing, its sitting and why that one."""
    history = await happened(looking, request, mending.REFERRALS, referral_id, TELLING)
    try:
        found = await referral_of(reading, referral_id)
    except NotKnown:
        if history.lines:
            return show(request, "voided.html", happened=history)
        raise
    children = [UUID(child) for child in found.children]
    decided = {one.child_id: one for one in found.decisions}
    matters = await matters_of(reading, children)
    waits = [child for child in children if child not in decided or decided[child].outcome == "deferred"]
    return show(
        request,
        "referral.html",
        referral=found,
        children=children,
        decided=decided,
        matters=matters,
        waits=bool(waits) and not found.withdrawn_on,
        names=await names_of(looking, who(request), children),
        happened=history,
    )


@PAPERS.get(PAPER, dependencies=[performs(RECORD)])
async def show_paper(request: Request, referral_id: UUID, paper: str) -> HTMLResponse:
    """The form by which a file becomes one of the referral's papers."""
    return (await _page(request, referral_id, paper)).show(request)


@PAPERS.post(PAPER, dependencies=[performs(RECORD)])
async def send_paper(referral_id: UUID, paper: str, at: Annotated[Desk, Depends(desk)]) -> Response:
    """Keep the file and record that the paper was received, in one step."""

    async def keep(at: Desk, said: FiledPaper, upload: Upload) -> None:
        def admits(referral: Referral) -> None:
            referral.about(said.on)

        new = ReceivedPaper(**dict(await measured(at, upload, paper, said.dated)), on=said.on)
        await file(at, Filing(RECORD, Referral, referral_id, keep_referral_paper, admits), upload, new)

    return await (await _page(at.request, referral_id, paper)).send(at, keep)


async def _page(request: Request, referral_id: UUID, paper: str) -> FilePage:
    async with looking(request) as (work, _):
        referral = await look(work, Referral, referral_id)
    asked = next((one for one in referral.asked if one.code == paper), None)
    if asked is None:
        raise NotKnown("this referral has no such paper; choose one of those on its page")
    back = (f"/referrals/{referral_id}", "Referral")
    return FilePage(RECORD, FiledPaper, asked.words, back, begun=text_of_day("on", work.today))

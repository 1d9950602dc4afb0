"""Pages about referrals: one referral with its papers, and the form by which a file becomes one of them."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from services.gateway.commands import mending
from services.gateway.commands.documents import FilePaper, file_paper
from services.gateway.domain.referral import Referral
from services.gateway.pages.showing import happened, show, who
from services.gateway.read_model.looking import look
from services.gateway.read_model.referrals import AskedPaper, ReferralAsRead, referral_of
from services.gateway.read_model.waiting import matters_of
from services.gateway.records.documents import NewDocument
from services.gateway.records.names import names_of
from shared.auth.actions import performs
from shared.errors import NotAllowed, NotKnown, Refusal
from shared.messaging import answers
from shared.messaging.unit_of_work import Store
from shared.storage import Archive
from shared.web.desk import Desk, desk
from shared.web.forms.fields import Values, fields_of
from shared.web.forms.written import document
from shared.web.pages import Page
from shared.web.problems import advice
from shared.web.reading import Looking, Reading, Today
from shared.web.uploads import FILE, KINDS, Upload, uploaded

RECORD = "record_referral_paper"
PAPER = "/referrals/{referral_id}/papers/{paper}/file"


class FiledPaper(BaseModel):
    """What is said of a file beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date
    dated: date | None = None


REFERRALS = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])
PAPERS = APIRouter(include_in_schema=False)


@REFERRALS.get("/referrals/{referral_id}")
async def referral(request: Request, referral_id: UUID, reading: Reading, looking: Looking) -> HTMLResponse:
    """One referral: its children, its papers and what is missing, its sitting and why that one."""
    history = await happened(looking, request, mending.REFERRALS, referral_id)
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
async def show_paper(request: Request, referral_id: UUID, paper: str, reading: Reading, today: Today) -> HTMLResponse:
    """The form by which a file becomes one of the referral's papers."""
    return _form(request, await referral_of(reading, referral_id), paper, _today(today), key=str(uuid4()))


@PAPERS.post(PAPER, dependencies=[performs(RECORD)])
async def send_paper(
    referral_id: UUID, paper: str, reading: Reading, today: Today, at: Annotated[Desk, Depends(desk)]
) -> Response:
    """Keep the file and record that the paper was received, in one step."""
    request = at.request
    found = await referral_of(reading, referral_id)
    values: Values = _today(today)
    try:
        async with uploaded(request, request.app.state.archive) as upload:
            values = {name: [said] for name, said in upload.fields.items()}
            await _file(at, found, paper, upload, values)
    except RequestValidationError as fault:
        errors = {str(error["loc"][1]): advice(error) for error in fault.errors()}
        return _form(request, found, paper, values, status=422, errors=errors)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _form(request, found, paper, values, status=refusal.status, refused=str(refusal))
    root = request.scope["root_path"]
    return RedirectResponse(f"{root}/referrals/{referral_id}?done={RECORD}", status_code=303)


async def _file(at: Desk, referral: ReferralAsRead, paper: str, upload: Upload, values: Values) -> None:
    store: Store = at.request.app.state.store
    archive: Archive = at.request.app.state.archive
    said = replace(upload, fields=document(fields_of(FiledPaper), values)).said(FiledPaper)
    measure = await asyncio.to_thread(archive.measure, upload.content)
    new = NewDocument(
        kind=paper, file_name=upload.file_name, media_type=upload.media_type, measure=measure, dated=said.dated
    )
    at = replace(at, key=next(iter(values.get("key", ())), None) or None, asked=_asked(new))
    question = await at.question(at.key)
    async with store.work(at.caller.authorities, referral.referral_id) as work:
        (await look(work, Referral, referral.referral_id)).about(said.on)  # no paper is written for what is over
        again = question is not None and await answers.find(work.connection, question) is not None
    if not again:  # outside of any transaction: a slow store must not hold the case or a connection
        await archive.write(new.name_of(referral.authority, referral.referral_id), upload.content, new.key)
    command = FilePaper(on=said.on, new=new, dated=said.dated)
    await at.ask(RECORD, file_paper, referral.referral_id, command, key=at.key)


def _asked(new: NewDocument) -> bytes:
    return new.model_dump_json(exclude={"document_id", "key"}).encode()


def _form(  # noqa: PLR0913 - what the form shows
    request: Request,
    referral: ReferralAsRead,
    paper: str,
    values: Values,
    key: str = "",
    *,
    status: int = 200,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> HTMLResponse:
    asked = _asked_for(referral, paper)
    fields = {field.name: field for field in fields_of(FiledPaper)}
    return show(
        request,
        "paper.html",
        status=status,
        referral=referral,
        paper=asked,
        fields=fields,
        values=values,
        errors=errors or {},
        labels={name: field.label for name, field in fields.items()} | {FILE: "The file"},
        refused=refused,
        file=FILE,
        kinds=sorted(KINDS),
        key=key or next(iter(values.get("key", ())), ""),
    )


def _asked_for(referral: ReferralAsRead, paper: str) -> AskedPaper:
    asked = next((one for one in referral.papers if one.paper == paper), None)
    if asked is None:
        raise NotKnown("this referral has no such paper; choose one of those on its page")
    return asked


def _today(today: date) -> Values:
    return {"on-day": [str(today.day)], "on-month": [str(today.month)], "on-year": [str(today.year)]}

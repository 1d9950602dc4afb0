"""The page of parked messages: what waits, since when and why, and what an engineer can do about it."""

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import Signed, performs
from shared.messaging.parked_actions import ParkedActions, Settled
from shared.web.operations import WhyGivenUp
from shared.web.pages import render

PARKED_PAGE = APIRouter(prefix="/operations", include_in_schema=False)
Count = Annotated[int, Query(ge=0, le=2**31)]


class Chosen(BaseModel):
    """The messages that a form of the page names: one, or all with a cause, or, with neither, all."""

    model_config = ConfigDict(extra="forbid")

    parked_id: Annotated[int, Field(ge=1, le=2**62)] | None = None
    cause: Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")] | None = None


class GivenUp(Chosen):
    """The messages that are given up for good, and why."""

    reason: WhyGivenUp


@PARKED_PAGE.get("/", dependencies=[performs("read_parked_events")])
async def show(request: Request, retried: Count | None = None, dismissed: Count = 0, failed: Count = 0) -> HTMLResponse:
    """The parked messages, by cause and one by one, without contents, and the outcome of the act that led here."""
    actions: ParkedActions = request.app.state.parked_actions
    return render(
        request,
        "hearth/parked.html",
        causes=await actions.causes(),
        messages=await actions.look(),
        settled=Settled(retried, dismissed, failed) if retried is not None else None,
    )


@PARKED_PAGE.post("/retry", dependencies=[performs("retry_parked_events")])
async def retry(request: Request, caller: Signed, chosen: Annotated[Chosen, Form()]) -> RedirectResponse:
    """Retry one message, those of a cause, or all."""
    actions: ParkedActions = request.app.state.parked_actions
    if chosen.parked_id:
        return _back(request, await actions.retry(chosen.parked_id, caller.subject))
    return _back(request, await actions.retry_all(caller.subject, chosen.cause))


@PARKED_PAGE.post("/dismiss", dependencies=[performs("dismiss_parked_events")])
async def dismiss(request: Request, caller: Signed, chosen: Annotated[GivenUp, Form()]) -> RedirectResponse:
    """Dismiss one message, or those of a cause, with a reason."""
    actions: ParkedActions = request.app.state.parked_actions
    if chosen.parked_id:
        return _back(request, await actions.dismiss(chosen.parked_id, caller.subject, chosen.reason))
    return _back(request, await actions.dismiss_all(caller.subject, chosen.reason, chosen.cause or ""))


def _back(request: Request, settled: Settled) -> RedirectResponse:
    outcome = urlencode(asdict(settled))
    return RedirectResponse(f"{request.scope['root_path']}/operations/?{outcome}", status_code=303)

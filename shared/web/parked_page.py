"""The page of parked messages: what waits, since when and why, and what an engineer can do about it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import Signed, performs
from shared.messaging.settling import Settled, Settling
from shared.web.operations import WhyGivenUp
from shared.web.pages import render

PARKED_PAGE = APIRouter(prefix="/operations", include_in_schema=False)


class Chosen(BaseModel):
    """What a form of the page names: one message, or all with a cause, or, with neither, all."""

    model_config = ConfigDict(extra="forbid")

    parked_id: Annotated[int, Field(ge=1, le=2**62)] | None = None
    cause: Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")] | None = None


class GivenUp(Chosen):
    """What is given up for good, and why."""

    reason: WhyGivenUp


@PARKED_PAGE.get("/", dependencies=[performs("read_parked_events")])
async def show(request: Request, told: Annotated[str, Field(max_length=200)] = "") -> HTMLResponse:
    """What is parked, by cause and one by one, without contents."""
    settling: Settling = request.app.state.settling
    messages = await settling.look()
    return render(request, "hearth/parked.html", causes=await settling.causes(), messages=messages, told=told)


@PARKED_PAGE.post("/retry", dependencies=[performs("retry_parked_events")])
async def retry(request: Request, caller: Signed, chosen: Annotated[Chosen, Form()]) -> RedirectResponse:
    """Retry one message, those of a cause, or all."""
    settling: Settling = request.app.state.settling
    if chosen.parked_id:
        return _back(request, await settling.retry(chosen.parked_id, caller.subject))
    return _back(request, await settling.retry_all(caller.subject, chosen.cause))


@PARKED_PAGE.post("/dismiss", dependencies=[performs("dismiss_parked_events")])
async def dismiss(request: Request, caller: Signed, chosen: Annotated[GivenUp, Form()]) -> RedirectResponse:
    """Dismiss one message, or those of a cause, with a reason."""
    settling: Settling = request.app.state.settling
    if chosen.parked_id:
        return _back(request, await settling.dismiss(chosen.parked_id, caller.subject, chosen.reason))
    return _back(request, await settling.dismiss_all(caller.subject, chosen.reason, chosen.cause or ""))


def _back(request: Request, settled: Settled) -> RedirectResponse:
    told = f"{settled.retried}+went+through,+{settled.dismissed}+dismissed,+{settled.failed}+failed+again"
    return RedirectResponse(f"{request.scope['root_path']}/operations/?told={told}", status_code=303)

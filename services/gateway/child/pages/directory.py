"""The page on which the council's directory of workers is brought in, with what became of each of its lines."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse

from services.gateway.child.commands.directory import COLUMNS, WRITE, Imported
from services.gateway.child.commands.directory_sent import take_directory
from services.gateway.child.pages.page import show
from shared.auth.actions import performs
from shared.errors import NotAllowed, Refusal
from shared.web.desk import Desk, desk
from shared.web.forms.written import errors_of_upload
from shared.web.pages import Page, who
from shared.web.uploads import FILE

DIRECTORY = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("record_worker")])
LABELS = {"authority": "Authority"}


@DIRECTORY.get("/workers/import")
async def ask(request: Request) -> HTMLResponse:
    """The form that takes a directory."""
    return _form(request)


@DIRECTORY.post("/workers/import")
async def take(at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
    """Take a directory and show what became of its lines."""
    try:
        return _form(at.request, report=await take_directory(at))
    except RequestValidationError as fault:
        errors = errors_of_upload({"authority": "one_of"}, fault)
        return _form(at.request, status=422, errors=errors)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _form(at.request, status=refusal.status, refused=str(refusal))


def _form(
    request: Request,
    *,
    status: int = 200,
    report: Imported | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> HTMLResponse:
    return show(
        request,
        "directory.html",
        status=status,
        report=report,
        errors=errors or {},
        labels=LABELS,
        refused=refused,
        file=FILE,
        columns=[(name, WRITE[name]) for name in COLUMNS],
        authorities=sorted(who(request).authorities),
    )

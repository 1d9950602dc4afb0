"""The legal gateway's pages: the children before the panel and the court, one line each."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.gateway.read_model.matters import legal_matters
from shared.auth.actions import performs
from shared.web.pages import render
from shared.web.reading import Reading

PAGES = APIRouter(include_in_schema=False)


@PAGES.get("/", dependencies=[performs("read_legal_matter")])
async def matters(request: Request, reading: Reading) -> HTMLResponse:
    """The legal matters that the caller may see."""
    return render(request, "matters.html", matters=await legal_matters(reading, 500, None))

"""Pages about workers: who works here, by team, and one worker with the children who are allocated to that worker."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from services.gateway.child.pages.page import show
from services.gateway.child.read_model.matters import legal_matters
from services.gateway.records.names import names_of
from services.gateway.records.workers import Workers
from shared.auth.actions import performs
from shared.identifiers import new_id
from shared.web.pages import Page, who
from shared.web.reading import Looking, Reading, Today

WORKERS = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])
MOST_CHILDREN = 100


@WORKERS.get("/workers")
async def workers(
    request: Request, looking: Looking, today: Today, *, gone: Annotated[bool, Query()] = False
) -> HTMLResponse:
    """The workers by team; those who left, too, where they are asked for."""
    found = await Workers(looking).every(gone=gone)
    teams = [(team, [one for one in found if one.team == team]) for team in dict.fromkeys(one.team for one in found)]
    return show(request, "workers.html", teams=teams, gone=gone, today=today, new_worker=new_id())


@WORKERS.get("/workers/{worker_id}")
async def worker(request: Request, worker_id: UUID, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """One worker."""
    record = await Workers(looking).latest(worker_id)
    matters = await legal_matters(reading, MOST_CHILDREN, None, worker=worker_id)
    return show(
        request,
        "worker.html",
        worker=record,
        versions=(await Workers(looking).versions(worker_id))[::-1],
        matters=matters,
        names=await names_of(looking, who(request), [one.child_id for one in matters]),
        today=today,
    )

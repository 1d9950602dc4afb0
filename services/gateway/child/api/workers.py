"""The workers of an authority over HTTP. A colleague's name is no secret: whoever reads legal matters reads it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway.child.commands import workers
from services.gateway.records.workers import WorkerRecord, Workers
from shared.auth.actions import performs
from shared.events.codes.roles import Role
from shared.identifiers import Code
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Looking

WORKERS = APIRouter(tags=["workers"])
WORKER = "/workers/{worker_id}"

add_commands(WORKERS, workers.ROUTES)


@WORKERS.get("/workers", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422, 503))
async def list_workers(
    looking: Looking,
    role: Role | None = None,
    team: Code | None = None,
    *,
    gone: Annotated[bool, Query(description="those who left, too")] = False,
) -> list[WorkerRecord]:
    """The workers whom you may see, by team and name; of one role or one team where it is given."""
    found = await Workers(looking).every(gone=gone)
    return [one for one in found if role in {None, one.role} and team in {None, one.team}]


@WORKERS.get(WORKER, dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422, 503))
async def read_worker(worker_id: UUID, looking: Looking, response: Response) -> WorkerRecord:
    """One worker. The ETag is the version that If-Match names."""
    record = await Workers(looking).latest(worker_id)
    response.headers["ETag"] = f'"{record.version}"'
    return record

"""Commands about the workers of an authority. Nothing is told of them: who works where is kept, and not announced."""

from uuid import UUID

from pydantic import BaseModel, Field

from services.gateway.records.workers import Worker, Workers
from shared.identifiers import Authority
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import CommandRoutes

ROUTES = CommandRoutes()


class OfAuthority(BaseModel):
    """On whose record something is."""

    authority: Authority = Field(description="for whom the worker works")


class RecordWorker(Worker, OfAuthority):
    """Who works here. For a worker who is known already, send the version that you read as If-Match."""


@ROUTES.post("/workers/{worker_id}")
async def record_worker(worker: UUID, command: RecordWorker, work: UnitOfWork) -> None:
    """Record a worker, as a new version: role, team, sign-in, name, and where to be reached."""
    await Workers(work).record(worker, command.authority, command, seen=work.expected.get(worker, 0))

"""What is recorded already, in the forms of the commands that change it."""

from uuid import UUID

from fastapi import Request

from services.gateway.child.commands.people import RecordPerson
from services.gateway.child.commands.workers import RecordWorker
from services.gateway.records.names import note_reading
from services.gateway.records.people import People
from services.gateway.records.workers import Workers
from shared.errors import NotAllowed
from shared.web.forms.form import CurrentValues
from shared.web.forms.written import text_of
from shared.web.reading import looking


async def person(request: Request, person_id: UUID) -> CurrentValues:
    """A person's details as they are now, for who may read them; of somebody new there are none."""
    async with looking(request) as (work, caller):
        known = await People(work).all_of([person_id])
        if known and not caller.may("read_people"):
            raise NotAllowed("these details are not yours to read, nor so to change; ask one of those who may")
        note_reading(caller, known)
    if not known:
        return CurrentValues(version=0)
    record = known[0]
    recorded = RecordPerson(authority=record.authority, details=record.details)
    return CurrentValues(record.version, text_of(recorded), title="Change these details")


async def worker(request: Request, worker_id: UUID) -> CurrentValues:
    """A worker as recorded now; of somebody new there is nothing."""
    async with looking(request) as (work, _):
        known = (await Workers(work).these([worker_id])).get(worker_id)
    if known is None:
        return CurrentValues(version=0)
    recorded = RecordWorker.model_construct(**{name: getattr(known, name) for name in RecordWorker.model_fields})
    return CurrentValues(known.version, text_of(recorded), title="Change what is recorded of this worker")

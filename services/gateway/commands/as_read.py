"""What is recorded already, in the forms of the commands that change it."""

from uuid import UUID

from fastapi import Request

from services.gateway.commands.choices import looking
from services.gateway.commands.people import RecordPerson
from services.gateway.records.names import note_reading
from services.gateway.records.people import People
from shared.auth.table import action_table
from shared.errors import NotAllowed
from shared.web.desk import AsRead
from shared.web.forms.written import text_of


async def person(request: Request, person_id: UUID) -> AsRead:
    """A person's details as they are now, for who may read them; of somebody new there are none."""
    async with looking(request) as (work, caller):
        known = await People(work).all_of([person_id])
        if known and caller.roles.isdisjoint(action_table()["read_people"]):
            raise NotAllowed("these details are not yours to read, nor so to change; ask one of those who may")
        note_reading(caller, known)
    if not known:
        return AsRead(version=0)
    record = known[0]
    recorded = RecordPerson(authority=record.authority, details=record.details)
    return AsRead(record.version, text_of(recorded), title="Change these details")

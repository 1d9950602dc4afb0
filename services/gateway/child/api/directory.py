"""The council's directory over HTTP: a CSV file of workers, of which each good line is recorded."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.gateway.child.commands.directory import Imported
from services.gateway.child.commands.directory_sent import ForAuthority, take_directory
from shared.auth.actions import performs
from shared.web.desk import Desk, desk
from shared.web.problems import problem_responses
from shared.web.uploads import form_of

DIRECTORY = APIRouter(tags=["workers"])


@DIRECTORY.post(
    "/workers/import",
    dependencies=[performs("record_worker")],
    operation_id="import_workers",
    responses=problem_responses(400, 401, 403, 413, 415, 422, 503),
    openapi_extra=form_of(ForAuthority, "text/csv"),
)
async def import_workers(at: Annotated[Desk, Depends(desk)]) -> Imported:
    """Record the workers of a directory as CSV: each good line, and for each other one what to write.

    The columns are worker_id, given_names, family_name, role, team, phone, email, signs_in_as and until. The same file
    twice records nobody twice.
    """
    return await take_directory(at)

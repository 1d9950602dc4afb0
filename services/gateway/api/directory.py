"""The council's directory over HTTP: a CSV file of workers, of which each good line is recorded."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from services.gateway.commands.directory import Imported
from services.gateway.commands.directory_sent import ForAuthority, take_directory
from shared.auth.actions import performs
from shared.web.desk import Desk, desk
from shared.web.problems import problem_responses
from shared.web.uploads import FILE

DIRECTORY = APIRouter(tags=["workers"])


def _form() -> dict[str, Any]:
    """The OpenAPI of a form that is read by `uploaded`, which FastAPI does not see."""
    schema = ForAuthority.model_json_schema()
    schema["properties"][FILE] = {"type": "string", "contentMediaType": "text/csv"}
    schema["required"].append(FILE)
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


@DIRECTORY.post(
    "/workers/import",
    dependencies=[performs("record_worker")],
    operation_id="import_workers",
    responses=problem_responses(400, 401, 403, 413, 415, 422, 503),
    openapi_extra=_form(),
)
async def import_workers(at: Annotated[Desk, Depends(desk)]) -> Imported:
    """Record the workers of a directory as CSV: each good line, and for each other one what to write.

    The columns are worker_id, given_names, family_name, role, team, phone, email, signs_in_as and until. The same file
    twice records nobody twice.
    """
    return await take_directory(at)

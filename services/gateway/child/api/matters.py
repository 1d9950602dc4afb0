"""Children and their legal matters over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway.child.commands import mending, registration
from services.gateway.child.read_model.matters import LegalMatterRow, legal_matter, legal_matters
from shared.auth.actions import performs
from shared.identifiers import Code
from shared.web.commands import add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

MATTERS = APIRouter(tags=["children"])
CHILD = "/children/{child_id}"

add_commands(MATTERS, registration.ROUTES)
add_entries(MATTERS, mending.CHILDREN)


@MATTERS.get(CHILD, dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422))
async def read(child_id: UUID, reading: Reading, response: Response) -> LegalMatterRow:
    """Where the child's legal matter stands. The ETag is the version that If-Match names."""
    row = await legal_matter(reading, child_id)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@MATTERS.get("/children", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422))
async def list_matters(
    reading: Reading,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    after: UUID | None = None,
    team: Code | None = None,
    worker: UUID | None = None,
) -> list[LegalMatterRow]:
    """Legal matters that you may see, by child; `after` is the last child of the page before."""
    return list(await legal_matters(reading, limit, after, team=team, worker=worker))

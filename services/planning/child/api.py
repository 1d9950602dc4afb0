"""Children, their entries and their papers over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.planning.child.commands import CHILDREN, PAPERS
from services.planning.child.read_model import PermanenceCaseRow, permanence_cases
from shared.auth.actions import performs
from shared.records.api import add_documents, add_reading
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["planning"])

add_entries(ROUTER, CHILDREN)
add_reading(ROUTER, PAPERS.reads)
add_documents(ROUTER, PAPERS)


@ROUTER.get("/children", dependencies=[performs("read_permanence_plan")], responses=problem_responses(401, 403, 422))
async def list_cases(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, after: UUID | None = None
) -> list[PermanenceCaseRow]:
    """Children's plans that you may see, by child; `after` is the last child of the page before."""
    return list(await permanence_cases(reading, limit, after))

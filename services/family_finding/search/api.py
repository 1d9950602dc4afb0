"""The search and the child's papers over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.family_finding.search import commands
from services.family_finding.search.domain.search import Search
from services.family_finding.search.read_model import SearchRow, searches
from shared.auth.actions import performs
from shared.records.api import add_documents, add_reading
from shared.web.commands import add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["family finding"])
CHILD = "/children/{child_id}"

add_commands(ROUTER, commands.ROUTES)
add_entries(ROUTER, commands.CHILDREN)
add_reading(ROUTER, commands.PAPERS.reads, only=Search)
add_documents(ROUTER, commands.PAPERS)


@ROUTER.get("/children", dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 422))
async def list_searches(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, after: UUID | None = None
) -> list[SearchRow]:
    """Searches that you may see, by child; `after` is the last child of the page before."""
    return list(await searches(reading, limit, after))

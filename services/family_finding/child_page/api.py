"""One child's search and the families proposed over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.family_finding.child_page.read_model import SearchAsRead, search_of
from shared.auth.actions import performs
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["family finding"])


@ROUTER.get(
    "/children/{child_id}",
    dependencies=[performs("read_family_finding")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read_search(child_id: UUID, reading: Reading, response: Response) -> SearchAsRead:
    """Where the search for the child's family stands. The ETag is the version that If-Match names."""
    search = await search_of(reading, child_id)
    response.headers["ETag"] = f'"{search.version}"'
    return search

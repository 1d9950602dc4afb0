"""One child's plan, care and placements over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.planning.child_page.read_model import PermanenceCaseAsRead, permanence_case
from shared.auth.actions import performs
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["planning"])


@ROUTER.get(
    "/children/{child_id}",
    dependencies=[performs("read_permanence_plan")],
    responses=problem_responses(401, 403, 404, 422),
)
async def read(child_id: UUID, reading: Reading, response: Response) -> PermanenceCaseAsRead:
    """The child's plan, care and placements. The ETag is the version that If-Match names."""
    case = await permanence_case(reading, child_id)
    response.headers["ETag"] = f'"{case.version}"'
    return case

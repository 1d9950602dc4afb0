"""The plan over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.planning.child.read_model import permanence_case_row
from services.planning.plan import commands
from services.planning.plan.read_model import PlanVersionRow, plan_versions
from shared.auth.actions import performs
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["planning"])
CHILD = "/children/{child_id}"

add_commands(ROUTER, commands.ROUTES)


@ROUTER.get(
    f"{CHILD}/plan-versions",
    dependencies=[performs("read_permanence_plan")],
    responses=problem_responses(401, 403, 404, 422),
)
async def list_plan_versions(child_id: UUID, reading: Reading) -> list[PlanVersionRow]:
    """Every version of the child's plan, oldest first."""
    await permanence_case_row(reading, child_id)
    return list(await plan_versions(reading, child_id))

"""A child's family and workers over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from services.gateway.child.commands import family
from services.gateway.child.read_model.family import (
    AllocationRow,
    FamilyMemberRow,
    allocations,
    brothers_and_sisters,
    family_members,
)
from services.gateway.child.read_model.matters import LegalMatterRow
from shared.auth.actions import performs
from shared.web.commands import add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Reading

FAMILY = APIRouter(tags=["family and workers"])
CHILD = "/children/{child_id}"
READS = performs("read_legal_matter")
REFUSED = problem_responses(401, 403, 404, 422)

add_commands(FAMILY, family.ROUTES)


@FAMILY.get(f"{CHILD}/siblings", dependencies=[READS], responses=REFUSED)
async def list_siblings(child_id: UUID, reading: Reading) -> list[LegalMatterRow]:
    """The child's brothers and sisters whom you may see."""
    return list(await brothers_and_sisters(reading, child_id))


@FAMILY.get(f"{CHILD}/family", dependencies=[READS], responses=REFUSED)
async def list_family(child_id: UUID, reading: Reading) -> list[FamilyMemberRow]:
    """The child's family by person id, those with parental responsibility first; names are at /people/{person_id}."""
    return list(await family_members(reading, child_id))


@FAMILY.get(f"{CHILD}/allocations", dependencies=[READS], responses=REFUSED)
async def list_allocations(child_id: UUID, reading: Reading) -> list[AllocationRow]:
    """Who is and was responsible for the child in which role, the latest first."""
    return list(await allocations(reading, child_id))

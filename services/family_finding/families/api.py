"""Families and their papers over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.family_finding.families import commands
from services.family_finding.families.domain import Family
from services.family_finding.families.read_model import FamilyRow, families_known, family_of
from shared.auth.actions import performs
from shared.records.api import add_documents, add_reading
from shared.web.commands import add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["family finding"])
FAMILY = "/families/{family_id}"

add_commands(ROUTER, commands.ROUTES)
add_entries(ROUTER, commands.FAMILIES)
add_reading(ROUTER, commands.PAPERS.reads, at="/families", only=Family)
add_documents(ROUTER, commands.PAPERS)


@ROUTER.get(FAMILY, dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 404, 422))
async def read_family(family_id: UUID, reading: Reading, response: Response) -> FamilyRow:
    """One family. The ETag is the version that If-Match names."""
    row = await family_of(reading, family_id)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@ROUTER.get("/families", dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 422))
async def list_families(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, after: UUID | None = None
) -> list[FamilyRow]:
    """Families that you may see, by id; `after` is the last family of the page before."""
    return list(await families_known(reading, limit, after))

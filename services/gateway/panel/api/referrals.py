"""Referrals to the Legal Gateway over HTTP, with their papers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway.panel.commands import mending, papers, referrals
from services.gateway.panel.read_model.referrals import ReferralAsRead, ReferralRow, referral_of
from services.gateway.panel.read_model.referrals import referrals as referrals_known
from shared.auth.actions import performs
from shared.identifiers import Code
from shared.web.commands import add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

REFERRALS = APIRouter(tags=["referrals"])
REFERRAL = "/referrals/{referral_id}"

add_commands(REFERRALS, (*referrals.ROUTES, *papers.ROUTES))
add_entries(REFERRALS, mending.REFERRALS)


@REFERRALS.get(REFERRAL, dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422))
async def read_referral(referral_id: UUID, reading: Reading, response: Response) -> ReferralAsRead:
    """One referral: its sitting and why, its papers, and what was decided. The ETag is the version for If-Match."""
    referral = await referral_of(reading, referral_id)
    response.headers["ETag"] = f'"{referral.version}"'
    return referral


@REFERRALS.get("/referrals", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422))
async def list_referrals(
    reading: Reading,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    team: Code | None = None,
    sitting: UUID | None = None,
) -> list[ReferralRow]:
    """Referrals that you may see, the next panel first; of one team or one sitting where it is given."""
    return list(await referrals_known(reading, limit, team=team, sitting=sitting))

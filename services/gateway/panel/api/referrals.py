"""Referrals to the Legal Gateway over HTTP, with their papers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway.panel.commands import mending, papers, referrals
from services.gateway.panel.forms import choices as panel_choices
from services.gateway.panel.forms import warnings as panel_warnings
from services.gateway.panel.read_model.referrals import ReferralAsRead, ReferralRow, referral_of
from services.gateway.panel.read_model.referrals import referrals as referrals_known
from shared.auth.actions import performs
from shared.identifiers import Code
from shared.web.commands import CommandRoute, add_commands
from shared.web.entries import add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

REFERRALS = APIRouter(tags=["referrals"])
REFERRAL = "/referrals/{referral_id}"

add_commands(
    REFERRALS,
    "child_id",
    (
        CommandRoute(
            "/children/{child_id}/referrals",
            "refer_to_legal_gateway",
            referrals.ReferToLegalGateway,
            referrals.refer,
            title="Refer to the Legal Gateway",
            choices=panel_choices.for_referral,
            warns=panel_warnings.before_referring,
        ),
    ),
    page="/children/{case}",
)
add_commands(
    REFERRALS,
    "referral_id",
    (
        CommandRoute(
            f"{REFERRAL}/papers",
            "record_referral_paper",
            papers.RecordReferralPaper,
            papers.record_paper,
            title="Say how a paper stands",
            choices=panel_choices.papers,
        ),
        CommandRoute(
            f"{REFERRAL}/papers/together",
            "record_referral_papers",
            papers.RecordReferralPapers,
            papers.record_papers,
            title="Say how several papers stand",
            choices=panel_choices.several_papers,
        ),
        CommandRoute(
            f"{REFERRAL}/sitting",
            "choose_sitting",
            referrals.ChooseSitting,
            referrals.choose_sitting,
            title="Choose another sitting",
            choices=panel_choices.sittings_to_come,
            warns=panel_warnings.before_choosing,
        ),
        CommandRoute(
            f"{REFERRAL}/withdrawal",
            "withdraw_referral",
            referrals.WithdrawReferral,
            referrals.withdraw,
            title="Withdraw the referral",
        ),
    ),
    page="/referrals/{case}",
)
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

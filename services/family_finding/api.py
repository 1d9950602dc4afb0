"""Family finding over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.family_finding.commands import choosing, families, finding, matching, placing
from services.family_finding.commands.command import WithFamily
from services.family_finding.domain.family import Family
from services.family_finding.domain.search import Search
from services.family_finding.read_model import (
    FamilyRow,
    SearchAsRead,
    SearchRow,
    families_known,
    family_of,
    search_of,
    searches,
)
from shared.auth.actions import performs
from shared.web.commands import CommandRoute, Step, add_commands
from shared.web.entries import CorrectionRules, add_entries
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["family finding"])
CHILD = "/children/{child_id}"
FAMILY = "/families/{family_id}"

Limit = Annotated[int, Query(ge=1, le=500)]

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(f"{CHILD}/raa-notification", "notify_raa", Step, finding.notify_raa),
        CommandRoute(f"{CHILD}/family-finder", "allocate_family_finder", Step, finding.allocate_family_finder),
        CommandRoute(f"{CHILD}/search", "start_family_finding", finding.ScopeOfSearch, finding.start_family_finding),
        CommandRoute(
            f"{CHILD}/search/widening", "widen_family_finding", finding.ScopeOfSearch, finding.widen_family_finding
        ),
        CommandRoute(f"{CHILD}/profiles", "publish_profile", finding.PublishProfile, finding.publish_profile),
        CommandRoute(f"{CHILD}/links/proposed", "propose_link", choosing.ProposeLink, choosing.propose_link),
        CommandRoute(f"{CHILD}/links/declined", "decline_link", choosing.DeclineLink, choosing.decline_link),
        CommandRoute(f"{CHILD}/shortlist", "agree_shortlist", choosing.AgreeShortlist, choosing.agree_shortlist),
        CommandRoute(f"{CHILD}/visits", "record_family_visit", WithFamily, choosing.record_family_visit),
        CommandRoute(f"{CHILD}/selection", "select_family", WithFamily, choosing.select_family),
        CommandRoute(f"{CHILD}/panel", "book_matching_panel", matching.BookMatchingPanel, matching.book_matching_panel),
        CommandRoute(f"{CHILD}/papers", "submit_matching_papers", Step, matching.submit_matching_papers),
        CommandRoute(f"{CHILD}/match/recommended", "recommend_match", Step, matching.recommend_match),
        CommandRoute(f"{CHILD}/match/approved", "approve_match", Step, matching.approve_match),
        CommandRoute(f"{CHILD}/match/declined", "decline_match", Step, matching.decline_match),
        CommandRoute(f"{CHILD}/introductions", "start_introductions", placing.MeetFamily, placing.start_introductions),
        CommandRoute(
            f"{CHILD}/placement/adoption", "place_for_adoption", placing.MeetFamily, placing.place_for_adoption
        ),
        CommandRoute(f"{CHILD}/placement/long-term", "place_long_term", WithFamily, placing.place_long_term),
        CommandRoute(f"{CHILD}/application", "lodge_application", placing.LodgeApplication, placing.lodge_application),
        CommandRoute(
            f"{CHILD}/placement/at-risk",
            "report_placement_at_risk",
            placing.ReportDisruption,
            placing.report_placement_at_risk,
        ),
        CommandRoute(
            f"{CHILD}/placement/disrupted", "report_disruption", placing.ReportDisruption, placing.report_disruption
        ),
        CommandRoute(
            f"{CHILD}/disruption-meetings",
            "hold_disruption_meeting",
            placing.HoldDisruptionMeeting,
            placing.hold_disruption_meeting,
        ),
    ),
)
add_commands(
    ROUTER,
    "family_id",
    (
        CommandRoute(f"{FAMILY}/registration", "register_family", families.RegisterFamily, families.register_family),
        CommandRoute(f"{FAMILY}/approval", "approve_family", families.ApproveFamily, families.approve_family),
        CommandRoute(f"{FAMILY}/withdrawal", "withdraw_family", Step, families.withdraw_family),
    ),
)
add_entries(ROUTER, CorrectionRules(Search, CHILD, "read_family_finding"))
add_entries(ROUTER, CorrectionRules(Family, FAMILY, "read_family_finding"))


@ROUTER.get(CHILD, dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 404, 422))
async def read_search(child_id: UUID, reading: Reading, response: Response) -> SearchAsRead:
    """Where the search for the child's family stands. The ETag is the version that If-Match names."""
    search = await search_of(reading, child_id)
    response.headers["ETag"] = f'"{search.version}"'
    return search


@ROUTER.get("/children", dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 422))
async def list_searches(reading: Reading, limit: Limit = 100, after: UUID | None = None) -> list[SearchRow]:
    """Searches that you may see, by child; `after` is the last child of the page before."""
    return list(await searches(reading, limit, after))


@ROUTER.get(FAMILY, dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 404, 422))
async def read_family(family_id: UUID, reading: Reading, response: Response) -> FamilyRow:
    """One family. The ETag is the version that If-Match names."""
    row = await family_of(reading, family_id)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@ROUTER.get("/families", dependencies=[performs("read_family_finding")], responses=problem_responses(401, 403, 422))
async def list_families(reading: Reading, limit: Limit = 100, after: UUID | None = None) -> list[FamilyRow]:
    """Families that you may see, by id; `after` is the last family of the page before."""
    return list(await families_known(reading, limit, after))

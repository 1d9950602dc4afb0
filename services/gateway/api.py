"""The legal gateway over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.gateway import commands
from services.gateway.read_model import LegalMatterRow, legal_matter, legal_matters
from shared.auth.actions import performs
from shared.web.commands import Asked, Step, add_commands
from shared.web.problems import problem_responses
from shared.web.reading import Reading

ROUTER = APIRouter(tags=["legal gateway"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        Asked(f"{CHILD}/registration", "register_child", commands.RegisterChild, commands.register_child),
        Asked(f"{CHILD}/referrals", "refer_to_legal_gateway", commands.ReferToLegalGateway, commands.refer),
        Asked(
            f"{CHILD}/decisions", "record_gateway_decision", commands.RecordGatewayDecision, commands.record_decision
        ),
        Asked(f"{CHILD}/minutes", "record_gateway_minutes", Step, commands.record_minutes),
        Asked(f"{CHILD}/letter/draft", "draft_pre_proceedings_letter", Step, commands.draft_letter),
        Asked(f"{CHILD}/letter/sent", "send_pre_proceedings_letter", Step, commands.send_letter),
        Asked(
            f"{CHILD}/legal-planning-meetings",
            "hold_legal_planning_meeting",
            Step,
            commands.hold_legal_planning_meeting,
        ),
        Asked(
            f"{CHILD}/pre-proceedings-meetings",
            "hold_pre_proceedings_meeting",
            Step,
            commands.hold_pre_proceedings_meeting,
        ),
        Asked(f"{CHILD}/proceedings", "issue_proceedings", commands.IssueProceedings, commands.issue_proceedings),
        Asked(f"{CHILD}/hearings/listed", "list_hearing", commands.ListHearing, commands.list_hearing),
        Asked(f"{CHILD}/hearings/held", "hold_hearing", commands.HoldHearing, commands.hold_hearing),
        Asked(f"{CHILD}/orders", "record_order", commands.RecordOrder, commands.record_order),
        Asked(
            f"{CHILD}/proceedings/conclusion",
            "conclude_proceedings",
            commands.ConcludeProceedings,
            commands.conclude_proceedings,
        ),
    ),
)


@ROUTER.get(CHILD, dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 404, 422))
async def read(child_id: UUID, reading: Reading, response: Response) -> LegalMatterRow:
    """Where the child's legal matter stands. The ETag is the version that If-Match names."""
    row = await legal_matter(reading, child_id)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@ROUTER.get("/children", dependencies=[performs("read_legal_matter")], responses=problem_responses(401, 403, 422))
async def list_matters(
    reading: Reading, limit: Annotated[int, Query(ge=1, le=500)] = 100, after: UUID | None = None
) -> list[LegalMatterRow]:
    """Legal matters that you may see, by child; `after` is the last child of the page before."""
    return list(await legal_matters(reading, limit, after))

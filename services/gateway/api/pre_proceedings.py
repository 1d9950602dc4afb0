"""Pre-proceedings over HTTP."""

from fastapi import APIRouter

from services.gateway.commands import pre_proceedings
from shared.web.commands import Asked, Step, add_commands

PRE_PROCEEDINGS = APIRouter(tags=["pre-proceedings"])
CHILD = "/children/{child_id}"

add_commands(
    PRE_PROCEEDINGS,
    "child_id",
    (
        Asked(f"{CHILD}/letter/draft", "draft_pre_proceedings_letter", Step, pre_proceedings.draft_letter),
        Asked(f"{CHILD}/letter/sent", "send_pre_proceedings_letter", Step, pre_proceedings.send_letter),
        Asked(
            f"{CHILD}/legal-planning-meetings",
            "hold_legal_planning_meeting",
            Step,
            pre_proceedings.hold_legal_planning_meeting,
        ),
        Asked(
            f"{CHILD}/pre-proceedings-meetings",
            "hold_pre_proceedings_meeting",
            Step,
            pre_proceedings.hold_pre_proceedings_meeting,
        ),
    ),
)

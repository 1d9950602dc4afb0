"""The matching panel and the decision on the match over HTTP."""

from fastapi import APIRouter

from services.family_finding.panel import commands
from shared.web.commands import CommandRoute, Step, add_commands

ROUTER = APIRouter(tags=["family finding"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(f"{CHILD}/panel", "book_matching_panel", commands.BookMatchingPanel, commands.book_matching_panel),
        CommandRoute(f"{CHILD}/papers", "submit_matching_papers", Step, commands.submit_matching_papers),
        CommandRoute(f"{CHILD}/match/recommended", "recommend_match", Step, commands.recommend_match),
        CommandRoute(f"{CHILD}/match/approved", "approve_match", Step, commands.approve_match),
        CommandRoute(f"{CHILD}/match/declined", "decline_match", Step, commands.decline_match),
    ),
)

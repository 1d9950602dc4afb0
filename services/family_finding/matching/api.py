"""Links, the shortlist and the selection over HTTP."""

from fastapi import APIRouter

from services.family_finding.families.commands import WithFamily
from services.family_finding.matching import commands
from shared.web.commands import CommandRoute, add_commands

ROUTER = APIRouter(tags=["family finding"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(f"{CHILD}/links/proposed", "propose_link", commands.ProposeLink, commands.propose_link),
        CommandRoute(f"{CHILD}/links/declined", "decline_link", commands.DeclineLink, commands.decline_link),
        CommandRoute(f"{CHILD}/shortlist", "agree_shortlist", commands.AgreeShortlist, commands.agree_shortlist),
        CommandRoute(f"{CHILD}/visits", "record_family_visit", WithFamily, commands.record_family_visit),
        CommandRoute(f"{CHILD}/selection", "select_family", WithFamily, commands.select_family),
    ),
)

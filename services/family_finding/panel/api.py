"""The matching panel and the decision on the match over HTTP."""

from fastapi import APIRouter

from services.family_finding.panel import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["family finding"])

add_commands(ROUTER, commands.ROUTES)

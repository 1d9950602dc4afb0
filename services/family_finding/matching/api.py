"""Links, the shortlist and the selection over HTTP."""

from fastapi import APIRouter

from services.family_finding.matching import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["family finding"])

add_commands(ROUTER, commands.ROUTES)

"""Introductions, placements and disruptions over HTTP."""

from fastapi import APIRouter

from services.family_finding.placing import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["family finding"])

add_commands(ROUTER, commands.ROUTES)

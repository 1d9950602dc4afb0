"""Meetings and reviews over HTTP."""

from fastapi import APIRouter

from services.planning.meetings import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["planning"])

add_commands(ROUTER, commands.ROUTES)

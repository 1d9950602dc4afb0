"""Care and home over HTTP."""

from fastapi import APIRouter

from services.planning.care import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["planning"])


add_commands(ROUTER, commands.ROUTES)

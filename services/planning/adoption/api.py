"""The way to the should-be-placed decision over HTTP."""

from fastapi import APIRouter

from services.planning.adoption import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["planning"])

add_commands(ROUTER, commands.ROUTES)

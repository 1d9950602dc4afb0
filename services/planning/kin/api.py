"""Assessments, the family's own plan, brothers and sisters, family time and life story over HTTP."""

from fastapi import APIRouter

from services.planning.kin import commands
from shared.web.commands import add_commands

ROUTER = APIRouter(tags=["planning"])

add_commands(ROUTER, commands.ROUTES)

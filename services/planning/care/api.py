"""Care and home over HTTP."""

from fastapi import APIRouter

from services.planning.care import commands
from services.planning.child import forms
from shared.web.commands import CommandRoute, Step, add_commands

ROUTER = APIRouter(tags=["planning"])
CHILD = "/children/{child_id}"

CARE = (
    CommandRoute(
        f"{CHILD}/care",
        "become_looked_after",
        commands.BecomeLookedAfter,
        commands.become_looked_after,
        title="Record that the child became looked after",
    ),
    CommandRoute(
        f"{CHILD}/care/basis",
        "change_legal_basis",
        commands.ChangeLegalBasis,
        commands.change_legal_basis,
        title="Record another legal basis of care",
    ),
    CommandRoute(
        f"{CHILD}/care/end",
        "cease_to_be_looked_after",
        commands.CeaseToBeLookedAfter,
        commands.cease_to_be_looked_after,
        title="Record that the child left care",
    ),
)
HOME = (
    CommandRoute(f"{CHILD}/return-home-approvals", "approve_return_home", Step, commands.approve_return_home),
    CommandRoute(f"{CHILD}/placements", "start_placement", commands.StartPlacement, commands.start_placement),
    CommandRoute(f"{CHILD}/placements/end", "end_placement", commands.EndPlacement, commands.end_placement),
    CommandRoute(f"{CHILD}/placements/long-term-match", "match_long_term", Step, commands.match_long_term),
)
VISIT = CommandRoute(
    f"{CHILD}/visits",
    "record_visit",
    commands.RecordVisit,
    commands.record_visit,
    title="Record a visit to the child",
    choices=forms.siblings,
)

add_commands(ROUTER, "child_id", (*CARE, VISIT), page="/children/{case}")
add_commands(ROUTER, "child_id", HOME)

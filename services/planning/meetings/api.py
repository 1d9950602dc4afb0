"""Meetings and reviews over HTTP."""

from fastapi import APIRouter

from services.planning.child import forms
from services.planning.meetings import commands
from shared.web.commands import CommandRoute, add_commands

ROUTER = APIRouter(tags=["planning"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(
            f"{CHILD}/planning-meetings",
            "hold_planning_meeting",
            commands.HoldPlanningMeeting,
            commands.hold_planning_meeting,
            title="Record a planning meeting",
            choices=forms.siblings,
        ),
    ),
    page="/children/{case}",
)
add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(f"{CHILD}/reviews", "hold_review", commands.HoldReview, commands.hold_review),
        CommandRoute(
            f"{CHILD}/final-care-planning-meetings",
            "hold_final_care_planning_meeting",
            commands.HoldFinalCarePlanningMeeting,
            commands.hold_final_care_planning_meeting,
        ),
    ),
)

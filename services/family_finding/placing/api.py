"""Introductions, placements and disruptions over HTTP."""

from fastapi import APIRouter

from services.family_finding.families.commands import WithFamily
from services.family_finding.placing import commands
from shared.web.commands import CommandRoute, add_commands

ROUTER = APIRouter(tags=["family finding"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(
            f"{CHILD}/introductions", "start_introductions", commands.MeetFamily, commands.start_introductions
        ),
        CommandRoute(
            f"{CHILD}/placement/adoption", "place_for_adoption", commands.MeetFamily, commands.place_for_adoption
        ),
        CommandRoute(f"{CHILD}/placement/long-term", "place_long_term", WithFamily, commands.place_long_term),
        CommandRoute(
            f"{CHILD}/application", "lodge_application", commands.LodgeApplication, commands.lodge_application
        ),
        CommandRoute(
            f"{CHILD}/placement/at-risk",
            "report_placement_at_risk",
            commands.ReportDisruption,
            commands.report_placement_at_risk,
        ),
        CommandRoute(
            f"{CHILD}/placement/disrupted", "report_disruption", commands.ReportDisruption, commands.report_disruption
        ),
        CommandRoute(
            f"{CHILD}/disruption-meetings",
            "hold_disruption_meeting",
            commands.HoldDisruptionMeeting,
            commands.hold_disruption_meeting,
        ),
    ),
)

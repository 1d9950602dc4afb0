"""Assessments, the family's own plan, brothers and sisters, family time and life story over HTTP."""

from fastapi import APIRouter

from services.planning.kin import commands
from shared.web.commands import CommandRoute, add_commands

ROUTER = APIRouter(tags=["planning"])
CHILD = "/children/{child_id}"

add_commands(
    ROUTER,
    "child_id",
    (
        CommandRoute(f"{CHILD}/assessments", "start_assessment", commands.StartAssessment, commands.start_assessment),
        CommandRoute(
            f"{CHILD}/assessments/completed",
            "complete_assessment",
            commands.CompleteAssessment,
            commands.complete_assessment,
        ),
        CommandRoute(
            f"{CHILD}/family-group-conferences",
            "hold_family_group_conference",
            commands.HoldFamilyGroupConference,
            commands.hold_family_group_conference,
        ),
        CommandRoute(
            f"{CHILD}/together-or-apart",
            "decide_together_or_apart",
            commands.DecideTogetherOrApart,
            commands.decide_together_or_apart,
        ),
        CommandRoute(f"{CHILD}/family-time", "agree_family_time", commands.AgreeFamilyTime, commands.agree_family_time),
        CommandRoute(
            f"{CHILD}/life-story-work",
            "record_life_story_work",
            commands.RecordLifeStoryWork,
            commands.record_life_story_work,
        ),
    ),
)

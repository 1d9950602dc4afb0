"""What is asked about meetings and reviews."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.planning.child.domain import PermanenceCase
from services.planning.meetings import domain
from shared.events.codes.planning import IroView, Option, ReviewKind
from shared.events.planning import FinalCarePlanningMeetingHeld, PlanningMeetingHeld, ReviewHeld
from shared.siblings.together import Together, together
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class HoldPlanningMeeting(Together):
    """A permanence planning meeting was held."""

    tracks: Annotated[tuple[Option, ...], Field(max_length=len(Option))] = Field(
        min_length=1, description="the plans that are pursued side by side"
    )
    next_on: date | None = Field(default=None, description="the day of the next meeting")


@ROUTES.post("/children/{child_id}/planning-meetings")
@together
def hold_planning_meeting(case: PermanenceCase, command: HoldPlanningMeeting) -> PlanningMeetingHeld:
    """Record a permanence planning meeting; it is numbered here."""
    return domain.hold_planning_meeting(case, command.on, tracks=command.tracks, next_on=command.next_on)


class HoldReview(Command):
    """The Independent Reviewing Officer chaired a review."""

    kind: ReviewKind = ReviewKind.CHILD_IN_CARE
    plan_endorsed: bool | None = None
    iro_view: IroView | None = None


@ROUTES.post("/children/{child_id}/reviews")
def hold_review(case: PermanenceCase, command: HoldReview) -> ReviewHeld:
    """Record a review; each kind is numbered by itself."""
    return domain.hold_review(
        case, command.on, kind=command.kind, plan_endorsed=command.plan_endorsed, iro_view=command.iro_view
    )


class HoldFinalCarePlanningMeeting(Command):
    """The final care planning meeting was held."""

    ratified_plan: Option


@ROUTES.post("/children/{child_id}/final-care-planning-meetings")
def hold_final_care_planning_meeting(
    case: PermanenceCase, command: HoldFinalCarePlanningMeeting
) -> FinalCarePlanningMeetingHeld:
    """Record the meeting that ratified the plan for court."""
    return domain.hold_final_care_planning_meeting(case, command.on, ratified_plan=command.ratified_plan)

"""What is asked about meetings and reviews."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.planning.child.domain import PermanenceCase
from services.planning.meetings import domain
from shared.events.codes.planning import IroView, Option, ReviewKind
from shared.messaging.unit_of_work import UnitOfWork
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
async def hold_planning_meeting(child: UUID, command: HoldPlanningMeeting, work: UnitOfWork) -> None:
    """Record a permanence planning meeting; it is numbered here."""
    case = await work.load(PermanenceCase, child)
    work.record(
        domain.hold_planning_meeting(case, command.on, tracks=command.tracks, next_on=command.next_on),
    )


class HoldReview(Command):
    """The Independent Reviewing Officer chaired a review."""

    kind: ReviewKind = ReviewKind.CHILD_IN_CARE
    plan_endorsed: bool | None = None
    iro_view: IroView | None = None


@ROUTES.post("/children/{child_id}/reviews")
async def hold_review(child: UUID, command: HoldReview, work: UnitOfWork) -> None:
    """Record a review; each kind is numbered by itself."""
    case = await work.load(PermanenceCase, child)
    work.record(
        domain.hold_review(
            case, command.on, kind=command.kind, plan_endorsed=command.plan_endorsed, iro_view=command.iro_view
        )
    )


class HoldFinalCarePlanningMeeting(Command):
    """The final care planning meeting was held."""

    ratified_plan: Option


@ROUTES.post("/children/{child_id}/final-care-planning-meetings")
async def hold_final_care_planning_meeting(
    child: UUID, command: HoldFinalCarePlanningMeeting, work: UnitOfWork
) -> None:
    """Record the meeting that ratified the plan for court."""
    case = await work.load(PermanenceCase, child)
    work.record(
        domain.hold_final_care_planning_meeting(case, command.on, ratified_plan=command.ratified_plan),
    )

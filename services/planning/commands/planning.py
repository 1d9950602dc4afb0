"""Commands about meetings, reviews and the plan."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.planning.domain import planning
from services.planning.domain.case import PermanenceCase
from shared.events.codes.planning import IroView, Option, RatifiedBy, ReviewKind
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command

Options = Annotated[tuple[Option, ...], Field(max_length=len(Option))]


class HoldPlanningMeeting(Command):
    """A permanence planning meeting was held."""

    tracks: Options = Field(min_length=1, description="the plans that are pursued side by side")
    next_on: date | None = Field(default=None, description="the day of the next meeting")


async def hold_planning_meeting(child: UUID, command: HoldPlanningMeeting, work: UnitOfWork) -> None:
    """Record a permanence planning meeting; it is numbered here."""
    case = await work.load(PermanenceCase, child)
    work.record(
        planning.hold_planning_meeting(case, command.on, tracks=command.tracks, next_on=command.next_on),
    )


class HoldReview(Command):
    """The Independent Reviewing Officer chaired a review."""

    kind: ReviewKind = ReviewKind.CHILD_IN_CARE
    plan_endorsed: bool | None = None
    iro_view: IroView | None = None


async def hold_review(child: UUID, command: HoldReview, work: UnitOfWork) -> None:
    """Record a review; each kind is numbered by itself."""
    case = await work.load(PermanenceCase, child)
    work.record(
        planning.hold_review(
            case, command.on, kind=command.kind, plan_endorsed=command.plan_endorsed, iro_view=command.iro_view
        )
    )


class HoldFinalCarePlanningMeeting(Command):
    """The final care planning meeting was held."""

    ratified_plan: Option


async def hold_final_care_planning_meeting(
    child: UUID, command: HoldFinalCarePlanningMeeting, work: UnitOfWork
) -> None:
    """Record the meeting that ratified the plan for court."""
    case = await work.load(PermanenceCase, child)
    work.record(
        planning.hold_final_care_planning_meeting(case, command.on, ratified_plan=command.ratified_plan),
    )


class AgreePermanencePlan(Command):
    """A version of the plan was agreed."""

    primary: Option
    contingencies: Options = Field(description="what follows if the primary plan fails; at least one")
    ratified_by: RatifiedBy = RatifiedBy.MEETING


async def agree_permanence_plan(child: UUID, command: AgreePermanencePlan, work: UnitOfWork) -> None:
    """Record a new version of the permanence plan; earlier versions stay."""
    case = await work.load(PermanenceCase, child)
    work.record(
        planning.agree_plan(
            case,
            command.on,
            primary=command.primary,
            contingencies=command.contingencies,
            ratified_by=command.ratified_by,
        )
    )

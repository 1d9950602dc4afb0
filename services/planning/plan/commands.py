"""What is asked about the plan: agree it, say what the child thinks of it, draft the support that it needs."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.planning.child.domain import PermanenceCase
from services.planning.plan import domain
from shared.events.codes.planning import Option, RatifiedBy, SupportPlanKind, ViewKind
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class AgreePermanencePlan(Command):
    """A version of the plan was agreed."""

    primary: Option
    contingencies: Annotated[tuple[Option, ...], Field(max_length=len(Option))] = Field(
        description="what follows if the primary plan fails; at least one"
    )
    ratified_by: RatifiedBy = RatifiedBy.MEETING


@ROUTES.post("/children/{child_id}/plan-versions")
async def agree_permanence_plan(child: UUID, command: AgreePermanencePlan, work: UnitOfWork) -> None:
    """Record a new version of the permanence plan; earlier versions stay."""
    case = await work.load(PermanenceCase, child)
    work.record(
        domain.agree_plan(
            case,
            command.on,
            primary=command.primary,
            contingencies=command.contingencies,
            ratified_by=command.ratified_by,
        )
    )


class RecordChildView(Command):
    """What the child thinks of the plan."""

    kind: ViewKind


@ROUTES.post("/children/{child_id}/views")
async def record_child_view(child: UUID, command: RecordChildView, work: UnitOfWork) -> None:
    """Record the child's view, or that the child is too young to say."""
    case = await work.load(PermanenceCase, child)
    work.record(domain.record_view(case, command.on, kind=command.kind))


class DraftSupportPlan(Command):
    """A support plan was drafted."""

    kind: SupportPlanKind


@ROUTES.post("/children/{child_id}/support-plans")
async def draft_support_plan(child: UUID, command: DraftSupportPlan, work: UnitOfWork) -> None:
    """Record that a support plan was drafted."""
    case = await work.load(PermanenceCase, child)
    work.record(domain.draft_support_plan(case, command.on, kind=command.kind))

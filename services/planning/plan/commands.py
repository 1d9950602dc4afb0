"""What is asked about the plan: agree it, say what the child thinks of it, draft the support that it needs."""

from typing import Annotated

from pydantic import Field

from services.planning.child.domain import PermanenceCase
from services.planning.plan import domain
from shared.events.codes.planning import Option, RatifiedBy, SupportPlanKind, ViewKind
from shared.events.planning import ChildViewRecorded, PermanencePlanAgreed, SupportPlanDrafted
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
def agree_permanence_plan(case: PermanenceCase, command: AgreePermanencePlan) -> PermanencePlanAgreed:
    """Record a new version of the permanence plan; earlier versions stay."""
    return domain.agree_plan(
        case,
        command.on,
        primary=command.primary,
        contingencies=command.contingencies,
        ratified_by=command.ratified_by,
    )


class RecordChildView(Command):
    """What the child thinks of the plan."""

    kind: ViewKind


@ROUTES.post("/children/{child_id}/views")
def record_child_view(case: PermanenceCase, command: RecordChildView) -> ChildViewRecorded:
    """Record the child's view, or that the child is too young to say."""
    return domain.record_view(case, command.on, kind=command.kind)


class DraftSupportPlan(Command):
    """A support plan was drafted."""

    kind: SupportPlanKind


@ROUTES.post("/children/{child_id}/support-plans")
def draft_support_plan(case: PermanenceCase, command: DraftSupportPlan) -> SupportPlanDrafted:
    """Record that a support plan was drafted."""
    return domain.draft_support_plan(case, command.on, kind=command.kind)

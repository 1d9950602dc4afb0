"""Commands about family time, the child's view, life story work and support."""

from uuid import UUID

from services.planning.domain import daily_life
from services.planning.domain.case import PermanenceCase
from shared.events.codes.planning import FamilyTimeKind, LifeStoryKind, SupportPlanKind, ViewKind
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command


class AgreeFamilyTime(Command):
    """Family time was agreed."""

    kind: FamilyTimeKind


async def agree_family_time(child: UUID, command: AgreeFamilyTime, work: UnitOfWork) -> None:
    """Record that family time was agreed."""
    case = await work.load(PermanenceCase, child)
    work.record(daily_life.agree_family_time(case, command.on, kind=command.kind))


class RecordChildView(Command):
    """What the child thinks of the plan."""

    kind: ViewKind


async def record_child_view(child: UUID, command: RecordChildView, work: UnitOfWork) -> None:
    """Record the child's view, or that the child is too young to say."""
    case = await work.load(PermanenceCase, child)
    work.record(daily_life.record_view(case, command.on, kind=command.kind))


class RecordLifeStoryWork(Command):
    """A piece of life story work was done."""

    kind: LifeStoryKind


async def record_life_story_work(child: UUID, command: RecordLifeStoryWork, work: UnitOfWork) -> None:
    """Record a piece of life story work."""
    case = await work.load(PermanenceCase, child)
    work.record(daily_life.progress_life_story_work(case, command.on, kind=command.kind))


class DraftSupportPlan(Command):
    """A support plan was drafted."""

    kind: SupportPlanKind


async def draft_support_plan(child: UUID, command: DraftSupportPlan, work: UnitOfWork) -> None:
    """Record that a support plan was drafted."""
    case = await work.load(PermanenceCase, child)
    work.record(daily_life.draft_support_plan(case, command.on, kind=command.kind))

"""What keeps a child whole on the way: family time, the child's own view, life story work and support."""

from datetime import date

from services.planning.domain.care import must_be_in_care
from services.planning.domain.case import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import FamilyTimeKind, LifeStoryKind, SupportPlanKind, ViewKind
from shared.events.planning import (
    ChildViewRecorded,
    FamilyTimeAgreed,
    LifeStoryWorkProgressed,
    PermanencePlanAgreed,
    SupportPlanDrafted,
)


def agree_family_time(case: PermanenceCase, on: date, *, kind: FamilyTimeKind) -> FamilyTimeAgreed:
    """Family time is agreed for a child who lives away from the family."""
    about = case.step(on)
    must_be_in_care(case, on)
    return FamilyTimeAgreed(**about, kind=kind)


def record_view(case: PermanenceCase, on: date, *, kind: ViewKind) -> ChildViewRecorded:
    """What the child thinks of the plan, or that the child is too young to say."""
    about = case.step(on)
    if kind is not ViewKind.TOO_YOUNG_TO_SAY and not case.by(PermanencePlanAgreed, on):
        raise RuleBroken(
            f"no plan was agreed by {words_of_day(on)} that the child could think of; agree the plan first"
        )
    return ChildViewRecorded(**about, kind=kind)


def progress_life_story_work(case: PermanenceCase, on: date, *, kind: LifeStoryKind) -> LifeStoryWorkProgressed:
    """A piece of life story work is done. The plan of it begins with the child's entry into care."""
    about = case.step(on)
    if kind is LifeStoryKind.PLAN:
        must_be_in_care(case, on)
    return LifeStoryWorkProgressed(**about, kind=kind)


def draft_support_plan(case: PermanenceCase, on: date, *, kind: SupportPlanKind) -> SupportPlanDrafted:
    """A support plan is drafted for the home that is planned."""
    return SupportPlanDrafted(**case.step(on), kind=kind)

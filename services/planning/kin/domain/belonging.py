"""Belonging: how does the child stay close to its people, and know its own story?"""

from datetime import date

from services.planning.care.domain.care import must_be_in_care
from services.planning.child.domain import PermanenceCase
from shared.events.codes.planning import FamilyTimeKind, LifeStoryKind
from shared.events.planning import FamilyTimeAgreed, LifeStoryWorkProgressed


def agree_family_time(case: PermanenceCase, on: date, *, kind: FamilyTimeKind) -> FamilyTimeAgreed:
    """Family time is agreed for a child who lives away from the family."""
    about = case.step(on)
    must_be_in_care(case, on)
    return FamilyTimeAgreed(**about, kind=kind)


def progress_life_story_work(case: PermanenceCase, on: date, *, kind: LifeStoryKind) -> LifeStoryWorkProgressed:
    """A piece of life story work is done. The plan of it begins with the child's entry into care."""
    about = case.step(on)
    if kind is LifeStoryKind.PLAN:
        must_be_in_care(case, on)
    return LifeStoryWorkProgressed(**about, kind=kind)

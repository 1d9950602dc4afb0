"""Belonging: how does the child stay close to its people, and know its own story?"""

from dataclasses import replace
from datetime import date

from services.planning.care.domain.care import looked_after
from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from shared.events.codes.planning import FamilyTimeKind, LifeStoryKind
from shared.events.planning import FamilyTimeAgreed, LifeStoryWorkProgressed
from shared.grounds import Grounds


def agree_family_time(case: PermanenceCase, on: date, *, kind: FamilyTimeKind) -> FamilyTimeAgreed:
    """Family time is agreed for a child who lives away from the family."""
    return GROUNDS.must_stand(case, FamilyTimeAgreed(**case.about(on), kind=kind))


def progress_life_story_work(case: PermanenceCase, on: date, *, kind: LifeStoryKind) -> LifeStoryWorkProgressed:
    """A piece of life story work is done. The plan of it begins with the child's entry into care."""
    return GROUNDS.must_stand(case, LifeStoryWorkProgressed(**case.about(on), kind=kind))


def _is_the_plan_of_it(progressed: LifeStoryWorkProgressed) -> bool:
    return progressed.kind is LifeStoryKind.PLAN


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        looked_after(FamilyTimeAgreed),
        replace(looked_after(LifeStoryWorkProgressed), only=_is_the_plan_of_it),
    )
)

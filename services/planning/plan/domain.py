"""The plan: is there one for this child's permanent home, who agreed it, and what does the child think of it?"""

from collections.abc import Callable
from datetime import date

from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from services.planning.meetings.domain import NOT_ISSUED
from shared.errors import RuleBroken
from shared.events.codes.planning import Option, RatifiedBy, SupportPlanKind, ViewKind
from shared.events.gateway import ProceedingsIssued
from shared.events.planning import (
    ChildViewRecorded,
    FinalCarePlanningMeetingHeld,
    PermanencePlanAgreed,
    PlanningMeetingHeld,
    ReviewHeld,
    SupportPlanDrafted,
)
from shared.grounds import Ground, Grounds, by_the_day


def agree_plan(
    case: PermanenceCase,
    on: date,
    *,
    primary: Option,
    contingencies: tuple[Option, ...],
    ratified_by: RatifiedBy,
) -> PermanencePlanAgreed:
    """A new version of the plan: one primary option and at least one contingency (W 8.7).

    A meeting may agree the first plan and new contingencies. A changed primary plan is ratified elsewhere (W 9.1).
    """
    present = case.latest(PermanencePlanAgreed)
    agreed = PermanencePlanAgreed(
        **case.about(on),
        version=present.version + 1 if present else 1,
        primary=primary,
        contingencies=contingencies,
        ratified_by=ratified_by,
    )
    if not contingencies:
        raise RuleBroken("a plan needs at least one contingency; add what follows if the primary plan fails")
    if primary in contingencies:
        raise RuleBroken("the primary plan is also named as a contingency; name another contingency")
    if len(set(contingencies)) < len(contingencies):
        raise RuleBroken("a contingency is named twice; name each once")
    return GROUNDS.must_stand(case, agreed)


def record_view(case: PermanenceCase, on: date, *, kind: ViewKind) -> ChildViewRecorded:
    """What the child thinks of the plan, or that the child is too young to say."""
    return GROUNDS.must_stand(case, ChildViewRecorded(**case.about(on), kind=kind))


def draft_support_plan(case: PermanenceCase, on: date, *, kind: SupportPlanKind) -> SupportPlanDrafted:
    """A support plan is drafted for the home that is planned."""
    return GROUNDS.must_stand(case, SupportPlanDrafted(**case.about(on), kind=kind))


def _may_change(case: PermanenceCase, agreed: PermanencePlanAgreed) -> bool:
    """Whether the primary plan stays as it was; a changed one is ratified elsewhere than by a meeting."""
    present = case.latest(PermanencePlanAgreed)
    return present is None or present.primary is agreed.primary


def _was_ratified_for_court(case: PermanenceCase, agreed: PermanencePlanAgreed) -> bool:
    held = case.every(FinalCarePlanningMeetingHeld)
    return any(each.ratified_plan is agreed.primary and each.occurred_on <= agreed.occurred_on for each in held)


def _ratified_by(ratifier: RatifiedBy) -> Callable[[PermanencePlanAgreed], bool]:
    return lambda agreed: agreed.ratified_by is ratifier


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        Ground(
            (PermanencePlanAgreed,),
            by_the_day(PlanningMeetingHeld),
            "the planning meeting that it came out of",
            "a plan comes out of a permanence planning meeting; record the meeting first",
        ),
        Ground(
            (PermanencePlanAgreed,),
            _may_change,
            "the review, final care planning meeting or court that ratified another primary plan",
            "a changed primary plan is not ratified by a planning meeting; "
            "take it to a review, the final care planning meeting or the court",
            only=_ratified_by(RatifiedBy.MEETING),
            in_turn=True,
        ),
        Ground(
            (PermanencePlanAgreed,),
            by_the_day(ReviewHeld),
            "the review that ratified it",
            "no review was held by {on}; record the review that ratified the plan first",
            only=_ratified_by(RatifiedBy.REVIEW),
        ),
        Ground(
            (PermanencePlanAgreed,),
            by_the_day(ProceedingsIssued),
            "proceedings that were issued",
            NOT_ISSUED,
            only=_ratified_by(RatifiedBy.COURT),
        ),
        Ground(
            (PermanencePlanAgreed,),
            _was_ratified_for_court,
            "the final care planning meeting that ratified it",
            "no final care planning meeting ratified this plan; record the meeting that did first",
            only=_ratified_by(RatifiedBy.FINAL_CARE_PLANNING),
        ),
        Ground(
            (ChildViewRecorded,),
            by_the_day(PermanencePlanAgreed),
            "the plan that the child thinks of",
            "no plan was agreed by {on} that the child could think of; agree the plan first",
            only=lambda recorded: recorded.kind is not ViewKind.TOO_YOUNG_TO_SAY,
        ),
    )
)

"""The plan: is there one for this child's permanent home, who agreed it, and what does the child think of it?"""

from datetime import date

from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
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
    about = case.step(on)
    if not case.by(PlanningMeetingHeld, on):
        raise RuleBroken("a plan comes out of a permanence planning meeting; record the meeting first")
    if not contingencies:
        raise RuleBroken("a plan needs at least one contingency; add what follows if the primary plan fails")
    if primary in contingencies:
        raise RuleBroken("the primary plan is also named as a contingency; name another contingency")
    if len(set(contingencies)) < len(contingencies):
        raise RuleBroken("a contingency is named twice; name each once")
    present = case.latest(PermanencePlanAgreed)
    if present and primary is not present.primary and ratified_by is RatifiedBy.MEETING:
        raise RuleBroken(
            "a changed primary plan is not ratified by a planning meeting;"
            " take it to a review, the final care planning meeting or the court"
        )
    _must_have_been_ratified(case, on, primary, ratified_by)
    return PermanencePlanAgreed(
        **about,
        version=present.version + 1 if present else 1,
        primary=primary,
        contingencies=contingencies,
        ratified_by=ratified_by,
    )


def record_view(case: PermanenceCase, on: date, *, kind: ViewKind) -> ChildViewRecorded:
    """What the child thinks of the plan, or that the child is too young to say."""
    about = case.step(on)
    if kind is not ViewKind.TOO_YOUNG_TO_SAY and not case.by(PermanencePlanAgreed, on):
        raise RuleBroken(
            f"no plan was agreed by {words_of_day(on)} that the child could think of; agree the plan first"
        )
    return ChildViewRecorded(**about, kind=kind)


def draft_support_plan(case: PermanenceCase, on: date, *, kind: SupportPlanKind) -> SupportPlanDrafted:
    """A support plan is drafted for the home that is planned."""
    return SupportPlanDrafted(**case.step(on), kind=kind)


def _must_have_been_ratified(case: PermanenceCase, on: date, primary: Option, ratified_by: RatifiedBy) -> None:
    """Refuse a plan that names as its ratifier a review, meeting or court that had not taken place."""
    match ratified_by:
        case RatifiedBy.REVIEW if not case.by(ReviewHeld, on):
            raise RuleBroken(
                f"no review was held by {words_of_day(on)}; record the review that ratified the plan first"
            )
        case RatifiedBy.COURT if not case.by(ProceedingsIssued, on):
            raise RuleBroken(
                f"no proceedings were issued by {words_of_day(on)}; have them recorded with the Legal Gateway first"
            )
        case RatifiedBy.FINAL_CARE_PLANNING:
            ratified = [each for each in case.every(FinalCarePlanningMeetingHeld) if each.occurred_on <= on]
            if not any(each.ratified_plan is primary for each in ratified):
                raise RuleBroken("no final care planning meeting ratified this plan; record the meeting that did first")

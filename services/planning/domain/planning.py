"""Meetings, reviews and the plan: is there a plan for this child's permanent home, and who agreed it?"""

from datetime import date

from services.planning.domain.care import in_care, must_be_in_care
from services.planning.domain.case import PermanenceCase
from services.planning.domain.placements import placements
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import IroView, Option, PlacementKind, RatifiedBy, ReviewKind
from shared.events.gateway import PlacementOrderGranted, ProceedingsIssued
from shared.events.planning import (
    FinalCarePlanningMeetingHeld,
    PermanencePlanAgreed,
    PlanningMeetingHeld,
    ReviewHeld,
)


def hold_planning_meeting(
    case: PermanenceCase, on: date, *, tracks: tuple[Option, ...], next_on: date | None
) -> PlanningMeetingHeld:
    """A permanence planning meeting, held from the gateway's decision on, or once the child is looked after."""
    about = case.step(on)
    if not case.legal_action_agreed_by(on) and not in_care(case, on):
        raise RuleBroken(
            f"by {words_of_day(on)} no legal action is agreed and the child is not looked after;"
            " take the case to the Legal Gateway, or record that the child became looked after"
        )
    if len(set(tracks)) < len(tracks):
        raise RuleBroken("a plan is named twice among the tracks; name each plan once")
    if next_on and next_on <= on:
        raise RuleBroken("the next meeting is not after this one; name a later day")
    return PlanningMeetingHeld(**about, number=planning_meetings(case) + 1, tracks=tracks, next_on=next_on)


def hold_review(
    case: PermanenceCase, on: date, *, kind: ReviewKind, plan_endorsed: bool | None, iro_view: IroView | None
) -> ReviewHeld:
    """A statutory review, chaired by the Independent Reviewing Officer; each kind is numbered by itself.

    An adoption review is of a child who is or may be placed for adoption (Adoption Agencies Regulations 2005, reg 36).
    """
    about = case.step(on)
    must_be_in_care(case, on)
    if kind is ReviewKind.ADOPTION and not _may_be_placed_for_adoption(case, on):
        raise RuleBroken("the child neither is nor may be placed for adoption; hold a child in care review")
    return ReviewHeld(
        **about, kind=kind, number=reviews(case, kind) + 1, plan_endorsed=plan_endorsed, iro_view=iro_view
    )


def hold_final_care_planning_meeting(
    case: PermanenceCase, on: date, *, ratified_plan: Option
) -> FinalCarePlanningMeetingHeld:
    """The meeting before final evidence at which the Service Manager ratifies the plan for court (W 8.12)."""
    about = case.step(on)
    if not case.by(ProceedingsIssued, on):
        raise RuleBroken(
            f"no proceedings were issued by {words_of_day(on)}; have them recorded with the Legal Gateway first"
        )
    return FinalCarePlanningMeetingHeld(**about, ratified_plan=ratified_plan)


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


def planning_meetings(case: PermanenceCase) -> int:
    """The number of the last planning meeting; 0 before the first."""
    return max((meeting.number for meeting in case.every(PlanningMeetingHeld)), default=0)


def reviews(case: PermanenceCase, kind: ReviewKind) -> int:
    """The number of the last review of a kind; 0 before the first."""
    return max((review.number for review in case.every(ReviewHeld) if review.kind is kind), default=0)


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


def _may_be_placed_for_adoption(case: PermanenceCase, on: date) -> bool:
    placed = any(each.started.kind is PlacementKind.ADOPTIVE and each.started_on <= on for each in placements(case))
    return placed or case.by(PlacementOrderGranted, on)

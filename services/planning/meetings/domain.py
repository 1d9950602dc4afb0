"""Meetings and reviews: when may they be held, and how are they numbered?"""

from datetime import date

from services.planning.care.domain.care import in_care, must_be_in_care
from services.planning.care.domain.placements import placements
from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import IroView, Option, PlacementKind, ReviewKind
from shared.events.gateway import PlacementOrderGranted, ProceedingsIssued
from shared.events.planning import (
    FinalCarePlanningMeetingHeld,
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


def planning_meetings(case: PermanenceCase) -> int:
    """The number of the last planning meeting; 0 before the first."""
    return max((meeting.number for meeting in case.every(PlanningMeetingHeld)), default=0)


def reviews(case: PermanenceCase, kind: ReviewKind) -> int:
    """The number of the last review of a kind; 0 before the first."""
    return max((review.number for review in case.every(ReviewHeld) if review.kind is kind), default=0)


def _may_be_placed_for_adoption(case: PermanenceCase, on: date) -> bool:
    placed = any(each.started.kind is PlacementKind.ADOPTIVE and each.started_on <= on for each in placements(case))
    return placed or case.by(PlacementOrderGranted, on)

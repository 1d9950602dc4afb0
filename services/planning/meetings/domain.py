"""Meetings and reviews: when may they be held, and how are they numbered?"""

from datetime import date

from services.planning.care.domain.care import is_looked_after, looked_after
from services.planning.care.domain.placements import placements
from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.planning import IroView, Option, PlacementKind, ReviewKind
from shared.events.gateway import PlacementOrderGranted, ProceedingsIssued
from shared.events.planning import (
    FinalCarePlanningMeetingHeld,
    PlanningMeetingHeld,
    ReviewHeld,
)
from shared.grounds import Ground, Grounds, by_the_day

NOT_ISSUED = "no proceedings were issued by {on}; have them recorded with the Legal Gateway first"


def hold_planning_meeting(
    case: PermanenceCase, on: date, *, tracks: tuple[Option, ...], next_on: date | None
) -> PlanningMeetingHeld:
    """A permanence planning meeting, held from the gateway's decision on, or once the child is looked after."""
    number = planning_meetings(case) + 1
    held = PlanningMeetingHeld(**case.about(on), number=number, tracks=tracks, next_on=next_on)
    GROUNDS.must_stand(case, held)
    if len(set(tracks)) < len(tracks):
        raise RuleBroken("a plan is named twice among the tracks; name each plan once")
    if next_on and next_on <= on:
        raise RuleBroken("the next meeting is not after this one; name a later day")
    return held


def hold_review(
    case: PermanenceCase, on: date, *, kind: ReviewKind, plan_endorsed: bool | None, iro_view: IroView | None
) -> ReviewHeld:
    """A statutory review, chaired by the Independent Reviewing Officer; each kind is numbered by itself.

    An adoption review is of a child who is or may be placed for adoption (Adoption Agencies Regulations 2005, reg 36).
    """
    number = reviews(case, kind) + 1
    held = ReviewHeld(**case.about(on), kind=kind, number=number, plan_endorsed=plan_endorsed, iro_view=iro_view)
    return GROUNDS.must_stand(case, held)


def hold_final_care_planning_meeting(
    case: PermanenceCase, on: date, *, ratified_plan: Option
) -> FinalCarePlanningMeetingHeld:
    """The meeting before final evidence at which the Service Manager ratifies the plan for court (W 8.12)."""
    return GROUNDS.must_stand(case, FinalCarePlanningMeetingHeld(**case.about(on), ratified_plan=ratified_plan))


def planning_meetings(case: PermanenceCase) -> int:
    """The number of the last planning meeting; 0 before the first."""
    return max((meeting.number for meeting in case.every(PlanningMeetingHeld)), default=0)


def reviews(case: PermanenceCase, kind: ReviewKind) -> int:
    """The number of the last review of a kind; 0 before the first."""
    return max((review.number for review in case.every(ReviewHeld) if review.kind is kind), default=0)


def _may_be_planned_for(case: PermanenceCase, event: Event) -> bool:
    return case.legal_action_agreed_by(event.occurred_on) or is_looked_after(case, event)


def _may_be_placed_for_adoption(case: PermanenceCase, held: ReviewHeld) -> bool:
    on = held.occurred_on
    placed = any(each.started.kind is PlacementKind.ADOPTIVE and each.started_on <= on for each in placements(case))
    return placed or case.by(PlacementOrderGranted, on)


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        Ground(
            (PlanningMeetingHeld,),
            _may_be_planned_for,
            "legal action agreed by the Legal Gateway, or care, by that day",
            "by {on} no legal action is agreed and the child is not looked after; take the case to the Legal Gateway, "
            "or record that the child became looked after",
        ),
        looked_after(ReviewHeld),
        Ground(
            (ReviewHeld,),
            _may_be_placed_for_adoption,
            "that the child is or may be placed for adoption",
            "the child neither is nor may be placed for adoption; hold a child in care review",
            only=lambda held: held.kind is ReviewKind.ADOPTION,
        ),
        Ground(
            (FinalCarePlanningMeetingHeld,), by_the_day(ProceedingsIssued), "proceedings that were issued", NOT_ISSUED
        ),
    )
)

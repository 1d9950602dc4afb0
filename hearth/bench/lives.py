"""Invented lives for measuring: children in care as their services tell of them, of as many events as are wanted.

A life is a course of turning points, each after so many days, with what goes on between them (visits, reviews,
meetings). The pace of each child is its own; the same seed gives the same lives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from shared.events import family_finding, gateway, planning, tracking
from shared.events.base import Event

Turn = tuple[int, type[Event], Mapping[str, Any]]
TODAY = date(2026, 3, 2)
A_WHILE = timedelta(weeks=3)  # since the last event, so that some things are late

# Days after registration, what happened, and what more is told of it. A name in <> is an identifier of the child's own.
INTO_CARE: tuple[Turn, ...] = (
    (0, gateway.ChildRegistered, {"date_of_birth": "<born>"}),
    (4, gateway.ReferredToLegalGateway, {"referral_id": "<referral>", "purpose": "threshold", "papers_missing": 1}),
    (15, gateway.GatewayDecisionMade, {"decision_id": "<decision>", "referral_id": "<referral>",
                                       "outcome": "pre_proceedings", "primary_plan": "return_home",
                                       "contingencies": ["adoption", "special_guardianship"]}),
    (15, gateway.PreProceedingsStarted, {}),
    (17, family_finding.RaaNotified, {}),
    (18, gateway.PreProceedingsLetterDrafted, {"decision_id": "<decision>"}),
    (20, gateway.PreProceedingsLetterSent, {"decision_id": "<decision>"}),
    (21, gateway.GatewayMinutesRecorded, {"decision_id": "<decision>"}),
    (27, planning.PlanningMeetingHeld, {"number": 1, "tracks": ["return_home", "adoption"]}),
    (31, gateway.PreProceedingsMeetingHeld, {}),
    (40, planning.FamilyGroupConferenceHeld, {"carers_identified": 0}),
    (88, gateway.PreProceedingsEnded, {"outcome": "care_proceedings"}),
    (90, gateway.ProceedingsIssued, {"application": "care"}),
    (94, gateway.InterimCareOrderGranted, {"order_id": "<interim order>"}),
    (94, planning.BecameLookedAfter, {"legal_basis": "interim_care_order"}),
    (94, planning.PlacementStarted, {"placement_id": "<placement>", "kind": "foster"}),
    (112, planning.ReviewHeld, {"kind": "child_in_care", "number": 1}),
    (130, planning.AssessmentCompleted, {"kind": "parenting", "outcome": "negative"}),
)  # fmt: skip
TO_ADOPTION: tuple[Turn, ...] = (
    *INTO_CARE,
    (140, planning.AdoptionMedicalCompleted, {}),
    (150, planning.FinalCarePlanningMeetingHeld, {"ratified_plan": "adoption"}),
    (155, planning.PermanencePlanAgreed, {"version": 1, "primary": "adoption", "ratified_by": "final_care_planning"}),
    (160, planning.ChildPermanenceReportCompleted, {"version": 1, "stage": "before_decision"}),
    (168, planning.AdoptionDecisionMade, {"should_be_placed": True}),
    (170, family_finding.FamilyFindingStarted, {"scope": "in_house"}),
    (230, gateway.PlacementOrderGranted, {"order_id": "<placement order>"}),
    (230, gateway.ProceedingsConcluded, {"outcome": "care_and_placement_order"}),
    (290, family_finding.FamilySelected, {"family_id": "<family>"}),
    (330, family_finding.MatchRecommended, {"family_id": "<family>"}),
    (336, family_finding.MatchApproved, {"family_id": "<family>"}),
    (345, family_finding.PlacedForAdoption, {"family_id": "<family>"}),
    (365, planning.ReviewHeld, {"kind": "adoption", "number": 1}),
    (460, family_finding.AdoptionApplicationLodged, {}),
)
TO_FOSTERING: tuple[Turn, ...] = (
    *INTO_CARE,
    (155, planning.PermanencePlanAgreed, {"version": 1, "primary": "permanent_fostering", "ratified_by": "review"}),
    (240, gateway.CareOrderGranted, {"order_id": "<care order>"}),
    (240, gateway.ProceedingsConcluded, {"outcome": "care_order"}),
    (500, planning.PlacementEnded, {"placement_id": "<placement>"}),
    (500, planning.PlacementStarted, {"placement_id": "<second placement>", "kind": "foster"}),
    (640, planning.PlacementMatchedLongTerm, {"placement_id": "<second placement>"}),
)
COURSES = (TO_ADOPTION, TO_FOSTERING)

# What goes on from one day on, every so many days; the number counts on where the event has one.
ROUTINE: tuple[tuple[int, int, type[Event], Mapping[str, Any]], ...] = (
    (99, 28, planning.VisitMade, {}),
    (50, 35, planning.PlanningMeetingHeld, {"tracks": ["adoption"]}),
    (30, 28, tracking.TrackerMeetingHeld, {"tracker": "permanence"}),
    (180, 150, planning.ReviewHeld, {"kind": "child_in_care"}),
    (120, 90, planning.ChildViewRecorded, {"kind": "agrees_with_plan"}),
)


@dataclass(frozen=True)
class Life:
    """A child's life as it was told by a day: events with their identifiers, in order."""

    child: UUID
    told: tuple[tuple[UUID, Event], ...]
    today: date


def life(random: Random, events: int, authority: str = "warrington", today: date = TODAY) -> Life:
    """An invented child's life up to its `events`-th event, which was a while before `today`."""
    child, pace = _id(random), random.uniform(0.8, 1.3)
    turns = sorted(_happening(random, events), key=lambda turn: turn[0])[:events]
    registered_on = today - A_WHILE - timedelta(days=round(turns[-1][0] * pace))
    own = {"<born>": str(registered_on - timedelta(days=random.randint(100, 3000)))}
    told: list[tuple[UUID, Event]] = []
    for after, kind, fields in turns:
        on = registered_on + timedelta(days=round(after * pace))
        said = {name: _own(value, own, random) for name, value in fields.items()}
        about = {"child_id": child, "authority": authority, "occurred_on": on}
        told.append((_id(random), kind.model_validate({**about, **said})))
    return Life(child, tuple(told), today)


def _happening(random: Random, events: int) -> Iterator[Turn]:
    """A course and what goes on beside it, in no order; more than is wanted."""
    yield from random.choice(COURSES)
    for first, every, kind, fields in ROUTINE:
        for number in range(1, events):
            numbered = {"number": number + 1} if "number" in kind.model_fields else {}
            yield first + every * (number - 1), kind, {**fields, **numbered}


def _own(value: object, own: dict[str, str], random: Random) -> object:
    """A field's value; what stands in <> is the child's own, the same wherever it is named."""
    if not (isinstance(value, str) and value.startswith("<")):
        return value
    return own.setdefault(value, str(_id(random)))


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)

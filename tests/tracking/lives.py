"""Children's lives as events, and a tracking desk in memory that lives them day by day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from services.tracking.domain.conclusion import conclude
from services.tracking.domain.track import Track
from services.tracking.domain.tracker_line import line_of
from shared.events.base import ChildEvent, Event
from shared.events.codes.gateway import Application, GatewayOutcome, PreProceedingsOutcome, ReferralPurpose
from shared.events.codes.planning import CareReason, LegalBasis, Option, PlacementKind, RatifiedBy, ReviewKind
from shared.events.family_finding import AdoptionApplicationLodged, MatchApproved, PlacedForAdoption
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    GatewayMinutesRecorded,
    InterimCareOrderGranted,
    PlacementOrderGranted,
    PreProceedingsEnded,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsStarted,
    ProceedingsIssued,
    ReferredToLegalGateway,
)
from shared.events.planning import (
    AdoptionDecisionMade,
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    PermanencePlanAgreed,
    PlacementStarted,
    PlanningMeetingHeld,
    ReviewHeld,
    VisitMade,
)
from shared.identifiers import ChildId
from shared.policy.reading.packs import policy_of
from shared.policy.reckoning.engine import rating
from shared.policy.reckoning.facts import Fact

A_DAY = timedelta(days=1)
CHILD = ChildId(UUID("7a1f4c52-8f0e-4c5e-9a55-1d6f0c2b9e01"))
REGISTERED = date(2026, 3, 2)

Step = tuple[int, type[ChildEvent], dict[str, Any]]


def _id(number: int) -> UUID:
    return uuid5(CHILD, str(number))


# From referral to adoption order: days after registration, what happened, and what more is to be said of it.
JOURNEY: tuple[Step, ...] = (
    (0, ChildRegistered, {"date_of_birth": date(2020, 9, 14)}),
    (18, ReferredToLegalGateway, {"referral_id": _id(1), "purpose": ReferralPurpose.THRESHOLD,
                                  "panel_date": date(2026, 3, 31), "papers_missing": 1}),
    (29, GatewayDecisionMade, {"decision_id": _id(2), "referral_id": _id(1), "outcome": GatewayOutcome.PRE_PROCEEDINGS,
                               "primary_plan": Option.RETURN_HOME, "contingencies": (Option.ADOPTION,),
                               "adoption_considered": True}),
    (29, PreProceedingsStarted, {}),
    (32, GatewayMinutesRecorded, {"decision_id": _id(2)}),
    (35, PreProceedingsLetterDrafted, {"decision_id": _id(2)}),
    (38, PreProceedingsLetterSent, {"decision_id": _id(2)}),
    (44, PlanningMeetingHeld, {"number": 1}),
    (52, PreProceedingsMeetingHeld, {"meeting_id": _id(3)}),
    (90, PlanningMeetingHeld, {"number": 2}),
    (120, PreProceedingsEnded, {"outcome": PreProceedingsOutcome.CARE_PROCEEDINGS}),
    (120, ProceedingsIssued, {"application": Application.CARE}),
    (125, InterimCareOrderGranted, {"order_id": _id(4)}),
    (125, BecameLookedAfter, {"legal_basis": LegalBasis.INTERIM_CARE_ORDER}),
    (125, PlacementStarted, {"placement_id": _id(5), "kind": PlacementKind.FOSTER}),
    (131, VisitMade, {"placement_id": _id(5)}),
    (150, ReviewHeld, {"kind": ReviewKind.CHILD_IN_CARE, "number": 1}),
    (180, VisitMade, {"placement_id": _id(5)}),
    (228, ReviewHeld, {"kind": ReviewKind.CHILD_IN_CARE, "number": 2}),
    (232, PermanencePlanAgreed, {"version": 1, "primary": Option.ADOPTION, "ratified_by": RatifiedBy.REVIEW}),
    (260, AdoptionDecisionMade, {"should_be_placed": True}),
    (300, CareOrderGranted, {"order_id": _id(6)}),
    (300, PlacementOrderGranted, {"order_id": _id(7)}),
    (411, ReviewHeld, {"kind": ReviewKind.CHILD_IN_CARE, "number": 3}),
    (480, MatchApproved, {"family_id": _id(8)}),
    (500, PlacedForAdoption, {"family_id": _id(8)}),
    (528, ReviewHeld, {"kind": ReviewKind.ADOPTION, "number": 1}),
    (620, AdoptionApplicationLodged, {}),
    (700, AdoptionOrderGranted, {"order_id": _id(9)}),
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """An event as it was recorded: under which id, and on which day."""

    event_id: UUID
    event: ChildEvent
    recorded_on: date

    @property
    def fact(self) -> Fact:
        """The event as the engine reads it, recorded at noon."""
        return Fact.of(self.event, self.event_id, datetime.combine(self.recorded_on, time(12), UTC))


def life_of(steps: Iterable[Step], child: ChildId = CHILD, registered: date = REGISTERED) -> list[Said]:
    """The events of these steps, each recorded on its day; every day in them is shifted with the registration."""
    life, shift = [], registered - REGISTERED
    for number, (after, event, fields) in enumerate(steps):
        on = registered + after * A_DAY
        shifted = {name: value + shift if isinstance(value, date) else value for name, value in fields.items()}
        made = event(child_id=child, authority="warrington", occurred_on=on, **shifted)
        life.append(Said(uuid5(child, f"event {number}"), made, on))
    return life


MAY_BE_MISSED = (PlanningMeetingHeld, PreProceedingsLetterSent, PreProceedingsMeetingHeld, ReviewHeld, VisitMade)


def another_life(random: Random, child: ChildId = CHILD, registered: date = REGISTERED) -> list[Said]:
    """The journey as another child might have lived it: faster or slower from step to step, and with things missed."""
    return life_of(_hurried(random, JOURNEY), child, registered)


def a_long_stay(random: Random, child: ChildId = CHILD, registered: date = REGISTERED) -> list[Said]:
    """A child of thirteen or fourteen who stays with foster carers until grown up, with some months at home between."""
    born = date(2012, 2, 29) + random.randint(0, 700) * A_DAY
    court = [step for step in JOURNEY if step[0] < 300 and step[1] is not AdoptionDecisionMade]
    steps: list[Step] = [(0, ChildRegistered, {"date_of_birth": born}), *_hurried(random, court)[1:]]
    steps += [(on := steps[-1][0] + 30, CareOrderGranted, {"order_id": _id(6)})]
    home_at, number = on + random.randint(200, 500), 2
    while (on := on + random.randint(30, 70)) < home_at:
        steps.append((on, VisitMade, {"placement_id": _id(5)}))
    steps.append((on, CeasedToBeLookedAfter, {"reason": CareReason.RETURNED_HOME}))
    on += random.randint(40, 200)
    steps.append((on, BecameLookedAfter, {"legal_basis": LegalBasis.CARE_ORDER}))
    steps.append((on, PlacementStarted, {"placement_id": _id(10), "kind": PlacementKind.FOSTER, "long_term": True}))
    while (on := on + random.randint(40, 120)) < 365 * 4:
        steps.append((on, VisitMade, {"placement_id": _id(10)}))
        if random.random() < 0.5:
            number += 1
            steps.append((on + 5, ReviewHeld, {"kind": ReviewKind.CHILD_IN_CARE, "number": number}))
    return life_of(steps, child, registered)


def _hurried(random: Random, journey: Sequence[Step]) -> list[Step]:
    steps, on, before = [journey[0]], 0, 0
    for after, event, fields in journey[1:]:
        on, before = on + round((after - before) * random.uniform(0.6, 1.6)), after
        if not issubclass(event, MAY_BE_MISSED) or random.random() < 0.7:
            steps.append((on, event, fields))
    return steps


@dataclass
class TrackingDesk:
    """Tracking in memory: what it heard, and what it told."""

    heard: list[Said] = field(default_factory=list)
    child: ChildId = CHILD
    told: list[Event] = field(default_factory=list)
    seen_on: list[date] = field(default_factory=list)

    def look(self, today: date) -> Track:
        """Tell what is to be told by a day."""
        track = Track.opened(self.child, policy_of).read([said.fact for said in self.heard], self.told)
        events = conclude(track, today)
        for event in events:
            track = track.apply(event)
        assert not conclude(track, today)
        if (reckoning := track.reckoned(today)) and track.rated:
            assert track.rated[1] is rating(reckoning.found, reckoning.policy, today)[0]
        self.told += events
        self.seen_on += [today] * len(events)
        return track


def lived(life: Sequence[Said], last: date, *, up: Callable[[date], bool], every_day: bool = False) -> TrackingDesk:
    """A desk through a life: swept each morning, told what was recorded each noon; nothing on days when it is not up.

    Swept only when time changes something, unless `every_day`.
    """
    desk = TrackingDesk()
    waiting = sorted(life, key=lambda said: said.recorded_on)
    today, change_on = REGISTERED, None
    while today <= last:
        if up(today):
            missed = [said for said in waiting if said.recorded_on < today]
            if missed:
                desk.heard += missed
            if desk.heard and (every_day or missed or (change_on is not None and change_on <= today)):
                change_on = _next_change(desk.look(today), today)
            new = [said for said in waiting if said.recorded_on == today]
            if new:
                desk.heard += new
                change_on = _next_change(desk.look(today), today)
            waiting = [said for said in waiting if said.recorded_on > today]
        today += A_DAY
    return desk


def _next_change(track: Track, today: date) -> date | None:
    reckoning = track.reckoned(today)
    return line_of(reckoning, today).next_change_on if reckoning else None

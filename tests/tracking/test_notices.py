"""What is told of a child's dates: each once, of the day it fell due, whatever was heard first, whoever looked when."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any, TypeVar
from uuid import uuid4

import pytest

from services.tracking.domain.track import Track
from shared.errors import RuleBroken
from shared.events.base import ChildEvent, EntryCorrected, EntryVoided, Event
from shared.events.codes.gateway import GatewayOutcome, ReferralPurpose
from shared.events.codes.planning import Option
from shared.events.codes.roles import Role
from shared.events.codes.tracking import Rating, SecuredBy, Tracker, WithdrawnBecause
from shared.events.gateway import (
    ChildRegistered,
    GatewayDecisionMade,
    PreProceedingsStarted,
    ReferredToLegalGateway,
)
from shared.events.planning import PlanningMeetingHeld
from shared.events.tracking import (
    DelayEscalated,
    ObligationEvent,
    ObligationLate,
    ObligationMet,
    ObligationWithdrawn,
    PermanenceSecured,
    RatingChanged,
    ReviewDue,
)
from shared.identifiers import DecisionId, EventId, ReferralId
from shared.policy.reading.packs import policy_of
from tests.tracking.lives import (
    A_DAY,
    CHILD,
    JOURNEY,
    REGISTERED,
    Said,
    TrackingDesk,
    another_life,
    life_of,
    lived,
)

THREE_YEARS_ON = REGISTERED + timedelta(days=1095)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 4, 16)
ABOUT: dict[str, Any] = {"child_id": CHILD, "authority": "warrington"}


@pytest.fixture
def desk() -> TrackingDesk:
    """A desk that knows a child for whom pre-proceedings were decided on 31 March 2026."""
    decision = GatewayDecisionMade(
        **ABOUT,
        occurred_on=DECIDED,
        decision_id=DecisionId(uuid4()),
        referral_id=ReferralId(uuid4()),
        outcome=GatewayOutcome.PRE_PROCEEDINGS,
        primary_plan=Option.RETURN_HOME,
        contingencies=(Option.SPECIAL_GUARDIANSHIP,),
    )
    registered = ChildRegistered(**ABOUT, occurred_on=REGISTERED, date_of_birth=date(2020, 9, 14))
    started = PreProceedingsStarted(**ABOUT, occurred_on=DECIDED)
    return TrackingDesk([said(event) for event in (registered, decision, started)])


def said(event: ChildEvent, recorded_on: date | None = None) -> Said:
    """An event recorded on its day, or on another."""
    return Said(uuid4(), event, recorded_on or event.occurred_on)


def meeting(on: date, number: int = 1) -> Said:
    """A permanence planning meeting."""
    return said(PlanningMeetingHeld(**ABOUT, occurred_on=on, number=number))


E = TypeVar("E", bound=ObligationEvent)


def told(desk: TrackingDesk, *kinds: type[E]) -> list[E]:
    """What was told of the first planning meeting, of these kinds."""
    return [event for event in desk.told if isinstance(event, kinds) and event.rule_id == "WAR-PPM-1"]


def as_told(events: Sequence[Event]) -> Counter[str]:
    """The notices as a bag: what was told how often, in no order."""
    return Counter(f"{event.wire_name} {event.model_dump_json()}" for event in events)


def test_a_decision_makes_the_planning_meeting_due_on_the_tenth_working_day(desk: TrackingDesk) -> None:
    desk.look(date(2026, 4, 8))
    assert told(desk, ReviewDue) == []
    desk.look(date(2026, 4, 9))
    (notice,) = told(desk, ReviewDue)
    assert (notice.due_on, notice.occurred_on) == (DUE, date(2026, 4, 9))
    assert "8.1" in notice.source
    assert notice.started_by == desk.heard[1].event_id


def test_a_meeting_in_time_is_met_and_never_late(desk: TrackingDesk) -> None:
    desk.heard.append(meeting(date(2026, 4, 15)))
    desk.look(date(2026, 7, 1))
    (met,) = told(desk, ObligationMet)
    assert (met.due_on, met.met_on, met.days_late) == (DUE, date(2026, 4, 15), 0)
    assert told(desk, ObligationLate, DelayEscalated, ObligationWithdrawn) == []


def test_a_late_meeting_is_told_late_escalated_rung_by_rung_and_then_met_late(desk: TrackingDesk) -> None:
    desk.look(date(2026, 4, 17))
    (late,) = told(desk, ObligationLate)
    assert (late.occurred_on, late.days_late) == (date(2026, 4, 17), 1)
    desk.heard.append(meeting(date(2026, 4, 30)))
    desk.look(date(2026, 7, 1))
    (met,) = told(desk, ObligationMet)
    assert met.days_late == 14
    assert [(rung.to_role, rung.occurred_on) for rung in told(desk, DelayEscalated)] == [
        (Role.TEAM_MANAGER, date(2026, 4, 17)),
        (Role.SERVICE_MANAGER, date(2026, 4, 23)),
    ]  # fmt: skip


def test_what_happens_on_the_day_of_a_rung_does_not_undo_it(desk: TrackingDesk) -> None:
    desk.heard.append(meeting(date(2026, 4, 23)))
    desk.look(date(2026, 4, 23))
    assert [rung.to_role for rung in told(desk, DelayEscalated)] == [
        Role.TEAM_MANAGER,
        Role.SERVICE_MANAGER,
    ]


def test_a_decision_made_in_error_withdraws_what_was_announced_and_nothing_else(desk: TrackingDesk) -> None:
    desk.look(date(2026, 4, 9))
    announced = {event.obligation_id for event in desk.told if isinstance(event, ReviewDue)}
    voided = desk.heard[1].event_id
    desk.heard.append(said(EntryVoided(**ABOUT, occurred_on=date(2026, 4, 10), voids=EventId(voided))))
    desk.look(date(2026, 4, 10))
    withdrawn = [event for event in desk.told if isinstance(event, ObligationWithdrawn)]
    (of_the_meeting,) = (event for event in withdrawn if event.rule_id == "WAR-PPM-1")
    assert of_the_meeting.why is WithdrawnBecause.CORRECTED_FACT
    assert of_the_meeting.occurred_on == date(2026, 4, 10)
    assert {event.obligation_id for event in withdrawn} <= announced
    desk.look(THREE_YEARS_ON)
    assert told(desk, ObligationLate) == []


def test_a_corrected_day_moves_the_date_and_announces_it_again(desk: TrackingDesk) -> None:
    desk.look(date(2026, 4, 9))
    changes: dict[str, Any] = {"occurred_on": "2026-04-07"}
    corrects = EventId(desk.heard[1].event_id)
    desk.heard.append(said(EntryCorrected(**ABOUT, occurred_on=date(2026, 4, 10), corrects=corrects, changes=changes)))
    desk.look(date(2026, 4, 10))
    assert [notice.due_on for notice in told(desk, ReviewDue)] == [
        DUE,
        date(2026, 4, 21),
    ]
    desk.look(date(2026, 4, 22))
    (late,) = told(desk, ObligationLate)
    assert late.occurred_on == date(2026, 4, 22)


def test_a_meeting_that_was_not_held_after_all_makes_it_due_and_late_again(desk: TrackingDesk) -> None:
    held = meeting(date(2026, 4, 15))
    desk.heard.append(held)
    desk.look(date(2026, 4, 15))
    desk.heard.append(said(EntryVoided(**ABOUT, occurred_on=date(2026, 5, 5), voids=EventId(held.event_id))))
    desk.look(date(2026, 5, 5))
    assert [type(event) for event in told(desk, ReviewDue, ObligationMet, ObligationLate)] == [
        ReviewDue,
        ObligationMet,
        ReviewDue,
        ObligationLate,
    ]
    desk.heard.append(meeting(date(2026, 5, 6)))
    desk.look(date(2026, 5, 6))
    assert [event.days_late for event in told(desk, ObligationMet)] == [0, 20]


def test_a_meeting_recorded_long_after_its_day_takes_nothing_back_that_was_told(desk: TrackingDesk) -> None:
    desk.look(date(2026, 4, 25))
    before = list(desk.told)
    held = PlanningMeetingHeld(**ABOUT, occurred_on=date(2026, 4, 15), number=1)
    desk.heard.append(said(held, recorded_on=date(2026, 4, 26)))
    desk.look(date(2026, 4, 26))
    assert desk.told[: len(before)] == before
    (met,) = told(desk, ObligationMet)
    assert met.days_late == 0


def test_no_tracker_considers_a_child_who_is_not_registered_yet() -> None:
    day = date(2026, 3, 20)
    with pytest.raises(RuleBroken, match="the child is not registered yet; register the child with the legal gateway"):
        Track.opened(CHILD, policy_of).hold_tracker_meeting(Tracker.PERMANENCE, day, day)


def test_nothing_is_told_of_a_child_who_is_not_registered_yet() -> None:
    referral = ReferredToLegalGateway(
        **ABOUT, occurred_on=date(2026, 3, 20), referral_id=ReferralId(uuid4()), purpose=ReferralPurpose.THRESHOLD
    )
    desk = TrackingDesk([said(referral)])
    desk.look(THREE_YEARS_ON)
    assert desk.told == []


def test_the_adoption_order_secures_permanence_and_completes_the_case_once_nothing_is_late() -> None:
    desk = lived(life_of(JOURNEY), THREE_YEARS_ON, up=lambda _day: True)
    (secured,) = [event for event in desk.told if isinstance(event, PermanenceSecured)]
    assert secured.by is SecuredBy.ADOPTION
    assert secured.occurred_on == REGISTERED + 700 * A_DAY
    assert secured.days_from_entry == 575
    ratings = [event for event in desk.told if isinstance(event, RatingChanged)]
    assert ratings[0].from_ is None
    assert ratings[-1].to is Rating.COMPLETE
    assert all(before.to is after.from_ for before, after in pairwise(ratings))


def test_the_order_of_hearing_does_not_matter() -> None:
    life = life_of(JOURNEY)
    random = Random(7)
    expected = TrackingDesk(life)
    track = expected.look(THREE_YEARS_ON)
    reckoned = track.reckoned(THREE_YEARS_ON)
    for _ in range(5):
        desk = TrackingDesk(random.sample(life, len(life)))
        shuffled = desk.look(THREE_YEARS_ON).reckoned(THREE_YEARS_ON)
        assert desk.told == expected.told
        assert reckoned is not None
        assert shuffled is not None
        assert shuffled.found == reckoned.found


def test_what_is_due_in_the_end_does_not_depend_on_what_was_heard_first() -> None:
    life = life_of(JOURNEY)
    expected = TrackingDesk(life).look(THREE_YEARS_ON)
    desk = TrackingDesk()
    for event in Random(11).sample(life, len(life)):
        desk.heard.append(event)
        track = desk.look(THREE_YEARS_ON)
    ends = {one: told.met_on for one, told in expected.told.items()}
    assert {one: told.met_on for one, told in track.told.items() if one in ends} == ends
    assert all(told.closed for one, told in track.told.items() if one not in ends)
    assert track.rated is not None
    assert expected.rated is not None
    assert track.rated[1] is expected.rated[1]


def test_a_sweep_on_the_days_of_change_tells_what_a_sweep_on_every_day_tells() -> None:
    life = life_of(JOURNEY)
    a_year_on = REGISTERED + 365 * A_DAY
    sparing = lived(life, a_year_on, up=lambda _day: True)
    daily = lived(life, a_year_on, up=lambda _day: True, every_day=True)
    assert sparing.told == daily.told


@pytest.mark.parametrize("seed", range(4))
def test_days_of_downtime_are_caught_up_each_notice_once_and_none_early(seed: int) -> None:
    random = Random(seed)
    life = another_life(random)
    without_a_break = lived(life, THREE_YEARS_ON, up=lambda _day: True)
    for event, day in zip(without_a_break.told, without_a_break.seen_on, strict=True):
        assert event.occurred_on == day
    down = days_of_downtime(random)
    with_breaks = lived(life, THREE_YEARS_ON, up=lambda day: day not in down)
    assert as_told(with_breaks.told) == as_told(without_a_break.told)
    only_at_the_end = lived(life, THREE_YEARS_ON, up=lambda day: day == THREE_YEARS_ON)
    assert as_told(only_at_the_end.told) == as_told(without_a_break.told)
    assert max(as_told(with_breaks.told).values()) == 1


def days_of_downtime(random: Random) -> set[date]:
    """Breaks of a day to six weeks, with up to four weeks between them; the last day is none."""
    down: set[date] = set()
    day = REGISTERED
    while day < THREE_YEARS_ON:
        day += random.randint(1, 28) * A_DAY
        length = random.randint(1, 42)
        down |= {day + number * A_DAY for number in range(length)}
        day += length * A_DAY
    return down - {THREE_YEARS_ON}

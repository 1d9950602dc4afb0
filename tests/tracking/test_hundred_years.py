"""A hundred years of daily sweeps: each notice once, none early, none missed, whatever the clocks do.

What is told is held against what the engine says of each day, so that the notices are not their own witness. Days on
which nothing changes by time are passed over; that nothing does is looked at on days drawn from among them.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID, uuid5

import pytest

from services.tracking.domain.conclusion import conclude
from services.tracking.domain.track import Track
from services.tracking.domain.tracker_line import line_of
from services.tracking.subscribers import sweep
from shared.clock import LONDON, FixedClock, london_day
from shared.events.base import Event
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
from shared.identifiers import ChildId
from shared.messaging.store import Store
from shared.policy.reckoning.obligation import Obligation, Obligations, State
from tests.tracking.lives import A_DAY, CHILD, REGISTERED, Said, TrackingDesk, a_long_stay, another_life
from tests.tracking.replicas import as_bag, expected, hear, lives, told_of

FIRST_YEAR, YEARS = 2026, 100
CHILDREN_A_DECADE = 3
FOLLOWED_FOR = timedelta(days=90)  # after the last thing that happened
NEAR = frozenset({State.DUE_SOON, State.DUE_TODAY, State.LATE})

Key = tuple[object, ...]


@dataclass
class Witness:
    """What was told of one child, held against what the engine makes due."""

    desk: TrackingDesk
    told: set[Key] = field(default_factory=set)
    due: dict[UUID, date] = field(default_factory=dict)

    def look(self, today: date) -> Track:
        """Sweep, and hold what is told on the day against what is due on it."""
        before = len(self.desk.told)
        track = self.desk.look(today)
        found = due_on(track, today)
        for event in self.desk.told[before:]:
            assert event.occurred_on == today  # told on the day, as a sweep a day tells it
            self._tell(event)
            if isinstance(event, ObligationEvent):
                none_early(event, next(one for one in found if one.id == event.obligation_id), today, self.told)
        missed = [key for one in found for key in must_be_told(one, self.told) if key not in self.told]
        assert not missed, today
        return track

    def _tell(self, event: Event) -> None:
        key = self._key(event)
        assert key not in self.told, "told twice"
        self.told.add(key)

    def _key(self, event: Event) -> Key:
        match event:
            case ReviewDue(obligation_id=one, due_on=due):
                self.due[one] = due
                return (ReviewDue, one, due)
            case ObligationLate(obligation_id=one, due_on=due):
                return (ObligationLate, one, due)
            case DelayEscalated(obligation_id=one, to_role=role):
                return (DelayEscalated, one, self.due[one], role)
            case ObligationMet(obligation_id=one) | ObligationWithdrawn(obligation_id=one):
                return (type(event), one)
            case _:
                return (type(event), event.occurred_on, getattr(event, "to", None), getattr(event, "by", None))


def due_on(track: Track, today: date) -> Obligations:
    """What is due for a child on a day."""
    reckoning = track.reckoned(today)
    return reckoning.found if reckoning else Obligations()


def none_early(event: ObligationEvent, one: Obligation, today: date, told: set[Key]) -> None:
    """What is told of an obligation has come about by this day."""
    earlier = {old.due_on for old in one.why.earlier}
    dates = {one.due_on, *earlier}
    match event:
        case ReviewDue(due_on=due):
            assert due in dates
            assert one.notice_from is not None
            # A date that takes the place of one that was announced is announced at once.
            instead = any((ReviewDue, one.id, old) in told for old in earlier)
            assert instead or due != one.due_on or one.notice_from <= today
        case ObligationLate(due_on=due):
            assert due in dates
            assert due < today
        case DelayEscalated(to_role=role):
            assert one.escalations or one.why.earlier
            assert not one.escalations or role in {rung.to for rung in one.escalations if rung.on <= today}
        case ObligationMet(met_on=met_on):
            assert met_on == one.met_on
            assert met_on <= today
        case ObligationWithdrawn():
            assert one.ended_on == today


def must_be_told(one: Obligation, told: set[Key]) -> Iterator[Key]:
    """All that must have been told of an obligation by the end of a day, by the state that the engine gives it."""
    if one.due_on is None:
        return
    if (one.is_open and one.state in NEAR) or one.days_late:
        yield (ReviewDue, one.id, one.due_on)
    if one.days_late:
        yield (ObligationLate, one.id, one.due_on)
    yield from ((DelayEscalated, one.id, one.due_on, rung.to) for rung in one.escalations)
    if one.met_on is not None:
        yield (ObligationMet, one.id)
    elif one.ended_on is not None and (ReviewDue, one.id, one.due_on) in told:
        yield (ObligationWithdrawn, one.id)


def swept_daily(life: Sequence[Said], random: Random) -> Witness:
    """A child followed day by day: swept on mornings that change anything, told each noon what happened."""
    witness = Witness(TrackingDesk(child=ChildId(life[0].event.child_id)))
    happens = sorted({said.recorded_on for said in life})
    last = happens[-1] + FOLLOWED_FOR
    today = turns = happens[0]
    while today <= last:
        if turns == today and witness.desk.heard:
            track = witness.look(today)
        if happens[:1] == [today]:
            happens.pop(0)
            witness.desk.heard += [said for said in life if said.recorded_on == today]
            track = witness.look(today)
        reckoning = track.reckoned(today)
        assert reckoning is not None
        turns = line_of(reckoning, today).next_change_on or last + A_DAY
        following = min(turns, *happens[:1], last + A_DAY)
        nothing_changes_between(track, today, following, random)
        today = following
    return witness


def nothing_changes_between(track: Track, today: date, following: date, random: Random) -> None:
    """On days drawn from among those that are passed over, nothing is told and nothing stands otherwise."""
    between = (following - today).days - 1
    if between < 1 or random.random() > 0.15:
        return
    shown = as_shown(due_on(track, today))
    for days in {between, random.randint(1, between)}:
        day = today + days * A_DAY
        assert not conclude(track, day)
        assert as_shown(due_on(track, day)) == shown


def as_shown(found: Obligations) -> list[tuple[Any, ...]]:
    """What is shown of obligations, but for the days late, which grow by themselves."""
    return [(one.id, one.state, one.due_on, one.escalations, one.next_escalation, one.leads) for one in found]


@pytest.mark.parametrize("decade", range(YEARS // 10))
def test_each_notice_is_told_once_on_its_day_in_every_decade_of_a_century(decade: int) -> None:
    random = Random(decade)
    kinds = set[type[Event]]()
    for number in range(CHILDREN_A_DECADE):
        child = ChildId(uuid5(CHILD, f"{decade} {number}"))
        registered = date(FIRST_YEAR + 10 * decade + random.randint(0, 9), random.randint(1, 12), random.randint(1, 28))
        lived = a_long_stay if number == 0 else another_life
        witness = swept_daily(lived(random, child, registered), random)
        told = witness.desk.told
        kinds |= {type(event) for event in told}
        ratings = [event for event in told if isinstance(event, RatingChanged)]
        assert all(before.to is after.from_ for before, after in pairwise(ratings))
    assert kinds >= {ReviewDue, ObligationLate, DelayEscalated, ObligationMet, ObligationWithdrawn, PermanenceSecured}


async def test_two_replicas_with_days_of_downtime_tell_the_same_and_nothing_before_midnight_in_london(
    stores: tuple[Store, Store], clock: FixedClock
) -> None:
    random, known = Random(2), lives(3)
    day, last = REGISTERED, REGISTERED + 420 * A_DAY  # the clocks change three times
    while day < last:
        before, day = day, min(last, day + random.randint(1, 20) * A_DAY)
        midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
        heard = {child: [said for said in life if said.recorded_on < day] for child, life in known.items()}
        clock.moment = midnight - timedelta(hours=1)
        for child in known:
            await hear(random.choice(stores), [said for said in heard[child] if before <= said.recorded_on])
        for moment in (midnight - timedelta(seconds=1), midnight + timedelta(seconds=1)):
            clock.moment = moment
            await asyncio.gather(*(sweep.once(store) for store in stores))
            for child, so_far in heard.items():
                told = as_bag(await told_of(stores[0], child))
                assert told == expected(child, so_far, london_day(moment))
                assert max(told.values(), default=1) == 1

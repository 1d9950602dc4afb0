"""The track: what is known of one child, and what was told of what is due by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.tracking.domain.reckoning import Reckoning, reckon
from services.tracking.domain.told import Told
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.tracking import Rating, SecuredBy, Tracker
from shared.events.tracking import ObligationEvent, PermanenceSecured, RatingChanged, TrackerMeetingHeld
from shared.identifiers import ChildId
from shared.policy.reckoning.facts import Fact, record_of
from shared.policy.reckoning.policy import Laws


@dataclass(frozen=True)
class Track:
    """One child as tracking knows it: the facts, and what was told of what follows from them."""

    kind: ClassVar[str] = "child"

    child_id: ChildId
    laws: Laws
    facts: tuple[Fact, ...] = ()
    told: Mapping[UUID, Told] = field(default_factory=dict)
    rated: tuple[date, Rating] | None = None
    secured: frozenset[tuple[date, SecuredBy]] = frozenset()
    # A reckoning takes milliseconds, and what is told does not change it: tracks of the same facts share it.
    _reckoned: dict[date, Reckoning | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def opened(cls, case_id: UUID, laws: Laws) -> Self:
        """A track of which nothing is known yet, under the laws that there are."""
        return cls(ChildId(case_id), laws)

    def read(self, facts: Iterable[Fact], told: Iterable[Event]) -> "Track":
        """The track that these facts make, of which this was told."""
        each: dict[UUID, Told] = {}
        track = Track(self.child_id, self.laws, tuple(facts), each)
        for event in told:
            if isinstance(event, ObligationEvent):  # most are: they are kept without a new track for each
                each[event.obligation_id] = _after(each, event)
            else:
                track = track.apply(event)
        return track

    def apply(self, event: Event) -> "Track":
        """The track once this event was told."""
        match event:
            case ObligationEvent():
                return replace(self, told={**self.told, event.obligation_id: _after(self.told, event)})
            case RatingChanged(to=rating):
                return replace(self, rated=(event.occurred_on, rating))
            case PermanenceSecured(by=by):
                return replace(self, secured=self.secured | {(event.occurred_on, by)})
            case _:
                return self

    def with_fact(self, fact: Fact) -> "Track":
        """The track that also knows this fact."""
        return replace(self, facts=(*self.facts, fact), _reckoned={})

    def reckoned(self, today: date) -> Reckoning | None:
        """What is due on a day; None before the child is registered: until then nobody is responsible."""
        if today not in self._reckoned:
            self._reckoned[today] = reckon(self.facts, today, self.laws)
        return self._reckoned[today]

    def awaited(self, today: date) -> Reckoning | None:
        """What is due on the day of a registration that was recorded ahead of it; None where there is none."""
        known = record_of(self.facts)
        registered = known.standing(date.max, known.entries).of("ChildRegistered")
        comes_on = registered[-1].occurred_on if registered else today
        return self.reckoned(comes_on) if comes_on > today else None

    def hold_tracker_meeting(self, tracker: Tracker, on: date, today: date) -> TrackerMeetingHeld:
        """A tracker meeting considered the child. Raises RuleBroken before registration."""
        reckoning = self.reckoned(today)
        if reckoning is None:
            raise RuleBroken("the child is not registered yet; register the child with the legal gateway first")
        return TrackerMeetingHeld(
            child_id=self.child_id, authority=reckoning.authority, occurred_on=on, tracker=tracker
        )


def _after(told: Mapping[UUID, Told], event: ObligationEvent) -> Told:
    before = told.get(event.obligation_id) or Told(event.rule_id)
    return before.after(event)

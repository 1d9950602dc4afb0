"""The conclusion: what should have been told of a child by a day and was not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from services.tracking.domain.notices import Day, missing, withdrawn
from services.tracking.domain.ratings import concerns, turns
from services.tracking.domain.reckoning import Reckoning
from services.tracking.domain.told import Told
from services.tracking.domain.track import Track
from shared.clock import london_day
from shared.events.base import Event
from shared.events.tracking import ObligationEvent, PermanenceSecured, RatingChanged
from shared.policy.reckoning.facts import Fact


def conclude(track: Track, today: date) -> Sequence[Event]:
    """What should have been told by a day and was not, in the order of the days on which it fell due.

    Nothing before the child is registered. Once these events are applied, the same day concludes nothing.
    """
    reckoning = track.reckoned(today)
    if reckoning is None:
        return ()
    about: dict[str, Any] = {"child_id": track.child_id, "authority": reckoning.authority}
    events: list[Event] = [
        *_notices(track, reckoning, Day(today, _recorded_on(track.facts, today), about)),
        *_secured(track, reckoning, about),
        *_ratings(track, reckoning, today, about),
    ]
    return sorted(events, key=lambda event: event.occurred_on)


def _recorded_on(facts: Sequence[Fact], today: date) -> date:
    """The day on which the record last changed: what is no longer due was told to be so no sooner."""
    return min(today, max((london_day(fact.recorded_at) for fact in facts if fact.recorded_at), default=today))


def _notices(track: Track, reckoning: Reckoning, day: Day) -> Iterator[ObligationEvent]:
    for one in sorted(reckoning.found, key=lambda one: one.id):
        yield from missing(one, track.told.get(one.id, Told(one.rule_id)), reckoning.policy, day)
    for gone in sorted(track.told.keys() - {one.id for one in reckoning.found}):
        yield from withdrawn(gone, track.told[gone], day)


def _secured(track: Track, reckoning: Reckoning, about: Mapping[str, Any]) -> Iterator[PermanenceSecured]:
    for home in reckoning.settled:
        if (home.on, home.by) not in track.secured:
            yield PermanenceSecured(**about, occurred_on=home.on, by=home.by, days_from_entry=home.days_from_entry)


def _ratings(track: Track, reckoning: Reckoning, today: date, about: Mapping[str, Any]) -> Iterator[RatingChanged]:
    since, last = track.rated or (reckoning.registered.occurred_on, None)
    known = concerns(reckoning.found, reckoning.settled, reckoning.policy, since)
    for turn in turns(known, last, since, today):
        yield RatingChanged(**about, occurred_on=turn.on, from_=last, to=turn.to, because=turn.because)
        last = turn.to

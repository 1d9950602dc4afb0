"""How a child's case stands on a day, in one line: its rating and why, what is due next, and when time changes that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.tracking.domain.reckoning import Reckoning
from shared.calendar import words_of_day
from shared.events.codes.tracking import Rating
from shared.policy.reckoning.engine import next_change_on, rating
from shared.policy.reckoning.obligation import Obligation, State


@dataclass(frozen=True, slots=True)
class TrackerLine:
    """One line of the tracker. `because` is the obligation that makes the rating, `next` the first that waits."""

    rating: Rating
    because: Obligation | None
    next: Obligation | None
    late: int
    entered_care_on: date | None
    next_change_on: date | None


def line_of(reckoning: Reckoning, today: date) -> TrackerLine:
    """How the case stands on the day that was reckoned."""
    found = reckoning.found
    waiting = sorted(
        (one for one in found if one.is_open and not one.indicator and one.due_on is not None),
        key=lambda one: (one.due_on or today, one.rule_id),
    )
    rated, rule_id, _ = rating(found, reckoning.policy, today)
    care = reckoning.line.spell(reckoning.line.care, today)
    return TrackerLine(
        rating=rated,
        because=next((one for one in waiting if one.rule_id == rule_id), None),
        next=waiting[0] if waiting else None,
        late=sum(one.state is State.LATE for one in waiting),
        entered_care_on=care.first if care else None,
        next_change_on=_next_change_on(reckoning, waiting, today),
    )


def not_yet(awaited: Reckoning) -> TrackerLine:
    """How a case stands before the day of its registration: nothing waits until then."""
    return TrackerLine(Rating.GREEN, None, None, 0, None, awaited.registered.occurred_on)


def _next_change_on(reckoning: Reckoning, waiting: Sequence[Obligation], today: date) -> date | None:
    """The next day that changes anything by itself: a state, a notice, an escalation, or amber to red."""
    grace = timedelta(days=reckoning.policy.rating.red_after_days_late)
    days = [one.due_on + grace for one in waiting if one.due_on is not None]
    change = next_change_on(reckoning.found, today)
    return min((day for day in (change, reckoning.comes_on, *days) if day is not None and day > today), default=None)


NOTHING_LATE = "nothing is late"


def reason(what: str | None, due_on: date | None, late: int, secured_on: date | None, today: date) -> str:
    """Why the case is rated so, in words: `Initial permanence planning meeting is 3 days late, and 1 more`.

    `what` and `due_on` are of the obligation that makes the rating; `late` counts all that are late.
    """
    if what is not None and due_on is not None:
        days = (today - due_on).days
        if days <= 0:
            return f"{what} is due on {words_of_day(due_on)}"
        others = f", and {late - 1} more" if late > 1 else ""
        return f"{what} is {days} {'day' if days == 1 else 'days'} late{others}"
    if secured_on is not None:
        return f"permanence was secured on {words_of_day(secured_on)}"
    return NOTHING_LATE

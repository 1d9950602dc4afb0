"""Limits by a review: the day of the review once held, and until then the latest day that regulation 33 leaves."""

from collections.abc import Callable
from datetime import date

from shared.calendar import words_of_day
from shared.policy.arithmetic import add_span
from shared.policy.reckoning.counting import numbered
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.sums import Clock, Reckon, Sum
from shared.policy.reckoning.timeline import Timeline
from shared.policy.terms import Span

# Regulation 33 of the Care Planning, Placement and Case Review (England) Regulations 2010: by when each review is due.
FIRST_REVIEW, SECOND_REVIEW, LATER_REVIEW = Span(working_days=20), Span(months=3), Span(months=6)
_SECOND = 2


def by_review(number: object) -> Reckon:
    """By the review of this number in the child's time in care, or by the next one."""
    return Reckon(_by_next_review if number == "next" else _by_numbered_review(int(str(number))), _reviews)


def _reviews(line: Timeline) -> list[Fact]:
    return [fact for fact in line.known.of("ReviewHeld") if fact.text("kind") in ("child_in_care", None)]


def _held(clock: Clock, since: date) -> list[Fact]:
    """The reviews since a day, each once, by what the clock knows."""
    known = (fact for fact in clock.known(_reviews(clock.line)) if fact.occurred_on >= since)
    return [fact for _, fact in numbered(known, clock.line.known, ("registration",))]


def _in_care_since(clock: Clock) -> date:
    """The day on which the time in care began that the day counted from is in, or is followed by."""
    spells = [spell for spell in clock.line.care if spell.until is None or spell.until > clock.origin]
    return spells[0].first if spells else clock.origin


def _by_numbered_review(number: int) -> Callable[[Clock], Sum]:
    """The day of that review once held; until then the latest day that regulation 33 leaves for it."""

    def reckon(clock: Clock) -> Sum:
        since = _in_care_since(clock)
        expected = add_span(since, FIRST_REVIEW)
        steps = [f"the first review is due by {words_of_day(expected)} (20 working days, regulation 33(1))"]
        days = [expected := _later_review(expected, nth) for nth in range(_SECOND, number + 1)] or [expected]
        held = _held(clock, since)[:number]
        due = days[-1]
        if not held:
            steps.append(f"review {number} is due by {words_of_day(due)} at the latest")
        for nth, review in enumerate(held, 1):
            day = review.occurred_on
            for later in range(nth + 1, number + 1):
                day = _later_review(day, later)
            due = day
            follows = "" if nth == number else f", so review {number} is due by {words_of_day(due)}"
            steps.append(f"review {nth} was held on {words_of_day(review.occurred_on)}{follows}")
        if len(held) == number and due < clock.origin:
            return Sum(steps=(*steps, f"which was before {words_of_day(clock.origin)}"))
        return Sum(due, steps=tuple(steps))

    return reckon


def _later_review(day: date, number: int) -> date:
    return add_span(day, SECOND_REVIEW if number == _SECOND else LATER_REVIEW)


def _by_next_review(clock: Clock) -> Sum:
    """The first review from the origin on once held; until then the latest day that regulation 33 leaves for it."""
    held = _held(clock, min(clock.origin, _in_care_since(clock)))
    after = next((fact for fact in held if fact.occurred_on >= clock.origin), None)
    before = [fact for fact in held if fact.occurred_on < clock.origin]
    if before:
        expected = _later_review(before[-1].occurred_on, len(before) + 1)
        held_on = words_of_day(before[-1].occurred_on)
        step = f"the review before was held on {held_on}, so the next is due by {words_of_day(expected)}"
    else:
        expected = add_span(clock.origin, LATER_REVIEW)
        step = f"no earlier review is recorded; the next is due by {words_of_day(expected)} at the latest"
    expected = max(expected, clock.origin)
    if after is None:
        return Sum(expected, steps=(step,))
    day = after.occurred_on
    return Sum(day, steps=(step, f"it was held on {words_of_day(day)}"))

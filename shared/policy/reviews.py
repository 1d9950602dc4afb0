"""Limits by a review: the day of the review once held, and until then the latest day that regulation 33 leaves."""

from datetime import date

from shared.calendar import add_months
from shared.policy.arithmetic import add_span, words_of_day
from shared.policy.facts import Fact
from shared.policy.sums import Clock, Earlier, Reckon, Sum
from shared.policy.terms import Span

# Regulation 33 of the Care Planning, Placement and Case Review (England) Regulations 2010: by when each review is due.
FIRST_REVIEW, SECOND_REVIEW, LATER_REVIEW = Span(working_days=20), Span(months=3), Span(months=6)
_SECOND = 2


def by_review(number: object) -> Reckon:
    """By the review of this number since the start, or by the next one."""
    return _by_next_review if number == "next" else _by_numbered_review(int(str(number)))


def _reviews(clock: Clock) -> list[Fact]:
    return [fact for fact in clock.line.known.of("ReviewHeld") if fact.text("kind") in ("child_in_care", None)]


def _by_numbered_review(number: int) -> Reckon:
    """The day of that review once held; until then the latest day that regulation 33 leaves for it."""

    def reckon(clock: Clock) -> Sum:
        expected = add_span(clock.origin, FIRST_REVIEW)
        steps = [f"the first review is due by {words_of_day(expected)} (20 working days, regulation 33(1))"]
        days = [expected := _later_review(expected, nth) for nth in range(_SECOND, number + 1)] or [expected]
        earlier: list[Earlier] = []
        held = [fact for fact in _reviews(clock) if fact.occurred_on >= clock.origin][:number]
        due = days[-1]
        if not held:
            steps.append(f"review {number} is due by {words_of_day(due)} at the latest")
        for nth, review in enumerate(held, 1):
            day = review.occurred_on
            for later in range(nth + 1, number + 1):
                day = _later_review(day, later)
            if day != due:
                earlier.append(Earlier(due, str(review.event_id), review.occurred_on))
            due = day
            follows = "" if nth == number else f", so review {number} is due by {words_of_day(due)}"
            steps.append(f"review {nth} was held on {words_of_day(review.occurred_on)}{follows}")
        return Sum(due, steps=tuple(steps), earlier=tuple(earlier))

    return reckon


def _later_review(day: date, number: int) -> date:
    return add_span(day, SECOND_REVIEW if number == _SECOND else LATER_REVIEW)


def _by_next_review(clock: Clock) -> Sum:
    """The first review from the origin on once held; until then the latest day that regulation 33 leaves for it."""
    held = _reviews(clock)
    after = next((fact for fact in held if fact.occurred_on >= clock.origin), None)
    before = [fact for fact in held if fact.occurred_on < clock.origin]
    if before:
        expected = add_months(before[-1].occurred_on, 6 if len(before) >= _SECOND or _is_later(before[-1]) else 3)
        held_on = words_of_day(before[-1].occurred_on)
        step = f"the review before was held on {held_on}, so the next is due by {words_of_day(expected)}"
    else:
        expected = add_months(clock.origin, 6)
        step = f"no earlier review is recorded; the next is due by {words_of_day(expected)} at the latest"
    expected = max(expected, clock.origin)
    if after is None:
        return Sum(expected, steps=(step,))
    day = after.occurred_on
    earlier = (Earlier(expected, str(after.event_id), day),) if day != expected else ()
    return Sum(day, steps=(step, f"it was held on {words_of_day(day)}"), earlier=earlier)


def _is_later(review: Fact) -> bool:
    return int(review.fields.get("number") or 1) >= _SECOND

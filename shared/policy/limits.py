"""Limits: which day is due, counted from a day, and how the sum goes in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.calendar import add_months, birthday, last_weekday_before, next_weekday_from
from shared.policy.arithmetic import add_span, sum_in_words, words_of_day, words_of_span
from shared.policy.facts import Fact
from shared.policy.terms import CutOff, Limit, Span
from shared.policy.timeline import Timeline

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Regulation 33 of the Care Planning, Placement and Case Review (England) Regulations 2010: by when each review is due.
FIRST_REVIEW, SECOND_REVIEW, LATER_REVIEW = Span(working_days=20), Span(months=3), Span(months=6)
_ONE_DAY = timedelta(days=1)
_SECOND = 2


@dataclass(frozen=True, slots=True)
class Earlier:
    """A due date that was given before, and the fact that changed it."""

    due_on: date
    changed_by: str
    changed_on: date


@dataclass(frozen=True, slots=True)
class Sum:
    """What a limit comes to: a due date or an earliest date, the steps to it, and due dates it had before.

    Neither day is given where the limit needs something that is not recorded; `steps` then says what.
    """

    due_on: date | None = None
    earliest_on: date | None = None
    time: str | None = None
    steps: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A started clock: the child's timeline, the fact that started it, and the day it counts from."""

    line: Timeline
    start: Fact
    origin: date


Reckon = Callable[[Clock], Sum]


def reckoning(limit: Limit) -> Reckon:
    """The limit, ready to reckon."""
    (name,) = limit.model_fields_set
    return _WAYS[name](getattr(limit, name))


def _within(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        due = add_span(clock.origin, span)
        return Sum(due, steps=sum_in_words(clock.origin, span, due))

    return reckon


def _beginning_with(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        due = add_span(clock.origin, span) - _ONE_DAY
        return Sum(
            due,
            steps=(
                f"{words_of_span(span)} beginning with {words_of_day(clock.origin)}, which counts",
                f"the last day is {words_of_day(due)}",
            ),
        )

    return reckon


def _before(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        due = add_span(clock.origin, span, -1)
        return Sum(due, steps=sum_in_words(clock.origin, span, due, -1))

    return reckon


def _not_before(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        day = add_span(clock.origin, span)
        return Sum(earliest_on=day, steps=(*sum_in_words(clock.origin, span, day), "an earliest day, not a deadline"))

    return reckon


def _week(number: int) -> Reckon:
    """The end of a pathway's week: the day counted from opens week 1 and is itself not counted."""
    span = Span(weeks=number)

    def reckon(clock: Clock) -> Sum:
        due = add_span(clock.origin, span)
        return Sum(
            due,
            steps=(
                f"week 1 begins on {words_of_day(clock.origin)}, which is not counted",
                f"week {number} ends on {words_of_day(due)}",
            ),
        )

    return reckon


def _field(name: str) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        day = clock.start.day(name)
        if day is None:
            return Sum(steps=(f"no day is recorded for {name.replace('_', ' ')}",))
        return Sum(day, steps=(f"{name.replace('_', ' ')} is {words_of_day(day)}",))

    return reckon


def _midpoint_to(name: str) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        end = clock.start.day(name)
        if end is None:
            return Sum(steps=(f"no day is recorded for {name.replace('_', ' ')}, so there is no midpoint",))
        due = clock.origin + (end - clock.origin) // 2
        return Sum(
            due, steps=(f"the midpoint of {words_of_day(clock.origin)} and {words_of_day(end)} is {words_of_day(due)}",)
        )

    return reckon


def _at_age(age: int) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        born = clock.line.birth
        if born is None:
            return Sum(steps=("the date of birth is not recorded",))
        due = birthday(born, age)
        return Sum(due, steps=(f"born on {words_of_day(born)}, aged {age} on {words_of_day(due)}",))

    return reckon


def _cut_off(cut_off: CutOff) -> Reckon:
    weekday = WEEKDAYS.index(cut_off.day)

    def reckon(clock: Clock) -> Sum:
        if clock.origin > clock.start.occurred_on:
            due = last_weekday_before(clock.origin, weekday)
            step = f"the last {cut_off.day.capitalize()} before {words_of_day(clock.origin)} is {words_of_day(due)}, {cut_off.time}"
        else:
            due = next_weekday_from(clock.origin, weekday)
            step = f"no panel is named: the first {cut_off.day.capitalize()} from {words_of_day(clock.origin)} is {words_of_day(due)}, {cut_off.time}"
        return Sum(due, time=cut_off.time, steps=(step,))

    return reckon


def _whichever_first(limits: tuple[Limit, ...]) -> Reckon:
    ways = [reckoning(limit) for limit in limits]

    def reckon(clock: Clock) -> Sum:
        sums = [way(clock) for way in ways]
        dated = [one for one in sums if one.due_on is not None]
        steps = tuple(step for one in sums for step in one.steps)
        if not dated:
            return Sum(steps=steps)
        first = min(dated, key=lambda one: one.due_on or date.max)
        earlier = _earliest_of_each(dated)
        return replace(
            first, steps=(*steps, f"whichever comes first: {words_of_day(first.due_on or date.max)}"), earlier=earlier
        )

    return reckon


def _earliest_of_each(sums: list[Sum]) -> tuple[Earlier, ...]:
    """The due dates given before, as the first of several limits made them."""
    caps = [one.due_on for one in sums if one.due_on is not None and not one.earlier]
    cap = min(caps, default=date.max)
    due = min((one.due_on for one in sums if one.due_on is not None), default=date.max)
    moved = [replace(old, due_on=min(old.due_on, cap)) for one in sums for old in one.earlier]
    return tuple(old for old in moved if old.due_on != due)


def _by_review(number: object) -> Reckon:
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
            steps.append(
                f"review {nth} was held on {words_of_day(review.occurred_on)}, so review {number} is {'that day' if nth == number else f'due by {words_of_day(due)}'}"
            )
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
        step = f"the last review before was held on {words_of_day(before[-1].occurred_on)}, so the next is due by {words_of_day(expected)}"
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


_WAYS: dict[str, Callable[..., Reckon]] = {
    "within": _within,
    "beginning_with": _beginning_with,
    "before": _before,
    "not_before": _not_before,
    "week": _week,
    "field": _field,
    "midpoint_to": _midpoint_to,
    "at_age": _at_age,
    "cut_off": _cut_off,
    "whichever_first": _whichever_first,
    "by_review": _by_review,
}

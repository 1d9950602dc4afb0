"""Limits: which day is due, counted from a day, and how the sum goes in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from shared.calendar import birthday, last_weekday_before, next_weekday_from, words_of_day
from shared.policy.arithmetic import add_span, last_of, sum_in_words, words_of_span
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.matching import matchers
from shared.policy.reckoning.reviews import by_review
from shared.policy.reckoning.sums import Clock, Reckon, Sum
from shared.policy.reckoning.timeline import Timeline, birth_of, births
from shared.policy.terms import CutOff, DayIn, Limit, Pattern, Span
from shared.policy.words import words_of_events

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def reckoning(limit: Limit) -> Reckon:
    """The limit, ready to reckon."""
    (name,) = limit.model_fields_set
    return _WAYS[name](getattr(limit, name))


def _within(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        due = add_span(clock.origin, span)
        return Sum(due, steps=sum_in_words(clock.origin, span, due))

    return Reckon(reckon)


def _beginning_with(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        due = last_of(clock.origin, span)
        return Sum(
            due,
            steps=(
                f"{words_of_span(span)} beginning with {words_of_day(clock.origin)}, which counts",
                f"the last day is {words_of_day(due)}",
            ),
        )

    return Reckon(reckon)


def _before(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        due = add_span(clock.origin, span, -1)
        return Sum(due, steps=sum_in_words(clock.origin, span, due, -1))

    return Reckon(reckon)


def _not_before(span: Span) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        day = add_span(clock.origin, span)
        return Sum(earliest_on=day, steps=(*sum_in_words(clock.origin, span, day), "an earliest day, not a deadline"))

    return Reckon(reckon)


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

    return Reckon(reckon)


def _field(name: str) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        day = clock.start.day(name)
        if day is None:
            return Sum(steps=(f"no day is recorded for {name.replace('_', ' ')}",))
        return Sum(day, steps=(f"{name.replace('_', ' ')} is {words_of_day(day)}",))

    return Reckon(reckon)


def _midpoint_to(name: str) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        end = clock.start.day(name)
        if end is None:
            return Sum(steps=(f"no day is recorded for {name.replace('_', ' ')}, so there is no midpoint",))
        due = clock.origin + (end - clock.origin) // 2
        return Sum(
            due, steps=(f"the midpoint of {words_of_day(clock.origin)} and {words_of_day(end)} is {words_of_day(due)}",)
        )

    return Reckon(reckon)


def _at_age(age: int) -> Reckon:
    def reckon(clock: Clock) -> Sum:
        birth = birth_of(clock.known(births(clock.line.known)))
        if birth is None:
            return Sum(steps=("the date of birth is not recorded",))
        due = birthday(birth, age)
        return Sum(due, steps=(f"born on {words_of_day(birth)}, aged {age} on {words_of_day(due)}",))

    return Reckon(reckon, lambda line: births(line.known))


def _cut_off(cut_off: CutOff) -> Reckon:
    weekday = WEEKDAYS.index(cut_off.day)

    def reckon(clock: Clock) -> Sum:
        if clock.origin > clock.start.occurred_on:
            due = last_weekday_before(clock.origin, weekday)
            counted = f"the last {cut_off.day.capitalize()} before {words_of_day(clock.origin)}"
        else:
            due = next_weekday_from(clock.origin, weekday)
            counted = f"no panel is named: the first {cut_off.day.capitalize()} from {words_of_day(clock.origin)}"
        return Sum(due, time=cut_off.time, steps=(f"{counted} is {words_of_day(due)}, {cut_off.time}",))

    return Reckon(reckon)


def _whichever_first(limits: tuple[Limit, ...]) -> Reckon:
    ways = [reckoning(limit) for limit in limits]

    def reckon(clock: Clock) -> Sum:
        sums = [way.sum(clock) for way in ways]
        dated = [one for one in sums if one.due_on is not None]
        steps = tuple(step for one in sums for step in one.steps)
        if not dated:
            return Sum(steps=steps)
        first = min(dated, key=lambda one: one.due_on or date.max)
        return replace(first, steps=(*steps, f"whichever comes first: {words_of_day(first.due_on or date.max)}"))

    return Reckon(reckon, _read_by(ways))


def _first_known(limits: tuple[Limit, ...]) -> Reckon:
    ways = [reckoning(limit) for limit in limits]

    def reckon(clock: Clock) -> Sum:
        sums = [way.sum(clock) for way in ways]
        return next(
            (one for one in sums if one.due_on is not None),
            Sum(steps=tuple(step for one in sums for step in one.steps)),
        )

    return Reckon(reckon, _read_by(ways))


def _read_by(ways: Sequence[Reckon]) -> Callable[[Timeline], Sequence[Fact]] | None:
    """What any of several limits reads; None where none of them reads a fact."""
    reading = [way.reads for way in ways if way.reads is not None]
    return (lambda line: [fact for reads in reading for fact in reads(line)]) if reading else None


def _day_in(named: DayIn) -> Reckon:
    first = Pattern(event=named.event, where=named.where, number=named.number)
    fitting = matchers((first, *(Pattern(event=one) for one in named.also_in)))
    words = words_of_events(named) + (f" and {words_of_span(named.plus)}" if named.plus else "")

    def told(line: Timeline) -> Sequence[Fact]:
        """The events that may name the day, in order."""
        return sorted((fact for one in fitting for fact in one.among(line.known)), key=Fact.place)

    def reckon(clock: Clock) -> Sum:
        days = [
            add_span(day, named.plus) if named.plus else day
            for fact in clock.known(told(clock.line))
            if fact.occurred_on >= clock.start.occurred_on and (day := fact.day(named.field)) is not None
        ]
        if not days:
            return Sum(steps=(f"no day is known from {words}",))
        due = days[0] if named.which == "first" else days[-1]
        return Sum(due, steps=(f"{words}: {words_of_day(due)}",))

    return Reckon(reckon, told)


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
    "day_in": _day_in,
    "whichever_first": _whichever_first,
    "first_known": _first_known,
    "by_review": by_review,
}

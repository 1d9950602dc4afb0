"""The course of an obligation: from the clock's start to the day it is due, met or ended, once or again and again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.calendar import words_of_day
from shared.policy.arithmetic import add_span, last_day, sum_in_words, times, words_of_span
from shared.policy.reckoning.closing import End, ended, first_of, holdings
from shared.policy.reckoning.closing import met as met_by
from shared.policy.reckoning.episodes import counted_from
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.moving import Run, moved_sum
from shared.policy.reckoning.policy import Duty, OriginPoint
from shared.policy.reckoning.starting import starts_of
from shared.policy.reckoning.sums import Sum
from shared.policy.reckoning.timeline import Timeline
from shared.policy.terms import Span
from shared.policy.words import words_of_event

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one occurrence of a duty. `key` tells it from the others of its rule and step."""

    key: str
    start: Fact
    started_on: date
    applies_from: date
    origin_words: str
    sum: Sum
    met: Fact | None
    end: End | None


def course_of(duty: Duty, line: Timeline, start: Fact, started_on: date, today: date) -> Iterator[Course]:
    """The occurrences of a duty that this start brings about, up to the one that is open.

    Where the day-by-day condition stopped and holds again, what it ended stays ended and the duty begins afresh.
    """
    met = met_by(duty, line, start, started_on)
    once_met = met.occurred_on - _ONE_DAY if met is not None and duty.repeat is None else today
    held = holdings(duty, line, start, started_on, min(today, once_met))
    if not held:
        return
    end = ended(duty, line, start, started_on)
    origin, words = _origin(duty, line, start, started_on)
    since, until = held[0].first, first_of(end, held[0].end)
    yield from _occurrences(
        Run(duty, line, start, started_on, since, met, until, start, start.event_id), origin, words, today
    )
    for nth, again in enumerate(held[1:] if duty.comes_again else ()):
        begun_by, since, until = again.by or start, again.first, first_of(end, again.end)
        over = end is not None and end.on <= since
        # Where another start falls on that day, it takes the place of this one.
        if not over and all(one.day != since for one in starts_of(duty, line, today)):
            key = f"{start.event_id}|{begun_by.event_id}|{nth}"
            yield from _afresh(Run(duty, line, start, started_on, since, met, until, begun_by, key), today)


def _afresh(run: Run, today: date) -> Iterator[Course]:
    """The occurrences from the day on which the condition holds again.

    What comes round again counts from that day. What is due once still counts from its start, as the weeks of a
    pathway do, but is due no sooner than it applies.
    """
    duty, since = run.duty, run.applies_from
    words = f"it applies again from {words_of_day(since)}"
    if duty.repeat is not None:
        met = met_by(duty, run.line, run.start, since)
        yield from _occurrences(replace(run, started_on=since, met=met), since, words, today)
    else:
        origin, counted = _origin(duty, run.line, run.start, run.started_on)
        yield from _occurrences(run, origin, f"{words}; {words_of_event(run.start.type)}: {counted}", today)


def _occurrences(run: Run, origin: date | None, words: str, today: date) -> Iterator[Course]:
    """The occurrences counted from an origin."""
    repeat = run.duty.repeat
    if origin is not None and repeat is not None and repeat.anchor == "schedule":
        yield from _on_schedule(run, repeat.every, origin, today)
        return
    found = moved_sum(run, origin) if origin is not None else Sum(steps=(words,))
    on = run.started_on if run.begun_by is run.start else run.applies_from
    yield Course(f"{run.key}|0", run.begun_by, on, run.applies_from, words, found, run.met, run.end)
    if origin is not None and repeat is not None:
        yield from _again(run, repeat.every)


def _again(run: Run, every: Span) -> Iterator[Course]:
    """The occurrences after the first, each counted from the day the last was held."""
    met = run.met
    while met is not None and (run.end is None or met.occurred_on < run.end.on):
        held, on = met, met.occurred_on
        due = add_span(on, every)
        found = Sum(due, steps=sum_in_words(on, every, due))
        met = met_by(run.duty, run.line, held, on, again=True)
        yield Course(f"{held.event_id}|1", held, on, on, f"last held on {words_of_day(on)}", found, met, run.end)


def _on_schedule(run: Run, every: Span, origin: date, today: date) -> Iterator[Course]:
    """The occurrences of a fixed schedule up to the next, each met by the first fact since the one before was due."""
    since, number = run.started_on, 0
    words = f"the schedule began on {words_of_day(origin)}"
    while since <= today and (run.end is None or since < run.end.on):
        number += 1
        due = add_span(origin, times(every, number))
        steps = (f"occurrence {number} of every {words_of_span(every)}", f"comes to {words_of_day(due)}")
        met = met_by(run.duty, run.line, run.start, since)
        key, found = f"{run.key}|{number}", Sum(due, steps=steps)
        yield Course(key, run.begun_by, run.started_on, run.applies_from, words, found, met, run.end)
        since = due + _ONE_DAY


def _origin(duty: Duty, line: Timeline, start: Fact, started_on: date) -> tuple[date | None, str]:
    if duty.origin_point is not None:
        fact = _named_origin(duty.origin_point, line, started_on)
        if fact is None:
            return started_on, f"{words_of_day(started_on)}; it is not recorded when {duty.origin_point.words}"
        return fact.occurred_on, f"{duty.origin_point.words} on {words_of_day(fact.occurred_on)}"
    if duty.origin_field is not None:
        name = duty.origin_field.replace("_", " ")
        day = start.day(duty.origin_field)
        if day is not None:
            return day, f"{name} {words_of_day(day)}"
        if duty.origin_otherwise is not None:
            day = last_day(started_on, duty.origin_otherwise)
            return day, f"no {name} is recorded; taken as {words_of_day(day)}"
        return None, f"no {name} is recorded yet"
    return started_on, f"{words_of_day(started_on)}"


def _named_origin(point: OriginPoint, line: Timeline, by: date) -> Fact | None:
    since = counted_from(line.known, point.since, by)
    found = [fact for fact in point.matcher.among(line.known) if since <= fact.occurred_on <= by]
    return (found[-1] if point.latest else found[0]) if found else None

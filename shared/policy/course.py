"""The course of an obligation: from the clock's start to the day it is due, met or ended, once or again and again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shared.calendar import birthday
from shared.events.codes import WithdrawnBecause
from shared.policy.arithmetic import add_span, sum_in_words, words_of_day
from shared.policy.facts import Fact
from shared.policy.limits import Clock, Earlier, Sum
from shared.policy.policy import Duty, OriginPoint
from shared.policy.timeline import Timeline

_GROWN_UP = 18


@dataclass(frozen=True, slots=True)
class End:
    """The day an obligation ended without being met, by which fact (none where time ended it), and why."""

    on: date
    by: str | None
    because: WithdrawnBecause


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one occurrence of a duty."""

    start: Fact
    started_on: date
    occurrence: int
    origin_words: str
    sum: Sum
    met: Fact | None
    end: End | None


def course_of(duty: Duty, line: Timeline, start: Fact, started_on: date, today: date) -> Iterator[Course]:
    """The occurrences of a duty that this start brings about, up to the one that is open."""
    applies = _applies(duty, line, started_on, today)
    if applies is None:
        return
    applies_from, broken = applies
    end = _first(_ended(duty, line, start, started_on), broken)
    origin, words = _origin(duty, line, start, started_on)
    if origin is None:
        yield Course(start, started_on, 0, words, Sum(steps=(words,)), _met(duty, line, start, started_on), end)
        return
    if duty.repeat is not None and duty.repeat.anchor == "schedule":
        yield from _on_schedule(duty, line, start, started_on, origin, end, today)
        return
    found = _moved(duty, line, Clock(line, start, origin), duty.reckon(Clock(line, start, origin)), end)
    if applies_from > started_on and found.due_on is not None and found.due_on < applies_from:
        step = f"it applies from {words_of_day(applies_from)} only, and is due that day"
        found = replace(found, due_on=applies_from, steps=(*found.steps, step))
    met = _met(duty, line, start, started_on)
    yield Course(start, started_on, 0, words, found, met, end)
    if duty.repeat is not None:
        yield from _again(duty, line, met, end)


def _again(duty: Duty, line: Timeline, met: Fact | None, end: End | None) -> Iterator[Course]:
    """The occurrences after the first, each counted from the day the last was held."""
    while met is not None and duty.repeat is not None and (end is None or met.occurred_on <= end.on):
        held, every = met, duty.repeat.every
        due = add_span(held.occurred_on, every)
        found = Sum(due, steps=sum_in_words(held.occurred_on, every, due))
        met = _met(duty, line, held, held.occurred_on)
        yield Course(held, held.occurred_on, 1, f"last held on {words_of_day(held.occurred_on)}", found, met, end)


def _on_schedule(
    duty: Duty, line: Timeline, start: Fact, started_on: date, origin: date, end: End | None, today: date
) -> Iterator[Course]:
    """The occurrences of a fixed schedule up to the one that is next, each met by the first fact after the one before was due."""
    every = duty.repeat.every if duty.repeat else None
    before, number = started_on, 0
    while every is not None and before <= today and (end is None or before < end.on):
        number += 1
        due = origin
        for _ in range(number):
            due = add_span(due, every)
        met = _met(duty, line, start, before)
        words = f"the schedule began on {words_of_day(origin)}"
        yield Course(
            start,
            started_on,
            number,
            words,
            Sum(due, steps=(f"occurrence {number} falls on {words_of_day(due)}",)),
            met,
            end,
        )
        before = due


def _origin(duty: Duty, line: Timeline, start: Fact, started_on: date) -> tuple[date | None, str]:
    if duty.origin_point is not None:
        fact = _named_origin(duty.origin_point, line, started_on)
        if fact is None:
            return None, f"{duty.origin_point.words} is not recorded"
        return fact.occurred_on, f"{duty.origin_point.words} on {words_of_day(fact.occurred_on)}"
    if duty.origin_field is not None:
        name = duty.origin_field.replace("_", " ")
        day = start.day(duty.origin_field)
        if day is not None:
            return day, f"{name} {words_of_day(day)}"
        if duty.origin_otherwise is not None:
            day = add_span(started_on, duty.origin_otherwise)
            return day, f"no {name} is recorded; taken as {words_of_day(day)}"
        return None, f"no {name} is recorded yet"
    return started_on, f"{words_of_day(started_on)}"


def _named_origin(point: OriginPoint, line: Timeline, by: date) -> Fact | None:
    found = [fact for fact in point.matcher.among(line.known) if fact.occurred_on <= by]
    resets = [fact.occurred_on for matcher in point.resets for fact in matcher.among(line.known)]
    since = max((day for day in resets if found and day < found[-1].occurred_on), default=date.min)
    found = [fact for fact in found if fact.occurred_on >= since]
    return (found[-1] if point.latest else found[0]) if found else None


def _met(duty: Duty, line: Timeline, start: Fact, after: date) -> Fact | None:
    """The fact that met it: the first from the start on; strictly later where the start is itself of that kind."""
    since = _since(duty, line, after) if duty.earlier_counts else after
    best: Fact | None = None
    for matcher in duty.met_by:
        alike = matcher.type == start.type and not duty.earlier_counts
        for fact in matcher.among(line.known, start):
            if fact.occurred_on < since or (alike and fact.occurred_on <= after):
                continue
            if best is None or fact.place() < best.place():
                best = fact
            break
    return best


def _since(duty: Duty, line: Timeline, started_on: date) -> date:
    """How far back an earlier fact counts: to the last event before the start that would have ended it."""
    days = [fact.occurred_on for end in duty.ends for fact in end.matcher.among(line.known)]
    return max((day for day in days if day < started_on), default=date.min)


def _ended(duty: Duty, line: Timeline, start: Fact, started_on: date) -> End | None:
    """The first fact that ends it: after the day of the start, or on it where it names the very thing that started."""
    best: End | None = None
    for point in (*duty.closes, *duty.ends):
        linked = any(start.text(name) is not None for name in point.matcher.same)
        for fact in point.matcher.among(line.known, start):
            day = fact.occurred_on
            if fact.event_id != start.event_id and (day > started_on or (linked and day == started_on)):
                best = _first(best, End(day, fact.event_id, point.because))
                break
    if line.birth is not None and line.registered is not None and duty.rule_id:
        grown = birthday(line.birth, _GROWN_UP)
        if started_on < grown:
            best = _first(best, End(grown, line.registered.event_id, WithdrawnBecause.CASE_CLOSED))
    return best


def _first(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return one or other
    return one if (one.on, one.by or "") <= (other.on, other.by or "") else other


def _applies(duty: Duty, line: Timeline, started_on: date, today: date) -> tuple[date, End | None] | None:
    """From which day the day-by-day condition holds, and its end if it no longer does; None if it never held."""
    if duty.during is None:
        return started_on, None
    days = sorted(
        {started_on, *(day for day in (*line.days_of_change(), *duty.during.turns(line)) if started_on < day <= today)}
    )
    first: date | None = None
    stopped: date | None = None
    for day in days:
        if duty.during.holds(line, day):
            first, stopped = first or day, None
        elif first is not None and stopped is None:
            stopped = day
    if first is None:
        return None
    if stopped is None:
        return first, None
    cause = next((fact.event_id for fact in line.known.in_order if fact.occurred_on == stopped), None)
    return first, End(stopped, cause, duty.during.broken(line, stopped))


def _moved(duty: Duty, line: Timeline, clock: Clock, found: Sum, end: End | None) -> Sum:
    """The sum after every fact that moved the date while it was open, with the dates it had before."""
    if not duty.moves:
        return found
    movers = [
        (fact, move)
        for move in duty.moves
        for fact in move.matcher.among(line.known, clock.start)
        if fact.event_id != clock.start.event_id and fact.occurred_on >= clock.start.occurred_on
    ]
    met = _met(duty, line, clock.start, clock.start.occurred_on)
    closed = min(day for day in (met.occurred_on if met else None, end.on if end else None, date.max) if day)
    for fact, move in sorted(movers, key=lambda pair: pair[0].place()):
        day = fact.day(move.due or move.counts_from or "")
        if day is None or fact.occurred_on > closed:
            continue
        if move.due is not None:
            moved = Sum(day, steps=(*found.steps, f"moved to {words_of_day(day)} on {words_of_day(fact.occurred_on)}"))
        else:
            moved = duty.reckon(Clock(line, fact, day))
        if move.later_only and found.due_on is not None and (moved.due_on or found.due_on) <= found.due_on:
            continue
        if found.due_on is not None and moved.due_on != found.due_on:
            earlier: Sequence[Earlier] = (*found.earlier, Earlier(found.due_on, fact.event_id, fact.occurred_on))
            found = replace(moved, earlier=tuple(earlier))
        elif moved.due_on != found.due_on:
            found = moved
    return found

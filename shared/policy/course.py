"""The course of an obligation: from the clock's start to the day it is due, met or ended, once or again and again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.policy.arithmetic import add_span, sum_in_words, times, words_of_day, words_of_span
from shared.policy.closing import End, applies, ended, first_of
from shared.policy.closing import met as met_by
from shared.policy.facts import Fact
from shared.policy.policy import Duty, MovePoint, OriginPoint
from shared.policy.sums import Clock, Earlier, Sum
from shared.policy.terms import Span
from shared.policy.timeline import Timeline

_ONE_DAY = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class Run:
    """A duty whose clock a fact started on a day, and where a fact or a condition puts an end to it."""

    duty: Duty
    line: Timeline
    start: Fact
    started_on: date
    met: Fact | None
    end: End | None


def course_of(duty: Duty, line: Timeline, start: Fact, started_on: date, today: date) -> Iterator[Course]:
    """The occurrences of a duty that this start brings about, up to the one that is open."""
    met = met_by(duty, line, start, started_on)
    once_met = met.occurred_on - _ONE_DAY if met is not None and duty.repeat is None else today
    standing = applies(duty, line, started_on, min(today, once_met))
    if standing is None:
        return
    applies_from, broken = standing
    run = Run(duty, line, start, started_on, met, first_of(ended(duty, line, start, started_on), broken))
    origin, words = _origin(duty, line, start, started_on)
    if origin is None:
        yield Course(start, started_on, 0, words, Sum(steps=(words,)), met, run.end)
    elif duty.repeat is not None and duty.repeat.anchor == "schedule":
        yield from _on_schedule(run, duty.repeat.every, origin, today)
    else:
        found = _from_when_it_applies(duty, _moved(run, origin), started_on, applies_from)
        yield Course(start, started_on, 0, words, found, met, run.end)
        if duty.repeat is not None:
            yield from _again(run, duty.repeat.every, met)


def _from_when_it_applies(duty: Duty, found: Sum, started_on: date, applies_from: date) -> Sum:
    """A condition that came to hold after the start makes nothing due before it held, or before `from_then` later."""
    earliest = add_span(applies_from, duty.from_then) if duty.from_then else applies_from
    if applies_from == started_on or found.due_on is None or found.due_on >= earliest:
        return found
    step = f"it applies from {words_of_day(applies_from)} only, so it is due on {words_of_day(earliest)}"
    return replace(found, due_on=earliest, steps=(*found.steps, step))


def _again(run: Run, every: Span, met: Fact | None) -> Iterator[Course]:
    """The occurrences after the first, each counted from the day the last was held."""
    while met is not None and (run.end is None or met.occurred_on < run.end.on):
        held = met
        due = add_span(held.occurred_on, every)
        found = Sum(due, steps=sum_in_words(held.occurred_on, every, due))
        met = met_by(run.duty, run.line, held, held.occurred_on)
        words = f"last held on {words_of_day(held.occurred_on)}"
        yield Course(held, held.occurred_on, 1, words, found, met, run.end)


def _on_schedule(run: Run, every: Span, origin: date, today: date) -> Iterator[Course]:
    """The occurrences of a fixed schedule up to the next, each met by the first fact since the one before was due."""
    since, number = run.started_on, 0
    while since <= today and (run.end is None or since < run.end.on):
        number += 1
        due = add_span(origin, times(every, number))
        found = Sum(
            due, steps=(f"occurrence {number} of every {words_of_span(every)}", f"comes to {words_of_day(due)}")
        )
        words = f"the schedule began on {words_of_day(origin)}"
        met = met_by(run.duty, run.line, run.start, since)
        yield Course(run.start, run.started_on, number, words, found, met, run.end)
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


def _moved(run: Run, origin: date) -> Sum:
    """The sum after every fact that moved the date while it was open, with the dates it had before."""
    duty, line, start = run.duty, run.line, run.start
    found = duty.reckon(Clock(line, start, origin))
    movers = sorted(_movers(run), key=lambda pair: pair[0].place())
    for fact, move in movers:
        day = fact.day(move.due or move.counts_from or "")
        if day is None:
            continue
        if move.due is not None:
            step = f"moved to {words_of_day(day)} on {words_of_day(fact.occurred_on)}"
            moved = Sum(day, steps=(*found.steps, step))
        else:
            moved = duty.reckon(Clock(line, fact, day))
        before = found.due_on
        if before is None:
            found = moved
        elif moved.due_on != before and not (move.later_only and (moved.due_on or before) < before):
            found = replace(moved, earlier=(*found.earlier, Earlier(before, fact.event_id, fact.occurred_on)))
    return found


def _movers(run: Run) -> Iterator[tuple[Fact, MovePoint]]:
    """The facts that may move the date: since the start, and before it was met or ended."""
    duty, line, start = run.duty, run.line, run.start
    if not duty.moves:
        return
    closed = [day for day in (run.met and run.met.occurred_on, run.end and run.end.on) if day]
    for move in duty.moves:
        for fact in move.matcher.among(line.known, start):
            open_then = all(fact.occurred_on <= day for day in closed)
            if fact.event_id != start.event_id and fact.occurred_on >= start.occurred_on and open_then:
                yield fact, move

"""The course of an obligation: from the clock's start to the day it is due, met or ended, once or again and again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.calendar import birthday
from shared.events.codes import WithdrawnBecause
from shared.policy.arithmetic import add_span, sum_in_words, times, words_of_day, words_of_span
from shared.policy.facts import Fact
from shared.policy.policy import Duty, MovePoint, OriginPoint
from shared.policy.sums import Clock, Earlier, Sum
from shared.policy.terms import Span
from shared.policy.timeline import Timeline

_GROWN_UP = 18
_ONE_DAY = timedelta(days=1)


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
    met = _met(duty, line, start, started_on)
    once_met = met.occurred_on - _ONE_DAY if met is not None and duty.repeat is None else today
    applies = _applies(duty, line, started_on, min(today, once_met))
    if applies is None:
        return
    applies_from, broken = applies
    run = Run(duty, line, start, started_on, met, _first(_ended(duty, line, start, started_on), broken))
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
        met = _met(run.duty, run.line, held, held.occurred_on)
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
        met = _met(run.duty, run.line, run.start, since)
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


def _met(duty: Duty, line: Timeline, start: Fact, after: date) -> Fact | None:
    """The fact that met it: the first from the start on; strictly later where the start is itself of that kind."""
    if duty.start_counts and any(matcher.type == start.type and matcher.fits(start) for matcher in duty.met_by):
        return start
    since = _since(duty, line, after) if duty.earlier_counts else after
    if duty.met_from is not None:
        since = max(since, add_span(after, duty.met_from))
    found: list[Fact] = []
    for matcher in duty.met_by:
        alike = matcher.type == start.type and not duty.earlier_counts
        found += [
            fact
            for fact in matcher.among(line.known, start)
            if fact.occurred_on >= since and not (alike and fact.occurred_on <= after)
        ]
    found.sort(key=Fact.place)
    return found[duty.met_count - 1] if len(found) >= duty.met_count else None


def _since(duty: Duty, line: Timeline, started_on: date) -> date:
    """How far back an earlier fact counts: to the last event before the start that would have ended it."""
    days = [fact.occurred_on for end in duty.ends for fact in end.matcher.among(line.known)]
    return max((day for day in days if day < started_on), default=date.min)


def _ended(duty: Duty, line: Timeline, start: Fact, started_on: date) -> End | None:
    """The first fact that ends it; steps of one rule share their endings, so the answer is kept."""
    key = (id(duty.ends), start.event_id, started_on)
    if key not in line.memo:
        line.memo[key] = _first_end(duty, line, start, started_on)
    found: End | None = line.memo[key]
    return found


def _first_end(duty: Duty, line: Timeline, start: Fact, started_on: date) -> End | None:
    """The first fact that ends it: after the day of the start, or on it where it names the very thing that started."""
    best: End | None = None
    for point in (*duty.closes, *duty.ends):
        linked = any(start.text(name) is not None for name in point.matcher.same)
        for fact in point.matcher.among(line.known, start):
            day = fact.occurred_on
            if fact.event_id != start.event_id and (day > started_on or (linked and day == started_on)):
                best = _first(best, End(day, fact.event_id, point.because))
                break
    if line.birth is not None and line.registered is not None:
        grown = birthday(line.birth, _GROWN_UP)
        if started_on < grown:
            best = _first(best, End(grown, line.registered.event_id, WithdrawnBecause.CASE_CLOSED))
    return best


def _first(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return one or other
    return one if (one.on, one.by or "") <= (other.on, other.by or "") else other


def _applies(duty: Duty, line: Timeline, started_on: date, until: date) -> tuple[date, End | None] | None:
    """From which day the day-by-day condition held while the duty was open, and its end; None if it never did."""
    if duty.during is None:
        return started_on, None
    first: date | None = started_on if duty.during.holds(line, started_on) else None
    stopped: date | None = None
    for day, holds in duty.during.changes(line, started_on, until):
        first = first or (day if holds else None)
        stopped = None if holds or first is None else day
    if first is None:
        return None
    if stopped is None:
        return first, None
    cause = next((fact.event_id for fact in line.known.in_order if fact.occurred_on == stopped), None)
    return first, End(stopped, cause, duty.during.broken(line, stopped))


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

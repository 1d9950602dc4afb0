"""How a duty closes: the fact that meets it, the fact or the day that ends it, and while a condition lets it stand."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from shared.calendar import birthday
from shared.events.codes.tracking import WithdrawnBecause
from shared.policy.arithmetic import add_span
from shared.policy.reckoning.episodes import counted_from, ends_with_its_day
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.policy import Duty, EndPoint
from shared.policy.reckoning.timeline import Timeline

_GROWN_UP = 18


@dataclass(frozen=True, slots=True)
class End:
    """The day an obligation ended without being met, by which fact (none where time ended it), and why."""

    on: date
    by: str | None
    because: WithdrawnBecause


def met(duty: Duty, line: Timeline, start: Fact, after: date, *, again: bool = False) -> Fact | None:
    """The fact that met it: the first from the start on; strictly later where the start is itself of that kind.

    What is due `again` since it was held is met on a later day alone: of two kinds that were held on one day each
    would else meet what the other begins, without end.
    """
    if duty.start_counts and any(start in matcher.among(line.known) for matcher in duty.met_by):
        return start
    since = counted_from(line.known, duty.earlier_since, after) if duty.earlier_since else after
    if duty.met_from is not None:
        since = max(since, add_span(after, duty.met_from))
    found: list[Fact] = []
    for matcher in duty.met_by:
        facts = matcher.among(line.known)
        if not facts or facts[-1].occurred_on < since:
            continue
        # Of each kind, the first so many are enough; the start itself is none of its own kind, unless it may count.
        alike = again or (matcher.type == start.type and not (duty.earlier_since or duty.start_counts))
        wanted = duty.met_count
        for fact in islice(facts, bisect_left(facts, since, key=_day), None):
            if not (alike and fact.occurred_on <= after) and (not matcher.same or matcher.agrees(fact, start)):
                found.append(fact)
                wanted -= 1
                if not wanted:
                    break
    if len(duty.met_by) > 1:  # of one kind they are in order
        found.sort(key=Fact.place)
    return found[duty.met_count - 1] if len(found) >= duty.met_count else None


def _day(fact: Fact) -> date:
    return fact.occurred_on


def ended(duty: Duty, line: Timeline, start: Fact, started_on: date) -> End | None:
    """The first fact that ends it; steps of one rule share their endings, so the answer is kept."""
    key = (id(duty.ends), start.event_id, started_on)
    if key not in line.memo:
        line.memo[key] = _first_end(duty, line, start, started_on)
    found: End | None = line.memo[key]
    return found


def _first_end(duty: Duty, line: Timeline, start: Fact, started_on: date) -> End | None:
    """The first fact that ends it: after the day of the start, or on it where it names the very thing that started.

    What ends a time in care, of proceedings or the like ends on that day too what started on it, unless it runs on.
    """
    best: End | None = None
    for point in (*duty.closes, *duty.ends):
        for fact in point.matcher.among(line.known, start):
            if fact.occurred_on >= started_on and _ends(point, fact, line, start, started_on):
                best = first_of(best, End(fact.occurred_on, fact.event_id, point.because))
                break
    if line.birth is not None and line.registered is not None:
        grown = birthday(line.birth, _GROWN_UP)
        if started_on < grown:
            best = first_of(best, End(grown, line.registered.event_id, WithdrawnBecause.CASE_CLOSED))
    return best


def _ends(point: EndPoint, fact: Fact, line: Timeline, start: Fact, started_on: date) -> bool:
    """Whether a fact of the day of the start, or of a later one, ends what started."""
    day = fact.occurred_on
    if fact.event_id == start.event_id:
        return False
    if day == started_on:
        linked = any(start.text(name) is not None for name in point.matcher.same)
        if not (linked or ends_with_its_day(line.known, fact)):
            return False
    return point.unless is None or not point.unless.holds(line, day)


def first_of(one: End | None, other: End | None) -> End | None:
    """The earlier of two ends, where there are any; of one day, what is known to have ended it before mere time."""
    if one is None or other is None:
        return one or other
    return one if _place(one) <= _place(other) else other


def _place(end: End) -> tuple[date, bool, str]:
    return end.on, end.by is None, end.by or ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A time for which the day-by-day condition held: from a day on, by which fact, and its end where it stopped."""

    first: date
    by: Fact | None
    end: End | None = None


def holdings(duty: Duty, line: Timeline, start: Fact, started_on: date, until: date) -> list[Holding]:
    """Each time for which the day-by-day condition held while the duty was open; one without end if there is none."""
    during = duty.during
    if during is None:
        return [Holding(started_on, start)]
    found: list[Holding] = []
    running = Holding(started_on, start) if during.holds(line, started_on) else None
    for day, holds in during.changes(line, started_on, until):
        if holds:
            running = Holding(day, during.cause(line, day))
        elif running is not None:
            cause = next((fact.event_id for fact in line.known.in_order if fact.occurred_on == day), None)
            found.append(replace(running, end=End(day, cause, during.broken(line, day))))
            running = None
    return [*found, running] if running is not None else found

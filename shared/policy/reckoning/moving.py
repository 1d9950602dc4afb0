"""Moving dates: what a started duty comes to, and every due date that it had before, with the fact that changed it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from shared.calendar import words_of_day
from shared.policy.reckoning.closing import End
from shared.policy.reckoning.facts import Fact, Place, end_of
from shared.policy.reckoning.policy import Duty, MovePoint
from shared.policy.reckoning.sums import Clock, Earlier, Sum
from shared.policy.reckoning.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Run:
    """A duty whose clock a fact started on a day, from when it applies, and where a fact or a condition ends it.

    `begun_by` is the start, or the fact by which a condition holds again; `key` tells the run from others of the duty.
    """

    duty: Duty
    line: Timeline
    start: Fact
    started_on: date
    applies_from: date
    met: Fact | None
    end: End | None
    begun_by: Fact
    key: str

    @property
    def closed_on(self) -> date | None:
        """The day on which it was met or ended, whichever came first; None while it waits."""
        days = [day for day in (self.met and self.met.occurred_on, self.end and self.end.on) if day]
        return min(days, default=None)


Mover = tuple[Fact, MovePoint]


def moved_sum(run: Run, origin: date) -> Sum:
    """The sum by all that happened while the duty was open, with each date it had at the end of an earlier day.

    A date moves by a fact that the limit reads (a review held, a panel named) or by one that the rule says moves it.
    """
    limits = (run.duty.reckon, run.duty.from_then)
    read = [fact for limit in limits if limit and limit.reads for fact in limit.reads(run.line)]
    movers = _movers(run) if run.duty.moves else []
    if not read and not movers:
        return _sum_by(run, origin, (), None)
    since, open_until = max(run.started_on, run.applies_from), run.closed_on or date.max
    turning = {fact.event_id: fact for fact in (*read, *(fact for fact, _ in movers))}
    later = sorted((one for one in turning.values() if since < one.occurred_on <= open_until), key=Fact.place)
    found = _sum_by(run, origin, movers, end_of(since))
    earlier: list[Earlier] = []
    for day, facts in groupby(later, key=lambda fact: fact.occurred_on):
        before, by = found.due_on, None
        for fact in facts:
            now = _sum_by(run, origin, movers, fact.place())
            found, by = now, (by if now.due_on == found.due_on else fact)
        if by is not None and before is not None and before != found.due_on:
            earlier.append(Earlier(before, by.event_id, day))
    return replace(found, earlier=tuple(earlier)) if earlier else found


def _sum_by(run: Run, origin: date, movers: Sequence[Mover], by: Place | None) -> Sum:
    """The sum by what is known up to a place among the facts."""
    duty = run.duty
    found = duty.reckon.sum(Clock(run.line, run.start, origin, by))
    for fact, move in movers:
        day = fact.day(move.due or move.counts_from or "")
        if day is None or (by is not None and fact.place() > by):
            continue
        if move.due is not None:
            step = f"moved to {words_of_day(day)} on {words_of_day(fact.occurred_on)}"
            moved = Sum(day, steps=(*found.steps, step))
        else:
            moved = duty.reckon.sum(Clock(run.line, fact, day, by))
        before = found.due_on
        sooner = before is not None and moved.due_on is not None and moved.due_on < before
        if moved.due_on != before and not (move.later_only and sooner):
            found = moved
    return _from_when_it_applies(run, found, by)


def _movers(run: Run) -> list[Mover]:
    """The facts that may move the date, in order: those since the start."""
    line, start = run.line, run.start
    found = [
        (fact, move)
        for move in run.duty.moves
        for fact in move.matcher.among(line.known, start)
        if fact.event_id != start.event_id and fact.occurred_on >= start.occurred_on
    ]
    return sorted(found, key=lambda pair: pair[0].place())


def _from_when_it_applies(run: Run, found: Sum, by: Place | None) -> Sum:
    """A condition that came to hold after the start makes nothing due before it held, or before `from_then` later."""
    duty, applies_from = run.duty, run.applies_from
    if applies_from == run.started_on or found.due_on is None:
        return found
    then = duty.from_then.sum(Clock(run.line, run.start, applies_from, by)).due_on if duty.from_then else None
    earliest = max(applies_from, then or applies_from)
    if found.due_on >= earliest:
        return found
    step = f"it applies from {words_of_day(applies_from)} only, so it is due on {words_of_day(earliest)}"
    return replace(found, due_on=earliest, steps=(*found.steps, step))

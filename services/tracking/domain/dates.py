"""The due dates that an obligation had, each for as long as it was the one to keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.policy.arithmetic import add_span
from shared.policy.reckoning.obligation import Escalation, Obligation
from shared.policy.reckoning.policy import Duty, Policy


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date that was to be kept from `since` until the start of what happened on `until`; None if it still is.

    `ladder` is to whom its delay is escalated, on which days.
    """

    due_on: date
    notice_from: date
    since: date
    until: date | None
    ladder: tuple[Escalation, ...]


def closed_on(one: Obligation) -> date | None:
    """The day from which nobody waits for it: it was met, or ended without."""
    return one.met_on or one.ended_on


def due_dates(one: Obligation, policy: Policy) -> Iterator[DueDate]:
    """Every due date that the obligation had until it was met or ended, in the order in which they were known."""
    if one.due_on is None:
        return
    duty = _duty(one, policy)
    closed = closed_on(one)
    since = one.applies_from
    for old in sorted(one.why.earlier, key=lambda earlier: earlier.changed_on):
        if old.changed_on <= since:
            continue
        notice_from = max(since, add_span(old.due_on, duty.notice, -1))
        if closed is not None and closed < old.changed_on:
            yield DueDate(old.due_on, notice_from, since, closed, _ladder(duty, old.due_on))
            return
        yield DueDate(old.due_on, notice_from, since, old.changed_on, _ladder(duty, old.due_on))
        since = old.changed_on
    notice_from = max(since, one.notice_from or since)
    yield DueDate(one.due_on, notice_from, since, closed, _ladder(duty, one.due_on))


def _ladder(duty: Duty, due_on: date) -> tuple[Escalation, ...]:
    return () if duty.indicator else tuple(Escalation(rung.to, add_span(due_on, rung.after)) for rung in duty.ladder)


def _duty(one: Obligation, policy: Policy) -> Duty:
    """The duty that the obligation is an occurrence of: that of its clause, where there are several versions."""
    versions = policy.variants[one.rule_id, one.step]
    return next((duty for duty in versions if duty.clause == one.why.clause), versions[0])

"""The engine: everything that is due for a child on a day, as a pure function of the facts, the policy and the day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from shared.calendar import birthday
from shared.events.codes.tracking import Tracker, WithdrawnBecause
from shared.policy.reckoning.course import course_of
from shared.policy.reckoning.facts import Fact, record_of
from shared.policy.reckoning.layers import led
from shared.policy.reckoning.obligation import Obligation, Obligations, State
from shared.policy.reckoning.permanence import secured_on
from shared.policy.reckoning.policy import Policy
from shared.policy.reckoning.ratings import rating
from shared.policy.reckoning.starting import starts_of
from shared.policy.reckoning.state import not_in_force, obligation_of
from shared.policy.reckoning.sums import Earlier
from shared.policy.reckoning.timeline import Timeline, timeline

_GROWN_UP = 18


def obligations(
    facts: Iterable[Fact], policy: Policy, today: date, *, recorded_by: datetime | None = None
) -> Obligations:
    """Every obligation of one child under a policy as it stands on `today`, known by `recorded_by`.

    The order of the facts and their repetition do not matter. What an entry corrected or voided is taken into account;
    an obligation that rested on it stays in the list as withdrawn, and a date that it changed is an earlier one of its.
    """
    record = record_of(facts, recorded_by)
    found: dict[UUID, Obligation] = {}
    for count in range(len(record.entries) + 1):
        known = record.standing(today, record.entries[:count])
        line = timeline(known, policy.statuses)
        now = {one.id: one for one in _reckon(line, policy, today, record.child)}
        if count:
            now = _after_entry(found, now, record.entries[count - 1])
        found = now
    ordered = sorted(led(found.values()), key=_order)
    return Obligations(ordered, _turns_on(line, policy, today), secured_on(line, today), _trackers(line, policy, today))


def next_change_on(found: Sequence[Obligation], today: date) -> date | None:
    """The next day after `today` on which time alone changes a state, notice or escalation; None if none will.

    Given what `obligations` answered (not a part of it), the days on which time alone starts or ends a duty count too.
    """
    days = [found.turns_on] if isinstance(found, Obligations) and found.turns_on else []
    for one in found:
        if one.is_open:
            days += [day for day in (one.notice_from, one.earliest_on, one.due_on) if day is not None]
            days += [date.fromordinal(one.due_on.toordinal() + 1)] if one.due_on else []
            days += [one.next_escalation.on] if one.next_escalation else []
    return min((day for day in days if day > today), default=None)


def _after_entry(before: dict[UUID, Obligation], now: dict[UUID, Obligation], entry: Fact) -> dict[UUID, Obligation]:
    """What an entry that corrects or voids has done: what vanished is withdrawn, what moved keeps its earlier date."""
    for key, old in before.items():
        new = now.get(key)
        if new is None and old.state is not State.NOT_APPLICABLE:
            now[key] = old if old.withdrawn_because is WithdrawnBecause.CORRECTED_FACT else _withdrawn(old, entry)
        elif new is not None and old.due_on is not None and old.due_on != new.due_on:
            earlier = (*old.why.earlier, Earlier(old.due_on, entry.event_id, entry.occurred_on), *new.why.earlier)
            now[key] = replace(new, why=replace(new.why, earlier=tuple(dict.fromkeys(earlier))))
    return now


def _withdrawn(old: Obligation, entry: Fact) -> Obligation:
    late = old.due_on is not None and old.due_on < entry.occurred_on and (old.met_on is None or old.met_on > old.due_on)
    return replace(
        old,
        state=State.WITHDRAWN,
        withdrawn_because=WithdrawnBecause.CORRECTED_FACT,
        ended_by=entry.event_id,
        ended_on=entry.occurred_on,
        escalations=tuple(rung for rung in old.escalations if rung.on < entry.occurred_on),
        next_escalation=None,
        was_late=old.was_late and late,
        days_late=0,
    )


def _order(one: Obligation) -> tuple[object, ...]:
    return (one.due_on or one.earliest_on or date.max, one.rule_id, one.step or "", one.started_on, one.id)


def _reckon(line: Timeline, policy: Policy, today: date, child: str) -> Iterator[Obligation]:
    if not line.known.in_order:
        return
    case_from = line.known.in_order[0].occurred_on
    for duty in policy.duties:
        for started in starts_of(duty, line, today):
            version = policy.in_force(duty, started.day, case_from)
            if version is None and duty is policy.variants[duty.rule_id, duty.step][0]:
                yield not_in_force(duty, started.fact, started.day, child)
            elif version is duty and (duty.when is None or duty.when.holds(line, started.day)):
                unknown = [words for one in (duty.when, duty.during) if one is not None for words in one.unknowns(line)]
                for course in course_of(duty, line, started.fact, started.day, today):
                    yield obligation_of(duty, course, today, child, tuple(unknown))


def _turns_on(line: Timeline, policy: Policy, today: date) -> date | None:
    """The next day on which time alone starts or ends a duty."""
    days = [condition.next_change(line, today) for condition in policy.conditions]
    if line.birth is not None:
        days += [birthday(line.birth, age) for age in (*policy.ages, _GROWN_UP)]
    return min((day for day in days if day is not None and day > today), default=None)


def _trackers(line: Timeline, policy: Policy, today: date) -> tuple[Tracker, ...]:
    """The tracker meetings of which the child is a member on a day."""
    return tuple(
        dict.fromkeys(
            duty.tracker
            for duty in policy.duties
            for start in duty.starts
            if duty.tracker is not None and start.becomes is not None and start.becomes.holds(line, today)
        )
    )


__all__ = ["Fact", "next_change_on", "obligations", "rating"]

"""Lateness: under which rules is something late for a child on a day, and still to be done?

What `obligations` says of it, without the words: only what nothing has met is reckoned, so a caseload is asked quickly.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from shared.policy.reckoning.closing import ended, met
from shared.policy.reckoning.course import course_of
from shared.policy.reckoning.facts import Fact, record_of
from shared.policy.reckoning.policy import Duty, Policy
from shared.policy.reckoning.starting import Started, starts_of
from shared.policy.reckoning.timeline import Timeline, timeline


def late_rules(facts: Iterable[Fact], policy: Policy, today: date) -> set[str]:
    """The rules under which something of one child is late on `today` and waits still; indicators do not count.

    None for a child who is not registered. What an entry voided or corrected is not late for what it was before.
    """
    record = record_of(facts)
    line = timeline(record.standing(today, record.entries), policy.statuses)
    return set(_late(line, policy, today)) if line.registered is not None else set()


def _late(line: Timeline, policy: Policy, today: date) -> Iterator[str]:
    case_from = line.known.in_order[0].occurred_on
    for duty in policy.duties:
        if duty.indicator or (duty.during is not None and not duty.during.holds(line, today)):
            continue  # what a condition has ended waits for nobody
        for start in starts_of(duty, line, today):
            if _waits(duty, line, start, today) and policy.in_force(duty, start.day, case_from) is duty:
                for course in course_of(duty, line, start.fact, start.day, today):
                    due, end = course.sum.due_on, course.end
                    if course.met is None and (end is None or end.on > today) and due is not None and due < today:
                        yield duty.rule_id


def _waits(duty: Duty, line: Timeline, start: Started, today: date) -> bool:
    """Whether something may still wait for what started: nothing has ended it, nor met it once and for all."""
    if duty.when is not None and not duty.when.holds(line, start.day):
        return False
    if duty.repeat is None and met(duty, line, start.fact, start.day) is not None:
        return False
    end = ended(duty, line, start.fact, start.day)
    return end is None or end.on > today

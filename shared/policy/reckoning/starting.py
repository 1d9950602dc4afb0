"""Starting: which facts, birthdays and turns of a condition start a duty's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.calendar import birthday
from shared.policy.reckoning.conditions import Condition
from shared.policy.reckoning.facts import Fact, KnownFacts
from shared.policy.reckoning.policy import Duty
from shared.policy.reckoning.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Started:
    """A clock that a fact started on a day."""

    fact: Fact
    day: date


def starts_of(duty: Duty, line: Timeline, today: date) -> list[Started]:
    """What started the duty's clock, in order; of a duty that starts once, only the first since its last reset."""
    found: list[Started] | None = line.memo.get(id(duty.starts))
    if found is None:
        found = list(_every_start(duty, line, today))
        if len(found) > 1:
            found.sort(key=lambda one: (one.day, one.fact.place()))
            found = _firsts(duty, found, line.known) if duty.resets else found
        line.memo[id(duty.starts)] = found
    return found


def _every_start(duty: Duty, line: Timeline, today: date) -> Iterator[Started]:
    for start in duty.starts:
        if start.event is not None:
            yield from (Started(fact, fact.occurred_on) for fact in start.event.among(line.known))
        elif start.becomes is not None:
            yield from _turned_true(start.becomes, line, today)
        elif start.birthday is not None and line.birth is not None and line.registered is not None:
            day = birthday(line.birth, start.birthday)
            if day <= today:
                yield Started(line.registered, day)


def _firsts(duty: Duty, found: list[Started], known: KnownFacts) -> list[Started]:
    resets = [fact.occurred_on for matcher in duty.resets for fact in matcher.among(known)]
    kept = found[:1]
    for one in found[1:]:
        if any(kept[-1].day <= reset <= one.day for reset in resets):
            kept.append(one)
    return kept


def _turned_true(condition: Condition, line: Timeline, today: date) -> list[Started]:
    """The days on which a condition came to hold, each with the fact that made it so."""
    turned = condition.changes(line, date.min, today)
    causes = [(condition.cause(line, day), day) for day, holds in turned if holds]
    return [Started(cause, day) for cause, day in causes if cause is not None]

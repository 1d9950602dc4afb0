"""Every rule's story lived twice: years later, the first time closed, the second gives what the first gave."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shared.calendar import add_months
from shared.policy.grammar import Rule
from shared.policy.parts import Worked
from shared.policy.reading.packs import load_pack, pack_names
from shared.policy.reading.worked import story_of
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.policy import Policy

# The first time lies so many years back, or a multiple: in a leap year too where the second does.
YEARS = 4
# What is of the child and not of one of the times, and what is known of the child alone.
CHILDS_OWN = ("child_id", "sibling_group_id")
OF_THE_CHILD = ("ChildRegistered", "ChildBorn", "SiblingGroupChanged")
CLOSING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("PreProceedingsEnded", {"outcome": "step_down", "period": 1}),
    ("GatewayDecisionMade", {"outcome": "step_down", "decision_id": "the-last"}),
    ("ProceedingsConcluded", {"outcome": "no_order"}),
    ("PlacementDisrupted", {"reason": "childs_needs"}),
    ("CeasedToBeLookedAfter", {"reason": "returned_home"}),
)
ENDED_BY_NAME = {
    "order_id": ("OrderEnded", {"reason": "discharged"}),
    "placement_id": ("PlacementEnded", {}),
    "direction_id": ("CourtDirectionMet", {}),
}
SUMS = [
    pytest.param(load_pack(name), rule, worked, id=f"{rule.id}-{nth}")
    for name in pack_names()
    for rule in load_pack(name).pack.rules
    if rule.switched_off is None
    for nth, worked in enumerate(rule.worked)
]


def lived_before(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The same story years ago, with names of its own, and the end of all that it began."""
    told = [fact for fact in facts if fact.type not in OF_THE_CHILD]
    if not told:
        return
    days = [fact.occurred_on for fact in told]
    back = YEARS * ((max(days).year - min(days).year) // YEARS + 1)
    for fact in told:
        yield replace(
            fact,
            event_id=f"before-{fact.event_id}",
            occurred_on=earlier(fact.occurred_on, back),
            fields={name: _before(name, value, back) for name, value in fact.fields.items()},
        )
    over = earlier(max(days), back) + timedelta(days=400)
    for number, (event, fields) in enumerate(CLOSING):
        yield Fact.named(f"over-{number}", event, over, None, fields)
    named = {(name, fact.fields[name]) for fact in told for name in ENDED_BY_NAME if fact.fields.get(name)}
    for name, value in sorted(named):
        event, fields = ENDED_BY_NAME[name]
        yield Fact.named(f"over-{name}-{value}", event, over, None, {**fields, name: _before(name, value, back)})


def earlier(day: date, back: int) -> date:
    return add_months(day, -12 * back)


def _before(name: str, value: object, back: int) -> object:
    if name in CHILDS_OWN or value is None:
        return value
    if name.endswith("_id") or name == "extends":
        return f"before-{value}"
    day = date.fromisoformat(value) if isinstance(value, str) and value[:2] == "20" and value[4:5] == "-" else value
    return earlier(day, back) if isinstance(day, date) else value


def given(facts: Sequence[Fact], policy: Policy, since: date, today: date) -> list[tuple[object, ...]]:
    """What is due by what started on a day or later: whatever tells one duty from another."""
    return [
        (one.step, one.started_on, one.due_on, one.earliest_on, one.state, one.met_on, one.ended_on)
        for one in obligations(facts, policy, today)
        if one.started_on >= since
    ]


@pytest.mark.parametrize(("policy", "rule", "worked"), SUMS)
def test_the_second_time_gives_what_the_first_gave(policy: Policy, rule: Rule, worked: Worked) -> None:
    facts = story_of(rule, worked)
    alone = policy.only({rule.id})
    both = [*facts, *lived_before(facts)]
    since = min(fact.occurred_on for fact in facts if fact.type not in OF_THE_CHILD or len(facts) == 1)
    last = max(worked.today or worked.start, *(fact.occurred_on for fact in facts))
    assert given(facts, alone, since, last)
    for days in (0, 40, 400):
        today = last + timedelta(days=days)
        assert given(both, alone, since, today) == given(facts, alone, since, today)

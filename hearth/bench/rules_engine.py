"""A rules engine that a team would otherwise take (zen-engine), on the part of the policy that its tables can hold.

Its decision table is looped over a child's events: a row says which event, with which values, makes what due when.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import zen

from hearth.bench.lives import Life
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.policy import Policy

CANNOT = (
    "working days: England's bank holidays would have to be written as JavaScript, or be reckoned before",
    "what meets or ends a duty, and in which order that came: a row sees one event, not the child's record",
    "states (due soon, late, met late, withdrawn), notice and escalation as days pass",
    "conditions over time: looked after, under which order, in which placement, of what age on which day",
    "corrected, voided and back-dated entries, what was known by a moment, and due dates an obligation had before",
    "recurrence from the last one held or on a fixed schedule, 'by the second review', a named origin with resets",
    "two layers, law and local policy, of which the stricter leads; versions by the day they came into force",
    "the why: clause, origin, arithmetic and bank holidays passed over; a sum worked by hand that guards each rule",
)


class Row(NamedTuple):
    """A row of the decision table: a rule, the event with its values that starts it, and the limit."""

    rule_id: str
    event: str
    values: dict[str, str]
    length: int
    unit: str


TABLE = (
    Row("EN-VISIT-1", "PlacementStarted", {}, 1, "week"),
    Row("EN-REVIEW-2", "ReviewHeld", {"kind": '"child_in_care"', "number": "1"}, 3, "month"),
    Row("EN-REVIEW-N", "ReviewHeld", {"kind": '"child_in_care"', "number": "> 1"}, 6, "month"),
    Row("EN-ADOPT-REVIEW-1", "PlacedForAdoption", {}, 4, "week"),
    Row("EN-ADOPT-REVIEW-2", "ReviewHeld", {"kind": '"adoption"', "number": "1"}, 3, "month"),
    Row("EN-A2", "PlacementOrderGranted", {}, 121, "day"),
    Row("WAR-MATCH-PANEL-6W", "FamilySelected", {}, 6, "week"),
    Row("WAR-ADOPT-SERVICES-27D", "PlacedForAdoption", {}, 27, "day"),
    Row("WAR-LODGE-40W", "PlacedForAdoption", {}, 40, "week"),
)

FIELDS = ("kind", "number")  # of an event, beside its type and its day

DueDate = tuple[str, str]


def decision() -> zen.ZenDecision:
    """The table as zen-engine's decision, parsed once."""
    inputs = [{"id": name, "name": name, "field": name} for name in ("type", *FIELDS)]
    outputs = [{"id": name, "name": name, "field": name} for name in ("rule_id", "due_on")]
    rows = [
        {
            "_id": row.rule_id,
            "type": f'"{row.event}"',
            **{name: row.values.get(name, "") for name in FIELDS},
            "rule_id": f'"{row.rule_id}"',
            "due_on": f'd(occurred_on).add({row.length}, "{row.unit}").format("%Y-%m-%d")',
        }
        for row in TABLE
    ]
    table = {
        "hitPolicy": "collect",
        "executionMode": "loop",
        "inputField": "events",
        "outputPath": "due",
        "passThrough": False,
        "inputs": inputs,
        "outputs": outputs,
        "rules": rows,
    }
    nodes = [
        {"id": "input", "name": "input", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "output", "name": "output", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "input", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "output"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def as_context(one: Life) -> dict[str, Any]:
    """A child's events as the table reads them, with the fields that it asks for and no others."""
    read = {"occurred_on", *FIELDS}
    events = (event for _, event in one.told)
    return {
        "events": [{"type": type(event).__name__, **event.model_dump(mode="json", include=read)} for event in events]
    }


def due_dates(table: zen.ZenDecision, context: dict[str, Any]) -> set[DueDate]:
    """Every rule and due date that the table gives a child."""
    found: dict[str, Any] = table.evaluate(context)["result"]
    return {(hit["rule_id"], hit["due_on"]) for hits in found["due"] for hit in hits}


def subset(policy: Policy) -> Policy:
    """The policy with the table's rules only."""
    held = {row.rule_id for row in TABLE}
    return replace(policy, duties=tuple(duty for duty in policy.duties if duty.rule_id in held), conditions=(), ages=())


def comparison(
    policy: Policy, table: zen.ZenDecision, children: Iterable[tuple[Life, Sequence[Fact]]]
) -> Iterator[str]:
    """What both engines answer alike, what the table cannot know, and what it cannot express, in lines."""
    alike = ours = theirs = 0
    for one, facts in children:
        dates = {(due.rule_id, str(due.due_on)) for due in obligations(facts, policy, one.today)}
        given = due_dates(table, as_context(one))
        alike, ours, theirs = alike + len(dates & given), ours + len(dates - given), theirs + len(given - dates)
    yield f"zen-engine on {len(TABLE)} rules: {alike} due dates alike, {ours} missing, {theirs} given that do not hold"
    yield "Its decision tables cannot express (its function nodes might, as JavaScript: code, not data with a clause):"
    yield from (f"  - {one}" for one in CANNOT)

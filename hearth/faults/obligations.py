"""Obligations: those that tracking keeps, and those that follow from all journals by the policy engine alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from hearth.faults.databases import Database
from hearth.faults.snapshot import Due, Recorded, ServiceState
from shared.policy.reading.packs import policy_of
from shared.policy.reckoning.engine import Fact, obligations

KEPT = "select child_id, obligation_id, rule_id, due_on, state from obligations"
REGISTERED = "gateway.child_registered.v1"
# What tracking tells follows from facts and is none; what people record in it is one.
FACTS_OF_TRACKING = frozenset(
    {"tracking.tracker_meeting_held.v1", "tracking.tracker_action_set.v1", "tracking.tracker_action_done.v1"}
)


async def kept(tracking: Database) -> frozenset[Due]:
    """The obligations that stand in tracking's table."""
    return frozenset([_due(**row) for row in await tracking.rows(KEPT)])


def reckoned(services: Mapping[str, ServiceState], today: date) -> frozenset[Due]:
    """The obligations that a day's reckoning makes of everything that was recorded about each registered child."""
    children: dict[UUID, list[Recorded]] = defaultdict(list)
    for name, state in services.items():
        for row in state.journal:
            if "child_id" in row.data and (name != "tracking" or row.type in FACTS_OF_TRACKING):
                children[row.case_id].append(row)
    return frozenset(due for child, rows in children.items() for due in _reckon(child, rows, today))


def _reckon(child: UUID, rows: list[Recorded], today: date) -> Iterable[Due]:
    authority = next((row.authority for row in rows if row.type == REGISTERED), None)
    if authority is None:
        return
    facts = [
        Fact.named(row.event_id, row.type, date.fromisoformat(row.data["occurred_on"]), row.recorded_at, row.data)
        for row in rows
    ]
    for one in obligations(facts, policy_of(authority), today):
        yield _due(child, one.id, one.rule_id, one.due_on, one.state)


def _due(child_id: UUID, obligation_id: UUID, rule_id: str, due_on: date | None, state: Any) -> Due:  # noqa: ANN401 - a code
    return Due(child_id, obligation_id, rule_id, "no day yet" if due_on is None else due_on.isoformat(), str(state))

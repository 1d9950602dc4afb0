"""Two layers: where law and local policy time the same thing both are shown, and the stricter leads."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from shared.policy.reckoning.obligation import Obligation, State

_ASIDE = frozenset({State.WITHDRAWN, State.NOT_APPLICABLE})


def led(found: Iterable[Obligation]) -> list[Obligation]:
    """The obligations, with `leads` false where a stricter one times the same thing."""
    listed = list(found)
    groups: dict[tuple[str, str | None], list[Obligation]] = {}
    for one in listed:
        if one.topic is not None and one.state not in _ASIDE and one.ended_on is None:
            groups.setdefault((one.topic, one.met_by), []).append(one)
    behind = {other.id for group in groups.values() if len(group) > 1 for other in _behind(group)}
    return [replace(one, leads=False) if one.id in behind else one for one in listed]


def _behind(group: list[Obligation]) -> list[Obligation]:
    """All but the strictest: the earliest due date, or the latest of the days before which nothing may be done."""
    dated = [one for one in group if one.due_on is not None]
    waiting = [one for one in group if one.due_on is None and one.earliest_on is not None]
    strictest = [min(dated, key=_due).due_on] if dated else []
    longest = [max(one.earliest_on or date.min for one in waiting)] if waiting else []
    return [one for one in dated if one.due_on not in strictest] + [
        one for one in waiting if one.earliest_on not in longest
    ]


def _due(one: Obligation) -> date:
    return one.due_on or date.max

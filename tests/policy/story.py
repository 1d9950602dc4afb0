"""A child's story in events, and what a policy makes of it on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from shared.clock import LONDON
from shared.policy.reading.packs import load_pack
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation, Obligations


def day(text: str) -> date:
    """The day written as `2026-03-31`."""
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """Noon in London on a day."""
    return datetime.combine(day(text), datetime.min.time(), LONDON).replace(hour=12)


@dataclass
class Story:
    """What happened to one child, in the order it is told."""

    facts: list[Fact] = field(default_factory=list)

    def tell(
        self, event: str, on: str, /, *, recorded: str | None = None, event_id: str | None = None, **fields: object
    ) -> str:
        """Something happened on a day; answers the event's id."""
        name = event_id or f"{event}-{len(self.facts)}"
        at = moment(recorded) if recorded else None
        self.facts.append(Fact.named(name, event, day(on), at, {"child_id": "the-child", **fields}))
        return name

    def correct(self, event_id: str, on: str, /, **changes: object) -> str:
        """An entry corrects an earlier one."""
        return self.tell("EntryCorrected", on, recorded=on, corrects=event_id, changes=changes)

    def void(self, event_id: str, on: str) -> str:
        """An entry says that an earlier one was made in error."""
        return self.tell("EntryVoided", on, recorded=on, voids=event_id)

    def under(self, pack: str, today: str, recorded_by: str | None = None) -> "Found":
        """What the pack makes of it on a day."""
        by = moment(recorded_by) if recorded_by else None
        return Found(obligations(self.facts, load_pack(pack), day(today), recorded_by=by))


@dataclass
class Found:
    """What is due, easy to ask."""

    all: Obligations

    def of(self, rule_id: str, step: str | None = None) -> list[Obligation]:
        """Every obligation under a rule, and a step of it where one is named."""
        return [one for one in self.all if one.rule_id == rule_id and (step is None or one.step == step)]

    def one(self, rule_id: str, step: str | None = None) -> Obligation:
        """The only obligation under a rule."""
        (found,) = self.of(rule_id, step)
        return found

    def last(self, rule_id: str, step: str | None = None) -> Obligation:
        """The obligation under a rule that started last."""
        return max(self.of(rule_id, step), key=lambda one: one.started_on)


def due_days(found: Sequence[Obligation]) -> dict[str, str]:
    """The due day of each step."""
    return {one.step or one.rule_id: str(one.due_on) for one in found}

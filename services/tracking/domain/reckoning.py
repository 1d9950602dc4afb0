"""The reckoning: what a child's facts make due on a day, under the policy of the authority that is responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.tracking.domain.permanence import Settled, settled
from shared.events.codes.roles import Role
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact, record_of
from shared.policy.reckoning.obligation import Obligations
from shared.policy.reckoning.policy import Laws, Policy
from shared.policy.reckoning.timeline import Timeline, timeline


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What is due for a child on a day, and what was so until then.

    `comes_on` is the day of the next fact that was recorded ahead of its day.
    """

    registered: Fact
    policy: Policy
    found: Obligations
    line: Timeline
    settled: tuple[Settled, ...]
    comes_on: date | None

    @property
    def authority(self) -> str:
        """The authority that is responsible for the child."""
        return str(self.registered.fields["authority"])

    @property
    def team(self) -> str | None:
        """The team that holds the child's case: the social worker's; while there is none, the one allocated last."""
        allocated = self.line.known.of("ChildAllocated")
        held = [fact for fact in allocated if fact.text("role") == Role.SOCIAL_WORKER] or allocated
        return held[-1].text("team") if held else None


def reckon(facts: Sequence[Fact], today: date, laws: Laws, *, recorded_by: datetime | None = None) -> Reckoning | None:
    """What these facts make due on a day, as far as they were recorded by a moment; None for a child not registered."""
    record = record_of(facts, recorded_by)
    known = record.standing(today, record.entries)
    registered = known.of("ChildRegistered")
    if not registered:
        return None
    policy = laws(str(registered[-1].fields["authority"]))
    line = timeline(known, policy.statuses)
    found = obligations(facts, policy, today, recorded_by=recorded_by)
    ahead = (fact.occurred_on for fact in record.standing(date.max, record.entries).in_order)
    comes_on = next((day for day in ahead if day > today), None)
    return Reckoning(registered[-1], policy, found, line, tuple(settled(line)), comes_on)

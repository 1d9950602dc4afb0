"""What was told of one obligation: which due dates, which of them as late, to whom escalated, and how it closed."""

from dataclasses import dataclass, replace
from datetime import date

from shared.events.base import Event
from shared.events.codes import Role
from shared.events.tracking import DelayEscalated, ObligationLate, ObligationMet, ObligationWithdrawn, ReviewDue


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one obligation so far. `due_on` is the date told last; each date is late and escalated once."""

    rule_id: str
    due_on: date | None = None
    dues: frozenset[date] = frozenset()
    late: frozenset[date] = frozenset()
    escalated: frozenset[tuple[date | None, Role]] = frozenset()
    met_on: date | None = None
    withdrawn: bool = False

    @property
    def closed(self) -> bool:
        """Whether the last that was told of it is that nobody waits for it any more."""
        return self.withdrawn or self.met_on is not None

    def after(self, event: Event) -> "Told":
        """What was told, once this event is."""
        match event:
            case ReviewDue(due_on=due):  # what was closed is open again, and may be late and escalated again
                before = Told(self.rule_id) if self.closed else self
                return replace(before, due_on=due, dues=before.dues | {due})
            case ObligationLate(due_on=due):
                return replace(self, late=self.late | {due})
            case DelayEscalated(to_role=role):
                return replace(self, escalated=self.escalated | {(self.due_on, role)})
            case ObligationMet(met_on=met_on):
                return replace(self, met_on=met_on, withdrawn=False)
            case ObligationWithdrawn():
                return replace(self, met_on=None, withdrawn=True)
            case _:
                return self

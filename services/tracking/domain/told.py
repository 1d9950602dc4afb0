"""What was told of one obligation: which due dates, which of them as late, to whom escalated, and how it closed."""

from dataclasses import dataclass
from datetime import date

from shared.events.base import Event
from shared.events.codes.roles import Role
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
        # Written out, not with `replace`: this is done for every notice ever told, each time a child is reckoned.
        rule, due_on, dues, late, escalated = self.rule_id, self.due_on, self.dues, self.late, self.escalated
        match event:
            case ReviewDue():  # what was closed is open again, and may be late and escalated again
                before = Told(rule) if self.closed else self
                return Told(rule, event.due_on, before.dues | {event.due_on}, before.late, before.escalated)
            case ObligationLate():
                return Told(rule, due_on, dues, late | {event.due_on}, escalated, self.met_on, self.withdrawn)
            case DelayEscalated():
                rung = (due_on, event.to_role)
                return Told(rule, due_on, dues, late, escalated | {rung}, self.met_on, self.withdrawn)
            case ObligationMet():
                return Told(rule, due_on, dues, late, escalated, event.met_on)
            case ObligationWithdrawn():
                return Told(rule, due_on, dues, late, escalated, withdrawn=True)
        return self

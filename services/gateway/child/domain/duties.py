"""What is due: the duties of the authority's policy that are open for a child and that something done here meets."""

from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from shared.calendar import covered
from shared.events.base import Event
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation


def due(matter: LegalMatter, on: date, *kinds: type[Event]) -> list[Obligation]:
    """What is open for a child on a day and such an event would meet, the earliest first.

    What happened in years whose bank holidays are not known is left out: no day can be counted there.
    """
    if matter.registered is None:
        return []
    events = [event for event in matter.every(Event) if covered(event.occurred_on)]
    facts = [Fact.of(event, f"{place:06}") for place, event in enumerate(events)]
    found = [one for kind in kinds for one in obligations(facts, matter.law.met_by(kind), on)]
    return sorted((one for one in found if one.is_open and one.due_on), key=lambda one: (one.due_on, one.rule_id))

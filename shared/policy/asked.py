"""Asked beforehand: what a policy would make due if something happened."""

from shared.events.base import Event
from shared.identifiers import SUPPOSED
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation
from shared.policy.reckoning.policy import Policy


def if_it_happened(event: Event, policy: Policy, topic: str | None = None) -> list[Obligation]:
    """What would be due if this were all that is known of the child, by due date; only of a topic where one is given.

    What has no due date, because no rule was in force that day, is left out.
    """
    asked = policy if topic is None else policy.only({duty.rule_id for duty in policy.duties if duty.topic == topic})
    found = obligations([Fact.of(event, SUPPOSED)], asked, event.occurred_on)
    return [one for one in found if one.due_on is not None and topic in (None, one.topic)]

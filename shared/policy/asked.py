"""Asked beforehand: what a policy would make due if something happened, and which duties something would meet."""

from dataclasses import replace
from functools import cache
from uuid import UUID

from shared.events.base import Event
from shared.policy.reading.packs import policy_of
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.facts import Fact
from shared.policy.reckoning.obligation import Obligation
from shared.policy.reckoning.policy import Policy

SUPPOSED = UUID(int=0)


def if_it_happened(event: Event, policy: Policy, topic: str | None = None) -> list[Obligation]:
    """What would be due if this were all that is known of the child, by due date; only of a topic where one is given.

    What has no due date, because no rule was in force that day, is left out.
    """
    asked = policy if topic is None else _only(policy, {duty.rule_id for duty in policy.duties if duty.topic == topic})
    found = obligations([Fact.of(event, SUPPOSED)], asked, event.occurred_on)
    return [one for one in found if one.due_on is not None and topic in (None, one.topic)]


@cache
def met_by(authority: str, event: type[Event]) -> Policy:
    """The policy of an authority with only those of its rules that such an event can meet."""
    policy = policy_of(authority)
    name = event.__name__
    return _only(
        policy, {duty.rule_id for duty in policy.duties if any(matcher.type == name for matcher in duty.met_by)}
    )


def _only(policy: Policy, rule_ids: set[str]) -> Policy:
    return replace(policy, duties=tuple(duty for duty in policy.duties if duty.rule_id in rule_ids))

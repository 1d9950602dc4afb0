"""The group: which children are brothers and sisters, as their registrations and what changed since tell."""

from collections.abc import Iterable
from typing import Protocol

from shared.events.base import Event
from shared.events.gateway import ChildRegistered, SiblingGroupChanged
from shared.identifiers import ChildId, SiblingGroupId


class OfAFamily(Protocol):
    """A child's case that knows the group of brothers and sisters to which the child belongs."""

    @property
    def child_id(self) -> ChildId:
        """The child."""
        ...

    @property
    def sibling_group(self) -> SiblingGroupId | None:
        """The group to which the child belongs now."""
        ...


def sibling_group(events: Iterable[Event]) -> SiblingGroupId | None:
    """The group to which a child belongs after these events about the child, the last of them last."""
    group: SiblingGroupId | None = None
    changed = False
    for event in events:
        if isinstance(event, SiblingGroupChanged):
            group, changed = event.sibling_group_id, True
        elif isinstance(event, ChildRegistered) and not changed:
            group = event.sibling_group_id
    return group

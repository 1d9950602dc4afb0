"""The group: which children are brothers and sisters, as their registrations and what changed since tell."""

from typing import Protocol

from shared.events.gateway import ChildRegistered, SiblingGroupChanged
from shared.history import History
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


def sibling_group(case: History) -> SiblingGroupId | None:
    """The group of brothers and sisters to which the child belongs now."""
    told = case.latest(SiblingGroupChanged) or case.latest(ChildRegistered)
    return told.sibling_group_id if told else None

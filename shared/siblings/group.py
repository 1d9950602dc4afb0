"""The group: what is asked of a child who may have brothers and sisters."""

from typing import Protocol

from shared.identifiers import ChildId, SiblingGroupId


class OfAFamily(Protocol):
    """A child's case that knows the group of brothers and sisters to which the child belongs."""

    @property
    def child_id(self) -> ChildId:
        """The child."""
        ...

    @property
    def reference(self) -> str | None:
        """The child's short reference, where it is registered and was given one."""
        ...

    @property
    def sibling_group(self) -> SiblingGroupId | None:
        """The group to which the child belongs now."""
        ...

"""One child's case in any service: who the child is, the registration on which all rests, and the court's orders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeAlias

from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.gateway import ChildRegistered, OrderGranted, SiblingGroupChanged
from shared.grounds import Ground
from shared.history import History, once
from shared.identifiers import ChildId, SiblingGroupId
from shared.policy import orders

Order: TypeAlias = orders.Order[OrderGranted]


@dataclass(frozen=True)
class ChildCase(History):
    """What a service knows of one child, from the registration on."""

    kind: ClassVar[str] = "child"
    NOTHING_STANDS: ClassVar[str] = "this child is not registered; register the child with the Legal Gateway first"

    @property
    def child_id(self) -> ChildId:
        """The child."""
        return ChildId(self.case_id)

    @property
    def registered(self) -> ChildRegistered | None:
        """The child's registration, once it is known here."""
        return self.latest(ChildRegistered)

    @property
    def reference(self) -> str | None:
        """The child's short reference, where it was given one."""
        return self.registered.reference if self.registered else None

    @property
    def born(self) -> date | None:
        """The date of birth; of a child who is not born yet, none."""
        return orders.date_of_birth(self.known)

    @property
    def sibling_group(self) -> SiblingGroupId | None:
        """The group of brothers and sisters to which the child belongs now."""
        return sibling_group(self.every(ChildRegistered, SiblingGroupChanged))

    def about(self, on: date) -> dict[str, Any]:
        """The child, its authority and the day, as every event carries them. Refuses a child that is not registered."""
        if not self.registered:
            raise RuleBroken(self.NOTHING_STANDS)
        return {"child_id": self.child_id, "authority": self.registered.authority, "occurred_on": on}


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


@once
def orders_of(case: History) -> tuple[Order, ...]:
    """Every order of the court that is known of a child, by day, and of one day by id."""
    return orders.orders_of(case.known, case.law.statuses)


def registered_by_the_day(case: ChildCase, event: Event) -> bool:
    """Whether the child was registered by the day of an entry, or is not registered at all."""
    return case.registered is None or case.registered.occurred_on <= event.occurred_on


def registered_later(case: ChildCase, _event: Event | None = None) -> str:
    """The refusal of a day before the child was registered."""
    since = words_of_day(case.registered.occurred_on) if case.registered else "another day"
    return f"the day is before the child was registered on {since}; check it"


# What every entry about a child rests on.
REGISTRATION: tuple[Ground[ChildCase], ...] = (
    Ground(
        (Event,),
        lambda case, _event: case.registered is not None,
        "the child's registration with the Legal Gateway",
        lambda case, _event: case.NOTHING_STANDS,
    ),
    Ground((Event,), registered_by_the_day, "the child's registration by that day", registered_later),
)

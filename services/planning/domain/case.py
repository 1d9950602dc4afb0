"""The permanence case: everything that is known of one child's care and plan."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes import GatewayOutcome
from shared.events.family_finding import PlacedForAdoption, PlacedLongTerm, PlacementDisrupted
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    LegalGatewayBypassed,
    PlacementOrderGranted,
    ProceedingsIssued,
    SpecialGuardianshipOrderGranted,
)
from shared.identifiers import ChildId

E = TypeVar("E", bound=Event)

# What other services tell that planning goes by.
HEARD: frozenset[type[Event]] = frozenset(
    {
        ChildRegistered,
        GatewayDecisionMade,
        LegalGatewayBypassed,
        ProceedingsIssued,
        InterimCareOrderGranted,
        CareOrderGranted,
        PlacementOrderGranted,
        SpecialGuardianshipOrderGranted,
        ChildArrangementsOrderGranted,
        AdoptionOrderGranted,
        PlacedForAdoption,
        PlacedLongTerm,
        PlacementDisrupted,
    }
)
LEGAL_ACTION = frozenset({GatewayOutcome.PRE_PROCEEDINGS, GatewayOutcome.CARE_PROCEEDINGS})


@dataclass(frozen=True)
class PermanenceCase:
    """One child's case: what others told, as a set, for it has no order, and what was recorded here, in its order."""

    kind: ClassVar[str] = "child"

    child_id: ChildId
    heard: frozenset[Event] = frozenset()
    recorded: tuple[Event, ...] = ()

    @classmethod
    def opened(cls, case_id: UUID) -> Self:
        """A case of which nothing is known yet."""
        return cls(ChildId(case_id))

    def apply(self, event: Event) -> "PermanenceCase":
        """The case after this event."""
        if type(event) in HEARD:
            return replace(self, heard=self.heard | {event})
        return replace(self, recorded=(*self.recorded, event))

    def every(self, kind: type[E]) -> tuple[E, ...]:
        """Every event of a class: what was recorded here in its order, what was heard by day."""
        told = [event for event in self.heard if isinstance(event, kind)]
        told.sort(key=lambda event: (event.occurred_on, event.wire_name, event.model_dump_json()))
        return (*told, *(event for event in self.recorded if isinstance(event, kind)))

    def latest(self, kind: type[E]) -> E | None:
        """The last event of a class, if there is one."""
        found = self.every(kind)
        return found[-1] if found else None

    def by(self, kind: type[Event], on: date) -> bool:
        """Whether such a thing had happened by a day."""
        return any(event.occurred_on <= on for event in self.every(kind))

    @property
    def registered(self) -> ChildRegistered | None:
        """The child's registration, once it has been heard."""
        return self.latest(ChildRegistered)

    @property
    def last_on(self) -> date | None:
        """The day of the latest thing known."""
        return max((event.occurred_on for event in (*self.heard, *self.recorded)), default=None)

    def about(self, on: date) -> dict[str, Any]:
        """The child, its authority and the day, as every event carries them. Refuses a child that is not registered."""
        if not self.registered:
            raise RuleBroken("this child is not registered; register the child with the Legal Gateway first")
        return {"child_id": self.child_id, "authority": self.registered.authority, "occurred_on": on}

    def step(self, on: date) -> dict[str, Any]:
        """The same for what a person records. Refuses a day before the child was registered, too."""
        about = self.about(on)
        if self.registered and on < self.registered.occurred_on:
            raise RuleBroken(f"the day is before the child was registered on {self.registered.occurred_on}; check it")
        return about

    def legal_action_agreed_by(self, on: date) -> bool:
        """Whether the gateway agreed legal action by a day, or a Service Manager that it need not be asked (W 8.2)."""
        decisions = self.every(GatewayDecisionMade)
        agreed = any(each.outcome in LEGAL_ACTION and each.occurred_on <= on for each in decisions)
        return agreed or self.by(LegalGatewayBypassed, on)

"""The permanence case: everything that is known of one child's care and plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome
from shared.events.family_finding import PlacedForAdoption, PlacedLongTerm, PlacementDisrupted
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildBorn,
    ChildRegistered,
    EmergencyProtectionOrderGranted,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    LegalGatewayBypassed,
    OrderEnded,
    PlacementOrderGranted,
    ProceedingsConcluded,
    ProceedingsIssued,
    SiblingGroupChanged,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.grounds import Ground, Grounds
from shared.history import History
from shared.identifiers import ChildId, SiblingGroupId
from shared.siblings.group import sibling_group

# What other services tell that planning goes by.
HEARD: frozenset[type[Event]] = frozenset(
    {
        ChildRegistered,
        ChildBorn,
        SiblingGroupChanged,
        GatewayDecisionMade,
        LegalGatewayBypassed,
        ProceedingsIssued,
        # Which order stands when depends on all of them, on the proceedings and on what the court takes back.
        ProceedingsConcluded,
        OrderEnded,
        EmergencyProtectionOrderGranted,
        InterimCareOrderGranted,
        CareOrderGranted,
        SupervisionOrderGranted,
        InterimSupervisionOrderGranted,
        PlacementOrderGranted,
        SpecialGuardianshipOrderGranted,
        ChildArrangementsOrderGranted,
        AdoptionOrderGranted,
        PlacedForAdoption,
        PlacedLongTerm,
        PlacementDisrupted,
    }
)
NOT_REGISTERED = "this child is not registered; register the child with the Legal Gateway first"
LEGAL_ACTION = frozenset({GatewayOutcome.PRE_PROCEEDINGS, GatewayOutcome.CARE_PROCEEDINGS})


@dataclass(frozen=True)
class PermanenceCase(History):
    """One child's case: what others told, and what was recorded here."""

    kind: ClassVar[str] = "child"
    HEARD: ClassVar[frozenset[type[Event]]] = HEARD

    @property
    def child_id(self) -> ChildId:
        """The child."""
        return ChildId(self.case_id)

    @property
    def registered(self) -> ChildRegistered | None:
        """The child's registration, once it has been heard."""
        return self.latest(ChildRegistered)

    @property
    def sibling_group(self) -> SiblingGroupId | None:
        """The group of brothers and sisters to which the child belongs now, as far as the gateway told."""
        return sibling_group(self.every(ChildRegistered, SiblingGroupChanged))

    def about(self, on: date) -> dict[str, Any]:
        """The child, its authority and the day, as every event carries them. Refuses a child that is not registered."""
        if not self.registered:
            raise RuleBroken(NOT_REGISTERED)
        return {"child_id": self.child_id, "authority": self.registered.authority, "occurred_on": on}

    def legal_action_agreed_by(self, on: date) -> bool:
        """Whether the gateway agreed legal action by a day, or a Service Manager that it need not be asked (W 8.2)."""
        decisions = self.every(GatewayDecisionMade)
        agreed = any(each.outcome in LEGAL_ACTION and each.occurred_on <= on for each in decisions)
        return agreed or self.by(LegalGatewayBypassed, on)


def _registered(case: PermanenceCase, _event: Event) -> bool:
    return case.registered is not None


def _not_before_registration(case: PermanenceCase, event: Event) -> bool:
    return case.registered is None or case.registered.occurred_on <= event.occurred_on


def _registered_later(case: PermanenceCase, _event: Event) -> str:
    since = words_of_day(case.registered.occurred_on) if case.registered else "another day"
    return f"the day is before the child was registered on {since}; check it"


GROUNDS = Grounds[PermanenceCase](
    (
        Ground(
            (Event,),
            _registered,
            "the child's registration with the Legal Gateway",
            NOT_REGISTERED,
        ),
        Ground((Event,), _not_before_registration, "the child's registration by that day", _registered_later),
    )
)

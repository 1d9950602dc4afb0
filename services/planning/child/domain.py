"""The permanence case: everything that is known of one child's care and plan."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.child_case import REGISTRATION, ChildCase
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
from shared.grounds import Grounds

# What other services tell that planning goes by.
HEARD: frozenset[type[Event]] = frozenset(
    {
        ChildRegistered,
        SiblingGroupChanged,
        ChildBorn,
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
LEGAL_ACTION = frozenset({GatewayOutcome.PRE_PROCEEDINGS, GatewayOutcome.CARE_PROCEEDINGS})


@dataclass(frozen=True)
class PermanenceCase(ChildCase):
    """One child's case: what others told, and what was recorded here."""

    HEARD: ClassVar[frozenset[type[Event]]] = HEARD

    def legal_action_agreed_by(self, on: date) -> bool:
        """Whether the gateway agreed legal action by a day, or a Service Manager that it need not be asked (W 8.2)."""
        decisions = self.every(GatewayDecisionMade)
        agreed = any(each.outcome in LEGAL_ACTION and each.occurred_on <= on for each in decisions)
        return agreed or self.by(LegalGatewayBypassed, on)


GROUNDS = Grounds[PermanenceCase](REGISTRATION)

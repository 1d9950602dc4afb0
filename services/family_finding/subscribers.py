"""What family finding does when others speak: it remembers the decisions and orders that its own steps need."""

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    OrderEnded,
    PlacementOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, PermanencePlanAgreed

HEARS: frozenset[type[Event]] = frozenset(
    {
        ChildRegistered,
        GatewayDecisionMade,
        # The care orders for the court's leave to share the child's profile.
        InterimCareOrderGranted,
        CareOrderGranted,
        PlacementOrderGranted,
        AdoptionOrderGranted,
        OrderEnded,
        BecameLookedAfter,
        CeasedToBeLookedAfter,
        PermanencePlanAgreed,
        AdoptionDecisionMade,
        EntryCorrected,
        EntryVoided,
    }
)

"""What family finding does when others speak: it remembers the decisions and orders that its own steps need."""

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    LeaveToShareProfileGranted,
    OrderEnded,
    PlacementOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, PermanencePlanAgreed

HEARS: frozenset[type[Event]] = frozenset(
    {
        ChildRegistered,
        GatewayDecisionMade,
        # The care orders for the leave to share the child's profile that they may bear.
        InterimCareOrderGranted,
        CareOrderGranted,
        LeaveToShareProfileGranted,
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

"""What family finding does when others speak: it remembers the decisions and orders that its own steps need."""

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    FamilyMemberRecorded,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    LeaveToShareProfileGranted,
    OrderEnded,
    PlacementOrderGranted,
    ProceedingsConcluded,
    ProceedingsIssued,
    SiblingGroupChanged,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, PermanencePlanAgreed

HEARS: frozenset[type[Event]] = frozenset(
    {
        ChildRegistered,
        SiblingGroupChanged,
        GatewayDecisionMade,
        # The care orders for the leave to share the child's profile that they may bear.
        InterimCareOrderGranted,
        CareOrderGranted,
        LeaveToShareProfileGranted,
        PlacementOrderGranted,
        AdoptionOrderGranted,
        OrderEnded,
        # Whose consent to a placement is needed, who gave it, and the proceedings beside which it does not count.
        FamilyMemberRecorded,
        AdoptionConsentGiven,
        AdoptionConsentWithdrawn,
        ProceedingsIssued,
        ProceedingsConcluded,
        BecameLookedAfter,
        CeasedToBeLookedAfter,
        PermanencePlanAgreed,
        AdoptionDecisionMade,
        EntryCorrected,
        EntryVoided,
    }
)

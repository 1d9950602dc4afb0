"""Orders of the court: made and ended, and what goes on under a supervision order."""

from datetime import date

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import ContactScope, OrderCondition, OrderEnd
from shared.events.codes.roles import Role
from shared.events.fields import Correctable, Fixed, Identifies, RestsOn
from shared.identifiers import DocumentId, NoteId, OrderId


class OrderGranted(ChildEvent):
    """The court made an order about the child."""

    order_id: Identifies[OrderId]
    until: date | None = None
    conditions: tuple[OrderCondition, ...] = ()
    leave_to_share_profile: bool = False
    extends: Correctable[OrderId | None] = None


@event("gateway.interim_care_order_granted.v1")
class InterimCareOrderGranted(OrderGranted):
    """An interim care order (Children Act 1989 s.38)."""


@event("gateway.care_order_granted.v1")
class CareOrderGranted(OrderGranted):
    """A care order (Children Act 1989 s.31)."""


@event("gateway.supervision_order_granted.v1")
class SupervisionOrderGranted(OrderGranted):
    """A supervision order (Children Act 1989 s.35)."""


@event("gateway.interim_supervision_order_granted.v1")
class InterimSupervisionOrderGranted(OrderGranted):
    """An interim supervision order (Children Act 1989 s.38)."""


@event("gateway.placement_order_granted.v1")
class PlacementOrderGranted(OrderGranted):
    """A placement order (Adoption and Children Act 2002 s.21)."""


@event("gateway.special_guardianship_order_granted.v1")
class SpecialGuardianshipOrderGranted(OrderGranted):
    """A special guardianship order (Children Act 1989 s.14A)."""


@event("gateway.child_arrangements_order_granted.v1")
class ChildArrangementsOrderGranted(OrderGranted):
    """A child arrangements order (Children Act 1989 s.8)."""

    scope: ContactScope = ContactScope.LIVE_WITH


@event("gateway.emergency_protection_order_granted.v1")
class EmergencyProtectionOrderGranted(OrderGranted):
    """An emergency protection order (Children Act 1989 s.44)."""


@event("gateway.adoption_order_granted.v1")
class AdoptionOrderGranted(OrderGranted):
    """An adoption order (Adoption and Children Act 2002 s.46); a parent's consent may be dispensed with (s.52(1))."""

    consent_dispensed_with: bool = False


@event("gateway.order_ended.v1")
class OrderEnded(ChildEvent):
    """An order came to its end."""

    said = "End of an order recorded"

    order_id: RestsOn[OrderId]
    reason: OrderEnd


@event("gateway.supervision_plan_made.v1")
class SupervisionPlanMade(ChildEvent):
    """The support plan of a supervision order was made, or made anew."""

    said = "Support plan for supervision recorded"

    order_id: RestsOn[OrderId]
    document_id: Fixed[DocumentId | None] = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.supervision_visit_made.v1")
class SupervisionVisitMade(ChildEvent):
    """A child under a supervision order was visited."""

    order_id: RestsOn[OrderId]
    seen_alone: bool = False
    note_id: Fixed[NoteId | None] = None


@event("gateway.supervision_review_held.v1")
class SupervisionReviewHeld(ChildEvent):
    """A supervision order was reviewed against its support plan."""

    said = "Review of supervision recorded"

    order_id: RestsOn[OrderId]
    chaired_by_role: Role
    note_id: Fixed[NoteId | None] = None

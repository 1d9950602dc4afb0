"""What others decided about the child: which of it holds on a given day, in whatever order it was heard."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from shared.child_case import ChildCase, Order, orders_of
from shared.errors import NotKnown
from shared.events.base import Event
from shared.events.codes.planning import Option
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildBorn,
    ChildRegistered,
    FamilyMemberRecorded,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    LeaveToShareProfileGranted,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
    ProceedingsConcluded,
    ProceedingsIssued,
    SiblingGroupChanged,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, PermanencePlanAgreed
from shared.identifiers import FamilyId
from shared.policy.consents import may_be_placed

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class HeardOf(ChildCase):
    """A child of whom others tell. What they told is a set: the order of hearing cannot matter."""

    NOTHING_STANDS: ClassVar[str] = "this child is not registered; register the child in the Legal Gateway first"
    HEARD: ClassVar[frozenset[type[Event]]] = frozenset(
        {
            ChildRegistered,
            ChildBorn,
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
        }
    )

    @property
    def authority(self) -> str:
        """Whose child it is. Raises NotKnown until the child's registration is heard."""
        if self.registered is None:
            raise NotKnown("this child is not registered here yet; register the child in the Legal Gateway first")
        return self.registered.authority

    @property
    def adopted(self) -> AdoptionOrderGranted | None:
        """The order that ends every search."""
        return self.latest(AdoptionOrderGranted)

    def adoption_considered(self, on: date) -> bool:
        """Whether, by this day, the Legal Gateway or the agreed plan named adoption, first or as a contingency."""
        plan = self.plan(on)
        return any(decision.adoption_considered for decision in self._by(GatewayDecisionMade, on)) or bool(
            plan and Option.ADOPTION in {plan.primary, *plan.contingencies}
        )

    def plan(self, on: date) -> PermanencePlanAgreed | None:
        """The permanence plan agreed by this day: its highest version."""
        return max(self._by(PermanencePlanAgreed, on), key=lambda plan: (plan.version, _place(plan)), default=None)

    def fostering_planned(self, on: date) -> bool:
        """Whether the plan of this day is permanent fostering, which needs no placement order or adoption decision."""
        plan = self.plan(on)
        return plan is not None and plan.primary is Option.PERMANENT_FOSTERING

    def should_be_placed(self, on: date) -> bool:
        """Whether the last decision of this day or before was that the child should be placed for adoption."""
        # Where two decisions bear the same day, the one that lets less happen counts until the entry is corrected.
        last = max(
            self._by(AdoptionDecisionMade, on),
            key=lambda decision: (decision.occurred_on, not decision.should_be_placed),
            default=None,
        )
        return last is not None and last.should_be_placed

    def placement_order(self, on: date) -> Order | None:
        """The placement order in force at the end of this day."""
        if not self.registered:
            return None
        placing = [order for order in orders_of(self) if isinstance(order.granted, PlacementOrderGranted)]
        return next((order for order in reversed(placing) if order.outlasts(on)), None)

    def parents_consent(self, on: date, family_id: FamilyId) -> bool:
        """Whether each parent's consent authorises a placement for adoption with a family on this day."""
        return may_be_placed(self.heard, on, family_id)

    def may_name(self, on: date) -> bool:
        """Whether a profile may name the child: the court made a placement order or gave leave to share the profile."""
        leave = any(order.leave_to_share_profile for order in self._by(OrderGranted, on))
        return leave or self.by(LeaveToShareProfileGranted, on) or self.placement_order(on) is not None

    def looked_after_since(self, on: date) -> date | None:
        """Since when the child has been looked after, on this day."""
        began, ended = self._by(BecameLookedAfter, on)[-1:], self._by(CeasedToBeLookedAfter, on)[-1:]
        if not began or (ended and ended[0].occurred_on >= began[0].occurred_on):
            return None
        return began[0].occurred_on

    def _by(self, kind: type[E], on: date) -> list[E]:
        return [fact for fact in self.every(kind) if fact.occurred_on <= on]


def _place(fact: Event) -> tuple[date, str]:
    """By day; facts of one day by what they say, so that a set has one latest."""
    return fact.occurred_on, fact.model_dump_json()

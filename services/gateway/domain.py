"""The legal matter: what the panel decided, what the court ordered, and what may lawfully follow."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes import (
    Application,
    Entry,
    GatewayOutcome,
    HearingKind,
    Option,
    PreProceedingsOutcome,
    ProceedingsOutcome,
    ReferralPurpose,
)
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    GatewayMinutesRecorded,
    HearingHeld,
    HearingListed,
    InterimCareOrderGranted,
    LegalPlanningMeetingHeld,
    OrderGranted,
    PlacementOrderGranted,
    PreProceedingsEnded,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ProceedingsIssued,
    ReferredToLegalGateway,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade
from shared.identifiers import ChildId, CourtCaseNumber, DecisionId, MeetingId, OrderId, ReferralId

LEGAL_ACTION = frozenset({GatewayOutcome.PRE_PROCEEDINGS, GatewayOutcome.CARE_PROCEEDINGS})

# An order that ends others: special guardianship and live-with orders discharge a care order (Children Act 1989 s.91);
# an adoption order ends them all (Adoption and Children Act 2002 s.46).
FINAL_ORDERS: tuple[type[OrderGranted], ...] = (
    AdoptionOrderGranted,
    SpecialGuardianshipOrderGranted,
    ChildArrangementsOrderGranted,
)
CARE_ORDERS: tuple[type[OrderGranted], ...] = (InterimCareOrderGranted, CareOrderGranted)
ORDERS_IN_PROCEEDINGS: tuple[type[OrderGranted], ...] = (*CARE_ORDERS, SupervisionOrderGranted)


@dataclass(frozen=True)
class LegalMatter:
    """One child's legal matter as it stands."""

    kind: ClassVar[str] = "child"

    child_id: ChildId
    registered: ChildRegistered | None = None
    referral: ReferredToLegalGateway | None = None
    decision: GatewayDecisionMade | None = None
    pre_proceedings_since: date | None = None
    letter_drafted_on: date | None = None
    letter_sent_on: date | None = None
    proceedings: ProceedingsIssued | None = None
    should_be_placed: bool = False
    orders: tuple[OrderGranted, ...] = ()
    last_on: date | None = field(default=None)

    @classmethod
    def opened(cls, case_id: UUID) -> Self:
        """A matter of which nothing is known yet."""
        return cls(ChildId(case_id))

    def apply(self, event: Event) -> "LegalMatter":  # noqa: C901, PLR0911 - one line a kind of event
        """The matter after this event."""
        match event:
            case ChildRegistered():
                return replace(self, registered=event, last_on=event.occurred_on)
            case ReferredToLegalGateway():
                return self._with(event, referral=event)
            case GatewayDecisionMade():
                return self._with(event, decision=event, referral=None)
            case PreProceedingsStarted():
                return self._with(
                    event, pre_proceedings_since=event.occurred_on, letter_drafted_on=None, letter_sent_on=None
                )
            case PreProceedingsLetterDrafted():
                return self._with(event, letter_drafted_on=event.occurred_on)
            case PreProceedingsLetterSent():
                return self._with(event, letter_sent_on=event.occurred_on)
            case PreProceedingsEnded():
                return self._with(event, pre_proceedings_since=None)
            case ProceedingsIssued():
                return self._with(event, proceedings=event)
            case ProceedingsConcluded():
                return self._with(event, proceedings=None)
            case AdoptionDecisionMade():
                return replace(self, should_be_placed=event.should_be_placed)
            case OrderGranted():
                return self._with(event, orders=(*self.orders, event))
            case _:
                return self._with(event)

    def _with(self, event: Event, **changes: Any) -> "LegalMatter":  # noqa: ANN401 - any of the fields above
        return replace(self, last_on=event.occurred_on, **changes)

    # What may be done, and the events it makes.

    def register(
        self, authority: str, on: date, *, born: date | None, expected: date | None, entry: Entry
    ) -> ChildRegistered:
        """Make the child known. An unborn child has an expected date."""
        if self.registered:
            raise RuleBroken("this child is registered already; open the child's legal matter instead")
        if (born is None) == (expected is None):
            raise RuleBroken("give either a date of birth or, for an unborn child, an expected date of birth")
        if born and born > on:
            raise RuleBroken("the date of birth is after the day of registration; check both dates")
        return ChildRegistered(
            child_id=self.child_id,
            authority=authority,
            occurred_on=on,
            date_of_birth=born,
            expected_date_of_birth=expected,
            entry=entry,
        )

    def refer(
        self, referral_id: ReferralId, on: date, *, purpose: ReferralPurpose, panel_date: date, papers_missing: int
    ) -> ReferredToLegalGateway:
        """Refer the family to a sitting of the Legal Gateway Panel."""
        if self.referral:
            raise RuleBroken("a referral of this child waits for the panel already; record the panel's decision first")
        if panel_date < on:
            raise RuleBroken("the panel's date is before the referral; name the next sitting")
        return ReferredToLegalGateway(
            **self._about(on),
            referral_id=referral_id,
            purpose=purpose,
            panel_date=panel_date,
            papers_missing=papers_missing,
        )

    def decide(  # noqa: PLR0913 - what a decision consists of
        self,
        decision_id: DecisionId,
        on: date,
        *,
        outcome: GatewayOutcome,
        primary_plan: Option | None,
        contingencies: tuple[Option, ...],
        review_on: date | None,
    ) -> tuple[Event, ...]:
        """Record what the panel decided; pre-proceedings begin with the decision that agrees them."""
        if not self.referral:
            raise RuleBroken("nothing is before the panel; refer the child to the Legal Gateway first")
        if outcome in LEGAL_ACTION and not (primary_plan and contingencies):
            raise RuleBroken(
                "a decision for legal action ratifies a primary plan and at least one contingency; add them"
            )
        if primary_plan in contingencies:
            raise RuleBroken("the primary plan is also named as a contingency; name another contingency")
        decision = GatewayDecisionMade(
            **self._about(on),
            decision_id=decision_id,
            referral_id=self.referral.referral_id,
            outcome=outcome,
            primary_plan=primary_plan,
            contingencies=contingencies,
            adoption_considered=Option.ADOPTION in {primary_plan, *contingencies},
            review_on=review_on,
        )
        if outcome is GatewayOutcome.PRE_PROCEEDINGS:
            return (decision, PreProceedingsStarted(**self._about(on), until=review_on))
        return (decision,)

    def record_minutes(self, on: date) -> GatewayMinutesRecorded:
        """Put the sitting's minutes and actions on the record."""
        if not self.decision:
            raise RuleBroken("the panel has not decided about this child; record its decision first")
        return GatewayMinutesRecorded(**self._about(on), decision_id=self.decision.decision_id)

    def draft_letter(self, on: date) -> PreProceedingsLetterDrafted:
        """Draft the letter before proceedings."""
        self._must_be_in_pre_proceedings()
        return PreProceedingsLetterDrafted(**self._about(on), decision_id=self._decision_id())

    def send_letter(self, on: date) -> PreProceedingsLetterSent:
        """Send the letter before proceedings to the parents."""
        self._must_be_in_pre_proceedings()
        if not self.letter_drafted_on:
            raise RuleBroken("the letter is not drafted; draft it, then send it")
        return PreProceedingsLetterSent(**self._about(on), decision_id=self._decision_id())

    def hold_legal_planning_meeting(self, meeting_id: MeetingId, on: date) -> LegalPlanningMeetingHeld:
        """Plan the pre-proceedings with legal."""
        self._must_be_in_pre_proceedings()
        return LegalPlanningMeetingHeld(**self._about(on), meeting_id=meeting_id)

    def hold_pre_proceedings_meeting(self, meeting_id: MeetingId, on: date) -> PreProceedingsMeetingHeld:
        """Meet the parents and their solicitors."""
        self._must_be_in_pre_proceedings()
        if not self.letter_sent_on:
            raise RuleBroken("the parents have no letter yet; send the letter before proceedings first")
        return PreProceedingsMeetingHeld(**self._about(on), meeting_id=meeting_id)

    def issue(
        self, on: date, *, application: Application, court_case_number: CourtCaseNumber, hearing_on: date | None
    ) -> tuple[Event, ...]:
        """Record that the court issued an application; pre-proceedings end with it."""
        if not self.decision or self.decision.outcome not in LEGAL_ACTION:
            raise RuleBroken("the Legal Gateway has not agreed legal action; take the case to the panel first")
        if self.proceedings:
            raise RuleBroken(f"proceedings {self.proceedings.court_case_number} are open; conclude them first")
        issued = ProceedingsIssued(
            **self._about(on), application=application, court_case_number=court_case_number, hearing_on=hearing_on
        )
        if self.pre_proceedings_since:
            return (PreProceedingsEnded(**self._about(on), outcome=PreProceedingsOutcome.CARE_PROCEEDINGS), issued)
        return (issued,)

    def list_hearing(
        self, on: date, *, kind: HearingKind, hearing_on: date, final_evidence_due: date | None
    ) -> HearingListed:
        """Record that the court listed a hearing."""
        self._must_be_in_proceedings()
        return HearingListed(**self._about(on), kind=kind, on=hearing_on, final_evidence_due=final_evidence_due)

    def hold_hearing(self, on: date, *, kind: HearingKind, final_evidence_due: date | None) -> HearingHeld:
        """Record that a hearing was held."""
        self._must_be_in_proceedings()
        return HearingHeld(**self._about(on), kind=kind, on=on, final_evidence_due=final_evidence_due)

    def grant(self, order: type[OrderGranted], order_id: OrderId, on: date, until: date | None) -> OrderGranted:
        """Record that the court made an order, where its ground is there."""
        if any(isinstance(granted, AdoptionOrderGranted) for granted in self.orders):
            raise RuleBroken(
                "the child is adopted, and no order about the authority's care can follow; check the child"
            )
        if issubclass(order, ORDERS_IN_PROCEEDINGS):
            self._must_be_in_proceedings()
        if order is PlacementOrderGranted and not self.should_be_placed:
            raise RuleBroken(
                "a placement order needs a should-be-placed decision first; record the decision maker's decision"
            )
        if order is AdoptionOrderGranted and not self.has(PlacementOrderGranted):
            raise RuleBroken("an adoption order needs a placement order here; record the placement order first")
        return order(**self._about(on), order_id=order_id, until=until)

    def conclude(self, on: date, outcome: ProceedingsOutcome) -> ProceedingsConcluded:
        """Record that the proceedings concluded."""
        self._must_be_in_proceedings()
        return ProceedingsConcluded(**self._about(on), outcome=outcome)

    # What the rules above ask.

    def has(self, order: type[OrderGranted]) -> bool:
        """Whether such an order was made and no later one ended it."""
        in_force: list[OrderGranted] = []
        for granted in self.orders:
            in_force = [granted] if isinstance(granted, FINAL_ORDERS) else [*in_force, granted]
        return any(isinstance(granted, order) for granted in in_force)

    def _about(self, on: date) -> dict[str, Any]:
        """The child, its authority and the day, as every event carries them."""
        if not self.registered:
            raise RuleBroken("this child is not registered; register the child first")
        if on < self.registered.occurred_on:
            raise RuleBroken(f"the day is before the child was registered on {self.registered.occurred_on}; check it")
        return {"child_id": self.child_id, "authority": self.registered.authority, "occurred_on": on}

    def _decision_id(self) -> DecisionId | None:
        return self.decision.decision_id if self.decision else None

    def _must_be_in_pre_proceedings(self) -> None:
        if not self.pre_proceedings_since:
            raise RuleBroken("the child is not in pre-proceedings; the Legal Gateway must agree them first")

    def _must_be_in_proceedings(self) -> None:
        if not self.proceedings:
            raise RuleBroken("no proceedings are open; record that the application was issued first")

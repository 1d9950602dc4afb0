"""A child before the court: a legal matter to which one thing after another happens, and what the court makes of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import in_proceedings, order_ends, orders, proceedings, supervision
from services.gateway.court.domain.legal_status.history import LegalHistory, history
from services.gateway.court.domain.orders_in_force import conclude
from shared.events.base import Event
from shared.events.codes.gateway import (
    Application,
    DirectionKind,
    Entry,
    GatewayOutcome,
    HearingKind,
    OrderEnd,
    ProceedingsOutcome,
)
from shared.events.codes.planning import LegalBasis
from shared.events.codes.roles import Role
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    CourtDirectionGiven,
    GatewayDecisionMade,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, LegalBasisChanged
from shared.identifiers import ChildId, DecisionId, DirectionId, OrderId, ReferralId
from shared.policy.reading.packs import policy_of

NUMBER = "WA26C50001"


def day(text: str) -> date:
    """The day written as `2026-03-31`."""
    return date.fromisoformat(text)


@dataclass
class Child:
    """A child of an authority, born in 2020 unless said, registered on 5 January 2026."""

    authority: str = "warrington"
    born: str | None = "2020-06-15"
    matter: LegalMatter = field(default_factory=lambda: LegalMatter.opened(ChildId(uuid4()), policy_of))

    def __post_init__(self) -> None:
        born = day(self.born) if self.born else None
        expected = None if born else day("2026-09-01")
        self.known(
            ChildRegistered, "2026-01-05", date_of_birth=born, expected_date_of_birth=expected, entry=Entry.REFERRAL
        )

    def then(self, *events: Event) -> Any:  # noqa: ANN401 - the last of them
        """These things happened; answers the last."""
        for event in events:
            self.matter = self.matter.apply(event)
        return events[-1] if events else None

    def known(self, event: type[Event], on: str, **fields: object) -> Any:  # noqa: ANN401 - of that class
        """An event that is on record."""
        about = {"child_id": self.matter.case_id, "authority": self.authority, "occurred_on": day(on)}
        return self.then(event.model_validate({**about, **fields}))

    def decided(self, on: str = "2026-01-12", outcome: GatewayOutcome = GatewayOutcome.CARE_PROCEEDINGS) -> "Child":
        """The panel decided."""
        ids = {"decision_id": DecisionId(uuid4()), "referral_id": ReferralId(uuid4())}
        self.known(GatewayDecisionMade, on, outcome=outcome, **ids)
        return self

    def should_be_placed(self, on: str = "2026-05-18") -> "Child":
        """The decision maker decided that the child should be placed for adoption."""
        self.known(AdoptionDecisionMade, on, should_be_placed=True)
        return self

    def in_care(self, on: str, basis: LegalBasis = LegalBasis.SECTION_20) -> "Child":
        """Planning told that the child is looked after."""
        self.known(BecameLookedAfter, on, legal_basis=basis)
        return self

    def on_another_basis(self, on: str, basis: LegalBasis = LegalBasis.SECTION_20) -> "Child":
        """Planning told that the child is looked after on another ground."""
        self.known(LegalBasisChanged, on, legal_basis=basis)
        return self

    def out_of_care(self, on: str) -> "Child":
        """Planning told that the child is no longer looked after."""
        self.known(CeasedToBeLookedAfter, on)
        return self

    def issued(
        self,
        on: str = "2026-01-19",
        application: Application = Application.CARE,
        number: str = NUMBER,
        hearing_on: str | None = None,
    ) -> "Child":
        """The court issued an application."""
        self.then(
            *proceedings.issue(
                self.matter,
                day(on),
                application=application,
                court_case_number=number,
                hearing_on=day(hearing_on) if hearing_on else None,
            )
        )
        return self

    def before_the_court(self) -> "Child":
        """The panel decided on care proceedings, and they were issued."""
        return self.decided().issued()

    def asked_to_be_placed(self) -> "Child":
        """The decision maker decided that the child should be placed for adoption, and the court issued the request."""
        return self.should_be_placed().issued("2026-05-25", Application.PLACEMENT)

    def granted(self, order: type[OrderGranted], on: str, **terms: Any) -> OrderGranted:  # noqa: ANN401 - of its terms
        """The court made an order."""
        for name in ("until",):
            if name in terms:
                terms[name] = day(terms[name])
        made: OrderGranted = self.then(
            orders.grant(
                self.matter,
                order,
                OrderId(uuid4()),
                day(on),
                terms=orders.Terms(**terms),
            )
        )
        return made

    def ended(self, order: OrderGranted, on: str, reason: Any = OrderEnd.DISCHARGED) -> OrderEnded:  # noqa: ANN401
        """The court took an order back."""
        end: OrderEnded = self.then(order_ends.end(self.matter, order.order_id, day(on), reason))
        return end

    def held(self, kind: HearingKind, on: str, final_evidence_due: str | None = None) -> Event:
        """A hearing was held."""
        due = day(final_evidence_due) if final_evidence_due else None
        hearing: Event = self.then(in_proceedings.hold_hearing(self.matter, day(on), kind=kind, final_evidence_due=due))
        return hearing

    def listed(self, kind: HearingKind, on: str, hearing_on: str, final_evidence_due: str | None = None) -> Event:
        """A hearing was listed."""
        due = day(final_evidence_due) if final_evidence_due else None
        hearing: Event = self.then(
            in_proceedings.list_hearing(
                self.matter, day(on), kind=kind, hearing_on=day(hearing_on), final_evidence_due=due
            )
        )
        return hearing

    def reviewed(self, on: str, chair: Role = Role.SERVICE_MANAGER) -> Event:
        """The supervision order was reviewed."""
        review: Event = self.then(
            supervision.review(
                self.matter,
                day(on),
                chaired_by_role=chair,
            )
        )
        return review

    def comes(self, today: str) -> list[tuple[str, str, str]]:
        """A day comes: which orders are told to have ended, by kind of order, day and reason."""
        told = conclude(self.matter, day(today))
        self.then(*told)
        names = {each.order_id: type(each).__name__ for each in self.matter.every(OrderGranted)}
        return [
            (names[each.order_id].removesuffix("Granted"), str(each.occurred_on), each.reason.value)
            for each in told
            if isinstance(each, OrderEnded)
        ]

    def history(self) -> LegalHistory:
        """The child's legal status."""
        return history(self.matter)

    def codes(self) -> list[tuple[str, str, str | None, bool]]:
        """The spells of the legal status: since when, which, its code, and whether the child is looked after."""
        return [(str(one.since), one.status.status, one.code, one.looked_after) for one in self.history().spells]


def placed(on: str = "2026-06-22") -> Child:
    """A child under a care order and a placement order."""
    child = Child().before_the_court().asked_to_be_placed()
    child.granted(CareOrderGranted, on)
    child.granted(PlacementOrderGranted, on)
    return child


def in_care() -> Child:
    """A child under a care order."""
    child = Child().before_the_court()
    child.granted(CareOrderGranted, "2026-06-22")
    return child


def to_be_discharged() -> Child:
    """A child whose care order the court is asked to discharge."""
    child = in_care()
    child.then(proceedings.conclude(child.matter, day("2026-06-22"), ProceedingsOutcome.CARE_ORDER))
    return child.issued("2027-02-01", Application.DISCHARGE, "WA27C50002")


def adopted() -> Child:
    """A child who was adopted after a placement order."""
    child = placed()
    child.granted(AdoptionOrderGranted, "2027-02-01")
    return child


def direct(
    child: Child, on: str, due_on: str, kind: DirectionKind = DirectionKind.EXPERT_REPORT
) -> CourtDirectionGiven:
    given: CourtDirectionGiven = child.then(
        in_proceedings.give_direction(child.matter, DirectionId(uuid4()), day(on), kind=kind, due_on=day(due_on))
    )
    return given


def meet(child: Child, given: CourtDirectionGiven, on: str) -> None:
    child.then(in_proceedings.meet_direction(child.matter, given.direction_id, day(on)))

"""Rules of the machine about the court: proceedings, hearings, directions, orders, and what goes on under them."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, multiple, rule

from services.gateway.court.commands.orders import ORDERS, OrderKind
from services.gateway.court.domain import in_proceedings, order_ends, orders, proceedings, supervision
from shared.events.codes.gateway import (
    Application,
    ContactScope,
    DirectionKind,
    GatewayOutcome,
    HearingKind,
    OrderEnd,
    ProceedingsOutcome,
    TimetableExtensionReason,
)
from shared.events.codes.roles import Role
from shared.events.gateway import CourtDirectionGiven, OrderGranted
from tests.gateway.machine.decisions import Decisions
from tests.gateway.machine.family import AGO, AHEAD, LONG_AGO, Children, OfChild, Perhaps

NUMBERS = st.just("WA26C50001") | st.just("WA26C50002")
LASTS = st.none() | st.sampled_from([3, 8, 300, 364]) | st.integers(-5, 1_200)


class Court(Decisions):
    """Children before the court."""

    before_court: Bundle[UUID] = Bundle("before_court")
    directions: Bundle[tuple[UUID, UUID]] = Bundle("directions")
    granted: Bundle[tuple[UUID, UUID]] = Bundle("granted")

    @initialize(target=before_court, application=st.sampled_from([Application.CARE, Application.SUPERVISION]))
    def a_child_before_the_court(self, application: Application) -> UUID:
        """A child about whom care or supervision proceedings are open."""
        child = self.a_child_brought_to(GatewayOutcome.CARE_PROCEEDINGS)
        matter, on = self.books.matter(child), self.day(LONG_AGO)
        self.books.ask(
            lambda: proceedings.issue(
                matter, on, application=application, court_case_number="WA26C50001", hearing_on=None
            )
        )
        return child

    def _later(self, on: date, days: int | None) -> date | None:
        return None if days is None else on + timedelta(days=days)

    @rule(
        target=before_court,
        child=Children.brought | before_court,
        application=st.sampled_from(Application),
        number=NUMBERS,
        ago=AGO,
    )
    def issue_proceedings(self, child: UUID, application: Application, number: str, ago: int) -> Perhaps:
        matter, on = self.books.matter(child), self.day(ago)
        told = self.books.ask(
            lambda: proceedings.issue(matter, on, application=application, court_case_number=number, hearing_on=None)
        )
        return child if told else multiple()

    @rule(child=before_court, kind=st.sampled_from(HearingKind), days=AHEAD, evidence=st.none() | AHEAD, ago=AGO)
    def list_hearing(self, child: UUID, kind: HearingKind, days: int, evidence: int | None, ago: int) -> None:
        matter, on = self.books.matter(child), self.day(ago)
        due, hearing_on = self._later(on, evidence), on + timedelta(days=days)
        self.books.ask(
            lambda: in_proceedings.list_hearing(matter, on, kind=kind, hearing_on=hearing_on, final_evidence_due=due)
        )

    @rule(child=before_court, kind=st.sampled_from(HearingKind), evidence=st.none() | AHEAD, ago=AGO)
    def hold_hearing(self, child: UUID, kind: HearingKind, evidence: int | None, ago: int) -> None:
        matter, on = self.books.matter(child), self.day(ago)
        due = self._later(on, evidence)
        self.books.ask(lambda: in_proceedings.hold_hearing(matter, on, kind=kind, final_evidence_due=due))

    @rule(child=before_court, days=st.integers(150, 300), ago=AGO)
    def extend_timetable(self, child: UUID, days: int, ago: int) -> None:
        matter, on = self.books.matter(child), self.day(ago)
        reason = TimetableExtensionReason.TIMETABLE_FOR_CHILD
        until = on + timedelta(days=days)
        self.books.ask(lambda: in_proceedings.extend_timetable(matter, on, until=until, reason=reason))

    @rule(target=directions, child=before_court, days=st.integers(-1, 60), ago=AGO)
    def give_direction(self, child: UUID, days: int, ago: int) -> OfChild:
        matter, number, on = self.books.matter(child), self.books.number(), self.day(ago)
        kind, due = DirectionKind.CARE_PLAN, on + timedelta(days=days)
        told = self.books.ask(lambda: in_proceedings.give_direction(matter, number, on, kind=kind, due_on=due))
        return multiple(*((child, each.direction_id) for each in told if isinstance(each, CourtDirectionGiven)))

    @rule(direction=directions, ago=AGO)
    def meet_direction(self, direction: tuple[UUID, UUID], ago: int) -> None:
        child, number = direction
        self.books.ask(lambda: in_proceedings.meet_direction(self.books.matter(child), number, self.day(ago)))  # type: ignore[arg-type]

    @rule(child=before_court, outcome=st.sampled_from(ProceedingsOutcome), ago=AGO)
    def conclude_proceedings(self, child: UUID, outcome: ProceedingsOutcome, ago: int) -> None:
        self.books.ask(lambda: proceedings.conclude(self.books.matter(child), self.day(ago), outcome))

    @rule(
        target=granted,
        child=Children.children | before_court,
        kind=st.sampled_from(OrderKind),
        days=LASTS,
        scope=st.none() | st.none() | st.sampled_from(ContactScope),
        ago=AGO,
    )
    def record_order(
        self, child: UUID, kind: OrderKind, days: int | None, scope: ContactScope | None, ago: int
    ) -> OfChild:
        on = self.day(ago)
        return self._granted(child, kind, on, orders.Terms(until=self._later(on, days), scope=scope))

    @rule(target=granted, order=granted, days=LASTS, ago=AGO)
    def extend_order(self, order: tuple[UUID, UUID], days: int | None, ago: int) -> OfChild:
        child, number = order
        on, made = self.day(ago), self.books.matter(child).every(OrderGranted)
        extended = next((each for each in made if each.order_id == number), None)
        kind = next((kind for kind, event in ORDERS.items() if type(extended) is event), OrderKind.SUPERVISION)
        terms = orders.Terms(until=self._later(on, days), extends=number)  # type: ignore[arg-type]
        return self._granted(child, kind, on, terms)

    def _granted(self, child: UUID, kind: OrderKind, on: date, terms: orders.Terms) -> OfChild:
        matter, number = self.books.matter(child), self.books.number()
        told = self.books.ask(lambda: orders.grant(matter, ORDERS[kind], number, on, terms=terms))
        return multiple(*((child, each.order_id) for each in told if isinstance(each, OrderGranted)))

    @rule(order=granted, revoked=st.booleans(), ago=AGO)
    def end_order(self, order: tuple[UUID, UUID], revoked: bool, ago: int) -> None:  # noqa: FBT001 - drawn
        child, number = order
        matter, on = self.books.matter(child), self.day(ago)
        if revoked:
            self.books.ask(lambda: order_ends.end(matter, number, on, OrderEnd.REVOKED))  # type: ignore[arg-type]
        else:
            self.books.ask(lambda: order_ends.end(matter, number, on, OrderEnd.DISCHARGED))  # type: ignore[arg-type]

    @rule(child=before_court, ago=AGO)
    def give_leave(self, child: UUID, ago: int) -> None:
        self.books.ask(lambda: in_proceedings.give_leave(self.books.matter(child), self.day(ago), photographs=True))

    @rule(order=granted, ago=AGO)
    def make_supervision_plan(self, order: tuple[UUID, UUID], ago: int) -> None:
        child, _ = order
        self.books.ask(lambda: supervision.make_plan(self.books.matter(child), self.day(ago)))

    @rule(order=granted, ago=AGO)
    def visit_under_supervision(self, order: tuple[UUID, UUID], ago: int) -> None:
        child, _ = order
        self.books.ask(lambda: supervision.visit(self.books.matter(child), self.day(ago), seen_alone=True))

    @rule(order=granted, chair=st.sampled_from([Role.SERVICE_MANAGER, Role.IRO]), ago=AGO)
    def review_supervision(self, order: tuple[UUID, UUID], chair: Role, ago: int) -> None:
        child, _ = order
        matter, on = self.books.matter(child), self.day(ago)
        self.books.ask(lambda: supervision.review(matter, on, chaired_by_role=chair))

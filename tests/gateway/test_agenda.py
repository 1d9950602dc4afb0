"""The agenda: for whom the authority's own policy wants the panel's decision before the next sitting, and why."""

from datetime import date, datetime
from uuid import uuid4

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain.agenda import AgendaItem, agenda, due_before_panel
from services.gateway.panel.domain.sitting import PanelSitting
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome
from shared.events.codes.planning import LegalBasis
from shared.events.gateway import (
    ChildRegistered,
    GatewayDecisionMade,
    LegalGatewayBypassed,
    PanelSittingCalled,
    SupervisionOrderGranted,
)
from shared.events.planning import BecameLookedAfter
from shared.identifiers import ChildId, OrderId, SittingId
from shared.policy.reading.packs import policy_of

REGISTERED_ON = date(2026, 1, 5)
TUESDAY, NEXT_TUESDAY = date(2026, 6, 2), date(2026, 6, 9)
NOON = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - a moment of London's, as the cut-off is


class Child:
    """A child to whom things happen."""

    def __init__(self, authority: str = "warrington") -> None:
        self.authority = authority
        self.matter = LegalMatter.opened(uuid4(), policy_of)
        self.told(ChildRegistered, REGISTERED_ON, date_of_birth=date(2020, 1, 1))

    def told(self, kind: type[Event], on: date, **more: object) -> "Child":
        about = {"child_id": ChildId(self.matter.case_id), "authority": self.authority, "occurred_on": on}
        self.matter = self.matter.apply(kind.model_validate(about | more))
        return self

    def supervised(self, until: date) -> "Child":
        return self.told(SupervisionOrderGranted, REGISTERED_ON, order_id=OrderId(uuid4()), until=until)


def items(child: Child, next_on: date | None = NEXT_TUESDAY) -> list[AgendaItem]:
    """What is on the agenda of Tuesday 2 June 2026 for a child whom nobody referred."""
    called = PanelSittingCalled(
        sitting_id=SittingId(uuid4()), authority=child.authority, occurred_on=REGISTERED_ON, on=TUESDAY
    )
    sitting = PanelSitting.opened(called.sitting_id, policy_of).apply(called)
    return agenda(sitting, [], {child.matter.case_id: child.matter}, next_on, NOON)


def test_a_supervision_order_comes_to_the_last_sitting_before_its_three_months() -> None:
    (item,) = items(Child().supervised(until=date(2026, 9, 8)))
    (due,) = item.due
    assert due.due_on == date(2026, 6, 8)
    assert "appendix 10 s.7" in due.source
    assert "Legal Gateway considers an extension or a care order" in due.what
    assert item.why == ("Due, but not referred yet: refer the child to the Legal Gateway.",)
    assert item.chair_why == "Nobody sits yet; say who sits and who chairs."
    assert not item.ready


def test_a_supervision_order_that_can_wait_for_the_next_sitting_does() -> None:
    assert items(Child().supervised(until=date(2026, 9, 9))) == []


def test_where_no_later_sitting_is_in_the_calendar_what_is_noticed_comes_to_this_one() -> None:
    assert items(Child().supervised(until=date(2026, 9, 9)), next_on=None)
    assert items(Child().supervised(until=date(2026, 10, 20)), next_on=None) == []


def test_what_is_late_stays_on_the_agenda_until_the_panel_decides() -> None:
    child = Child().supervised(until=date(2026, 7, 1))
    assert [one.due_on for one in items(child)[0].due] == [date(2026, 4, 1)]
    decided = {"decision_id": uuid4(), "referral_id": uuid4(), "outcome": GatewayOutcome.RATIFIED}
    assert items(child.told(GatewayDecisionMade, date(2026, 5, 26), **decided)) == []


def test_the_day_that_the_panel_agreed_for_its_review_brings_the_child_before_it_again() -> None:
    decided = {"decision_id": uuid4(), "referral_id": uuid4(), "outcome": GatewayOutcome.EXTENSION}
    child = Child().told(GatewayDecisionMade, date(2026, 4, 28), review_on=date(2026, 6, 4), **decided)
    ((due,),) = (item.due for item in items(child))
    assert (due.due_on, due.what) == (date(2026, 6, 4), "Legal Gateway reviews the case, by the day that it agreed")
    assert items(child, next_on=date(2026, 6, 4)) == []
    deferred = decided | {"outcome": GatewayOutcome.DEFERRED}
    assert items(child.told(GatewayDecisionMade, date(2026, 5, 26), **deferred))
    stepped_down = decided | {"outcome": GatewayOutcome.STEP_DOWN}
    assert items(child.told(GatewayDecisionMade, date(2026, 6, 2), **stepped_down)) == []


def test_a_young_person_whom_a_service_manager_let_pass_is_not_on_the_agenda() -> None:
    child = Child().told(BecameLookedAfter, date(2026, 5, 20), legal_basis=LegalBasis.SECTION_20, reason="unplanned")
    assert items(child)
    bypassed = {"ratified_by_role": "service_manager", "reason": "aged_16_or_17_with_plan_of_return"}
    assert items(child.told(LegalGatewayBypassed, date(2026, 5, 21), **bypassed)) == []


def test_a_child_in_pre_proceedings_whom_the_police_protect_comes_before_the_panel_again() -> None:
    decided = {"decision_id": uuid4(), "referral_id": uuid4(), "outcome": GatewayOutcome.PRE_PROCEEDINGS}
    child = Child().told(GatewayDecisionMade, date(2026, 5, 12), **decided)
    child.told(BecameLookedAfter, date(2026, 5, 20), legal_basis=LegalBasis.POLICE_PROTECTION, reason="unplanned")
    (item,) = items(child)
    assert ["first available Legal Gateway Panel" in due.what for due in item.due] == [True]


def test_a_policy_that_wants_nothing_from_the_panel_puts_nobody_on_its_agenda() -> None:
    assert items(Child("bradford").supervised(until=date(2026, 7, 1))) == []


def test_nothing_is_reckoned_for_a_child_who_is_not_registered_or_of_years_nobody_can_count() -> None:
    assert due_before_panel(LegalMatter.opened(uuid4(), policy_of), TUESDAY) == []
    child = Child()
    child.told(SupervisionOrderGranted, date(9999, 12, 31), order_id=OrderId(uuid4()))
    assert due_before_panel(child.matter, date(9999, 12, 31)) == []

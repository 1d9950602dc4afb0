"""What is entered back: no entry of an earlier day takes the ground from what is recorded of a later one."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

import pytest

from services.gateway.domain import orders, proceedings
from services.gateway.domain.lacking import lacks
from services.gateway.domain.standing import conclude
from services.gateway.main import SERVICE
from shared.errors import RuleBroken
from shared.events.base import EntryVoided, Event
from shared.events.codes import (
    Application,
    ContactScope,
    GatewayOutcome,
    HearingKind,
    OrderEnd,
    ProceedingsOutcome,
    ReferralPurpose,
)
from shared.events.gateway import (
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    GatewayDecisionMade,
    InterimCareOrderGranted,
    ReferredToLegalGateway,
    SupervisionOrderGranted,
)
from shared.identifiers import OrderId, ReferralId
from shared.messaging.conclusions import conclusions
from shared.messaging.journal import Entry
from shared.policy.packs import order_table
from tests.gateway.court import Child
from tests.gateway.machine.books import Books
from tests.gateway.period_story import day, in_pre_proceedings

TABLE = order_table("warrington")


def before_they_were_issued() -> None:
    """An application before pre-proceedings began, for which proceedings were agreed earlier."""
    story = in_pre_proceedings()
    decided = story.matter.every(GatewayDecisionMade)[0]
    story.then(decided.model_copy(update={"occurred_on": day("03-03"), "outcome": GatewayOutcome.CARE_PROCEEDINGS}))
    proceedings.issue(
        story.matter,
        TABLE,
        day("03-10"),
        application=Application.CARE,
        court_case_number="WA26C50001",
        hearing_on=None,
    )


def within_concluded_proceedings() -> None:
    child = Child().before_the_court()
    child.then(proceedings.conclude(child.matter, date(2026, 6, 1), ProceedingsOutcome.NO_ORDER))
    child.issued("2026-03-02", number="WA26C50002")


def concluded_before_an_application() -> None:
    child = Child().before_the_court().issued("2026-03-02", Application.SUPERVISION)
    proceedings.conclude(child.matter, date(2026, 2, 2), ProceedingsOutcome.NO_ORDER)


def extended_after_it_was_discharged() -> None:
    child = Child().before_the_court()
    order = child.granted(InterimCareOrderGranted, "2026-02-02")
    child.ended(order, "2026-04-01")
    child.granted(InterimCareOrderGranted, "2026-03-02", extends=order.order_id)


def discharged_twice() -> None:
    child = Child().before_the_court()
    order = child.granted(CareOrderGranted, "2026-02-02")
    child.ended(order, "2026-04-01")
    orders.end(child.matter, TABLE, order.order_id, date(2026, 3, 2), OrderEnd.DISCHARGED)


def a_care_order_behind_time_spent_with_somebody() -> None:
    child = Child().before_the_court()
    child.granted(ChildArrangementsOrderGranted, "2026-03-02", scope=ContactScope.SPEND_TIME_WITH)
    child.granted(CareOrderGranted, "2026-02-02")


REFUSALS: dict[str, Callable[[], object]] = {
    "before pre-proceedings began on 31 March 2026; check it": lambda: in_pre_proceedings().lettered("03-30"),
    "the day is before pre-proceedings began on 31 March 2026": before_they_were_issued,
    "earlier proceedings were concluded on 1 June 2026; check the day": within_concluded_proceedings,
    "a supervision application was issued on 2 March 2026; check the day": concluded_before_an_application,
    "was discharged on 1 April 2026, and would have ended before; check the day": extended_after_it_was_discharged,
    "the care order of 2 February 2026 was discharged on 1 April 2026": discharged_twice,
    "cannot be while a care order stands; check the day": a_care_order_behind_time_spent_with_somebody,
}


@pytest.mark.parametrize("says", REFUSALS)
def test_an_entry_of_an_earlier_day_is_refused(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()


def test_a_referral_of_an_earlier_day_than_a_decided_one_waits_all_the_same() -> None:
    child = Child()
    first, second = ReferralId(uuid4()), ReferralId(uuid4())
    child.known(ReferredToLegalGateway, "2026-02-02", referral_id=first, purpose=ReferralPurpose.THRESHOLD)
    outcome = GatewayOutcome.THRESHOLD_NOT_MET
    child.known(GatewayDecisionMade, "2026-02-03", referral_id=first, decision_id=uuid4(), outcome=outcome)
    child.known(ReferredToLegalGateway, "2026-01-20", referral_id=second, purpose=ReferralPurpose.THRESHOLD)
    assert child.matter.referral
    assert child.matter.referral.referral_id == second


def test_an_emergency_hearing_needs_no_proceedings() -> None:
    child = Child()
    assert lacks(child.matter, child.held(HearingKind.EMERGENCY_PROTECTION, "2026-02-02")) is None


def concluded_anew(child: Child, told: Event, today: date) -> Sequence[Event]:
    """What the gateway concludes of a child about whom it told something by itself."""
    books, kind, case = Books(), SERVICE.kinds["child"], child.matter
    entries = [
        Entry(books.number(), event, place, books.now, by="gateway" if event == told else "somebody")
        for place, event in enumerate(case.recorded, 1)
    ]
    return conclusions(kind, case.case_id, entries, "gateway", today, case)


def test_a_discharge_that_is_recorded_late_takes_the_end_back_that_another_order_made() -> None:
    child = Child().before_the_court()
    first = child.granted(InterimCareOrderGranted, "2026-02-02")
    child.granted(InterimCareOrderGranted, "2026-03-02")
    (superseded,) = conclude(child.matter, date(2026, 3, 2))
    child.then(superseded)
    assert concluded_anew(child, superseded, date(2026, 3, 3)) == []
    child.ended(first, "2026-02-23")
    (gone,) = concluded_anew(child, superseded, date(2026, 3, 3))
    assert isinstance(gone, EntryVoided)


def test_an_extension_that_is_recorded_late_takes_the_end_back_that_was_told() -> None:
    child = Child().before_the_court()
    first = child.granted(SupervisionOrderGranted, "2026-02-02", until="2026-08-01")
    (expired,) = conclude(child.matter, date(2026, 9, 1))
    child.then(expired)
    terms = orders.Terms(until=date(2027, 8, 1), extends=OrderId(first.order_id))
    extension = orders.grant(
        child.matter, TABLE, SupervisionOrderGranted, OrderId(uuid4()), date(2026, 7, 20), terms=terms
    )
    child.then(extension)
    gone, ended = concluded_anew(child, expired, date(2026, 9, 1))
    assert isinstance(gone, EntryVoided)
    assert (ended.occurred_on, vars(ended)["reason"]) == (date(2026, 7, 20), OrderEnd.SUPERSEDED)

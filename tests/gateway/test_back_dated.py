"""What is entered back: no entry of an earlier day takes the ground from what is recorded of a later one."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

import pytest

from services.gateway.child_page.domain.grounds import GROUNDS
from services.gateway.court.domain import in_proceedings, order_ends, orders, proceedings
from services.gateway.court.domain.orders_in_force import conclude
from services.gateway.court.domain.timetable import proceedings_of
from services.gateway.main import SERVICE
from shared.errors import RuleBroken
from shared.events.base import EntryVoided, Event
from shared.events.codes.gateway import (
    Application,
    ContactScope,
    DirectionKind,
    GatewayOutcome,
    HearingKind,
    OrderEnd,
    ProceedingsOutcome,
    ReferralPurpose,
    TimetableExtensionReason,
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
from tests.gateway.court import Child, direct, to_be_discharged
from tests.gateway.machine.books import Books
from tests.gateway.period_story import day, in_pre_proceedings


def before_they_were_issued() -> None:
    """An application before pre-proceedings began, for which proceedings were agreed earlier."""
    story = in_pre_proceedings()
    decided = story.matter.every(GatewayDecisionMade)[0]
    story.then(decided.model_copy(update={"occurred_on": day("03-03"), "outcome": GatewayOutcome.CARE_PROCEEDINGS}))
    proceedings.issue(
        story.matter,
        day("03-10"),
        application=Application.CARE,
        court_case_number="WA26C50001",
        hearing_on=None,
    )


def within_concluded_proceedings() -> None:
    child = Child().before_the_court()
    child.then(proceedings.conclude(child.matter, date(2026, 6, 1), ProceedingsOutcome.NO_ORDER))
    child.issued("2026-03-02", number="WA26C50002")


def concluded(outcome: ProceedingsOutcome = ProceedingsOutcome.CARE_ORDER) -> Child:
    """A child whose proceedings were concluded on 22 June 2026, in a care order of that day where it is said so."""
    child = Child().before_the_court()
    if outcome is ProceedingsOutcome.CARE_ORDER:
        child.granted(CareOrderGranted, "2026-06-22")
    child.then(proceedings.conclude(child.matter, date(2026, 6, 22), outcome))
    return child


def concluded_while_they_went_on(step: Callable[[Child], object]) -> Child:
    child = Child().before_the_court()
    step(child)
    child.then(proceedings.conclude(child.matter, date(2026, 6, 21), ProceedingsOutcome.NO_ORDER))
    return child


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
    order_ends.end(child.matter, order.order_id, date(2026, 3, 2), OrderEnd.DISCHARGED)


def discharged_before_supervision_took_its_place() -> None:
    child = to_be_discharged()
    child.granted(SupervisionOrderGranted, "2027-03-01")
    child.ended(child.matter.every(CareOrderGranted)[0], "2027-02-22")


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
    "the proceedings of that day are recorded to have ended without an order; check the day": lambda: concluded(
        ProceedingsOutcome.WITHDRAWN
    ).granted(SupervisionOrderGranted, "2026-03-02"),
    "the proceedings were concluded on 22 June 2026; check the day, or record the application": lambda: (
        concluded().held(HearingKind.FINAL, "2026-06-23")
    ),
    "before the application was issued on 19 January 2026; check it": lambda: concluded().held(
        HearingKind.CASE_MANAGEMENT, "2026-01-18"
    ),
    "were concluded on 22 June 2026; check the day, or record the application": lambda: proceedings.conclude(
        concluded().matter, date(2026, 6, 22), ProceedingsOutcome.CARE_ORDER
    ),
    r"the proceedings went on after that day \(hearing held on 22 June 2026\); check the day": lambda: (
        concluded_while_they_went_on(lambda child: child.held(HearingKind.FINAL, "2026-06-22"))
    ),
    r"the proceedings went on after that day \(care order granted on 22 June 2026\)": lambda: (
        concluded_while_they_went_on(lambda child: child.granted(CareOrderGranted, "2026-06-22"))
    ),
    "a supervision order took its place on 1 March 2027; check the day": discharged_before_supervision_took_its_place,
    "cannot be while a care order stands; check the day": a_care_order_behind_time_spent_with_somebody,
}


@pytest.mark.parametrize("says", REFUSALS)
def test_an_entry_of_an_earlier_day_is_refused(says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        REFUSALS[says]()


FORGOTTEN: tuple[Callable[[Child], object], ...] = (
    lambda child: child.held(HearingKind.FINAL, "2026-06-22"),
    lambda child: child.listed(HearingKind.FINAL, "2026-06-01", "2026-06-22"),
    lambda child: child.granted(InterimCareOrderGranted, "2026-02-02"),
    lambda child: direct(child, "2026-02-02", "2026-03-02"),
    lambda child: extend_timetable(child, "2026-06-01", "2026-09-13"),
)


def extend_timetable(child: Child, on: str, until: str) -> None:
    because = TimetableExtensionReason.TIMETABLE_FOR_CHILD
    until_day = date.fromisoformat(until)
    child.then(in_proceedings.extend_timetable(child.matter, date.fromisoformat(on), until=until_day, reason=because))


@pytest.mark.parametrize("record", FORGOTTEN)
def test_what_was_forgotten_until_proceedings_were_concluded_is_recorded_in_them(
    record: Callable[[Child], object],
) -> None:
    child = concluded()
    record(child)
    last = child.matter.recorded[-1]
    (one,) = proceedings_of(child.matter)
    assert GROUNDS.lacks(child.matter, last) is None
    assert last in one.during(type(last))


AFTERWARDS: tuple[Callable[[Child], object], ...] = (
    lambda child: child.held(HearingKind.EMERGENCY_PROTECTION, "2026-06-22"),
    lambda child: direct(child, "2026-06-22", "2026-08-03", DirectionKind.SECTION_37),
    lambda child: (
        direct(child, "2026-06-22", "2026-08-03", DirectionKind.SECTION_37),
        child.granted(InterimCareOrderGranted, "2026-06-22"),
    ),
)


@pytest.mark.parametrize("record", AFTERWARDS)
def test_what_needs_no_proceedings_of_ours_does_not_keep_them_open(record: Callable[[Child], object]) -> None:
    child = concluded_while_they_went_on(record)
    assert not [event for event in child.matter.recorded if GROUNDS.lacks(child.matter, event)]


def test_an_order_forgotten_in_earlier_proceedings_is_recorded_while_later_ones_are_open() -> None:
    child = concluded().issued("2027-02-01", Application.DISCHARGE, "WA27C50002")
    child.granted(InterimCareOrderGranted, "2026-02-02")
    assert [since for since, status, _, _ in child.codes() if status != "no_order"] == ["2026-02-02", "2026-06-22"]


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
    assert GROUNDS.lacks(child.matter, child.held(HearingKind.EMERGENCY_PROTECTION, "2026-02-02")) is None


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
    extension = orders.grant(child.matter, SupervisionOrderGranted, OrderId(uuid4()), date(2026, 7, 20), terms=terms)
    child.then(extension)
    gone, ended = concluded_anew(child, expired, date(2026, 9, 1))
    assert isinstance(gone, EntryVoided)
    assert (ended.occurred_on, vars(ended)["reason"]) == (date(2026, 7, 20), OrderEnd.SUPERSEDED)

"""Orders in force: all services and tracking's timeline agree on every one, in whatever order they heard of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.family_finding.search.domain.search import Search
from services.gateway.child.domain.matter import LegalMatter
from services.planning.child.domain import PermanenceCase
from shared.child_case import Order, orders_of
from shared.events.base import Event
from shared.events.codes.gateway import Application, ContactScope, OrderEnd, ProceedingsOutcome
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildBorn,
    ChildRegistered,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    InterimSupervisionOrderGranted,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
    ProceedingsConcluded,
    ProceedingsIssued,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.history import History
from shared.identifiers import ChildId, OrderId
from shared.policy import orders
from shared.policy.reading.packs import policy_of
from shared.policy.reckoning.facts import Fact, record_of
from shared.policy.reckoning.timeline import timeline

CHILD = ChildId(UUID(int=1))
ABOUT: dict[str, Any] = {"child_id": CHILD}
FIRST, LAST = date(2026, 1, 5), date(2029, 1, 1)
IDS = [OrderId(UUID(int=number)) for number in range(101, 107)]
MADE: tuple[type[OrderGranted], ...] = (
    InterimCareOrderGranted,
    CareOrderGranted,
    SupervisionOrderGranted,
    InterimSupervisionOrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    ChildArrangementsOrderGranted,
    EmergencyProtectionOrderGranted,
    AdoptionOrderGranted,
)
# Many on few days, so that they meet, and some so far off that an order runs out in between.
DAYS = st.one_of(st.integers(0, 4), st.integers(0, 90), st.integers(0, 900)).map(lambda days: FIRST + timedelta(days))
BIRTHS = st.sampled_from([date(2008, 2, 29), date(2010, 1, 10), date(2011, 3, 1), date(2020, 6, 15)])


@st.composite
def records(draw: st.DrawFn) -> list[Event]:
    """What bears on a child's orders: the birth, orders made and taken back, proceedings; lawful or not."""
    about = {**ABOUT, "authority": draw(st.sampled_from(["warrington", "bradford", "together_for_adoption"]))}
    events: list[Event] = []
    if draw(st.booleans()):
        events.append(ChildRegistered(**about, occurred_on=FIRST, date_of_birth=draw(BIRTHS)))
    else:
        expected, born = FIRST + timedelta(40), FIRST + timedelta(draw(st.integers(0, 60)))
        events.append(ChildRegistered(**about, occurred_on=FIRST, expected_date_of_birth=expected))
        events += [ChildBorn(**about, occurred_on=born, date_of_birth=born)] if draw(st.booleans()) else []
    for order_id in draw(st.lists(st.sampled_from(IDS), unique=True)):
        kind = draw(st.sampled_from(MADE))
        said: dict[str, Any] = {"until": draw(st.none() | DAYS), "extends": draw(st.none() | st.sampled_from(IDS))}
        if kind is ChildArrangementsOrderGranted:
            said["scope"] = draw(st.sampled_from(ContactScope))
        events.append(kind(**about, occurred_on=draw(DAYS), order_id=order_id, **said))
    for order_id, on, reason in draw(st.lists(st.tuples(st.sampled_from(IDS), DAYS, st.sampled_from(OrderEnd)))):
        events.append(OrderEnded(**about, occurred_on=on, order_id=order_id, reason=reason))
    for on, application in draw(st.lists(st.tuples(DAYS, st.sampled_from(Application)))):
        events.append(ProceedingsIssued(**about, occurred_on=on, application=application))
    for on in draw(st.lists(DAYS)):
        events.append(ProceedingsConcluded(**about, occurred_on=on, outcome=ProceedingsOutcome.NO_ORDER))
    return events


def known_to(service: type[History], events: Iterable[Event]) -> Sequence[Order]:
    """The orders as a service has them once it recorded or heard these events; it hears what it goes by."""
    case = service.opened(CHILD, policy_of)
    for event in events:
        if service is LegalMatter or type(event) in service.HEARD:
            case = case.apply(event)
    return orders_of(case)


def by_tracking(events: Sequence[Event]) -> Sequence[orders.Order[Fact]]:
    """The orders in the timeline that tracking reckons with, each event recorded when it was told."""
    moments = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=place) for place in range(len(events))]
    facts = [Fact.of(event, str(place), at) for place, (event, at) in enumerate(zip(events, moments, strict=True))]
    record = record_of(facts)
    return timeline(record.standing(LAST, record.entries), policy_of(events[0].authority).statuses).orders


def told(orders: Iterable[orders.Order[Any]], order_id: Callable[[Any], str]) -> dict[str, tuple[object, ...]]:
    """Every order by its id: its status, its days, and how it ends."""
    return {
        order_id(order.granted): (order.status.status, order.since, order.until, order.last_day, order.end)
        for order in orders
    }


@settings(max_examples=150, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_all_agree_on_every_order(events: list[Event], chance: Random) -> None:
    known = told(known_to(LegalMatter, events), _id)
    placing = {order_id: said for order_id, said in known.items() if said[0] == "placement_order"}
    for service in (LegalMatter, PermanenceCase):
        assert told(known_to(service, chance.sample(events, len(events))), _id) == known
    searched = known_to(Search, chance.sample(events, len(events)))
    assert told([order for order in searched if order.status.status == "placement_order"], _id) == placing
    assert told(by_tracking(chance.sample(events, len(events))), lambda fact: str(fact.text("order_id"))) == known


def _id(granted: OrderGranted) -> str:
    return str(granted.order_id)


@settings(max_examples=60, deadline=None)
@given(records())
def test_an_order_is_in_force_from_the_day_it_was_made_until_its_end(events: list[Event]) -> None:
    made = known_to(LegalMatter, events)
    turns = {day for order in made for day in (order.since, order.until, order.ends_on) if day}
    for day in sorted(turn + timedelta(days) for turn in turns for days in (-1, 0, 1)):
        for order in made:
            runs_out = order.until != order.ends_on  # what runs out has its last day still
            last = order.ends_on if runs_out else order.ends_on and order.ends_on - timedelta(days=1)
            assert order.covers(day) == (order.since <= day and (last is None or day <= last))
            assert order.outlasts(day) == (order.covers(day) and day != order.ends_on)


@settings(max_examples=60, deadline=None)
@given(records())
def test_no_order_that_ends_another_leaves_it_standing(events: list[Event]) -> None:
    made = known_to(LegalMatter, events)
    for order in made:
        ended = [other for other in made if other.status.status in order.status.ended and other.since < order.since]
        assert not [other for other in ended if other.outlasts(order.since)]

"""Between services there is no order: what is concluded and shown is the same however it was heard."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.planning.care.domain.following import follow
from services.planning.child.domain import PermanenceCase
from services.planning.main import project_child
from shared.events.base import Event
from shared.events.codes.family_finding import DisruptionReason
from shared.events.codes.gateway import ContactScope
from shared.events.family_finding import PlacedForAdoption, PlacedLongTerm, PlacementDisrupted
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    SiblingGroupChanged,
    SpecialGuardianshipOrderGranted,
)
from shared.identifiers import SiblingGroupId
from shared.policy.reading.packs import policy_of
from tests.planning.story import (
    ABOUT,
    ADOPTION_ORDER,
    CHILD,
    INTERIM_CARE_ORDER,
    ISSUED,
    LEGAL_ACTION_AGREED,
    MILLERS,
    MRS_PRICE,
    OKAFORS,
    PLACED_FOR_ADOPTION,
    PLACEMENT_ORDER,
    REGISTERED,
    day,
    order,
    should_be_placed,
)

OWN = tuple(should_be_placed().recorded)
GROUPS = (("01-20", SiblingGroupId(UUID(int=51))), ("02-20", SiblingGroupId(UUID(int=52))), ("02-20", None))
JOURNEY = (
    REGISTERED,
    LEGAL_ACTION_AGREED,
    ISSUED,
    INTERIM_CARE_ORDER,
    CareOrderGranted(**ABOUT, occurred_on=day("07-06"), order_id=order(81)),
    PLACEMENT_ORDER,
    PLACED_FOR_ADOPTION,
    ADOPTION_ORDER,
    # In one group, then in another, and out of it on the same day.
    *(SiblingGroupChanged(**ABOUT, occurred_on=day(on), sibling_group_id=group) for on, group in GROUPS),
)
# The carers of the placement that was recorded by hand are Mrs Price, whom family finding may know by the same id.
FAMILIES = st.sampled_from([MILLERS, OKAFORS, MRS_PRICE])
DAYS = st.dates(day("01-10"), day("12-28"))
NUMBERS = st.integers(90, 95).map(order)


def told(kind: type[Event], **fields: Any) -> st.SearchStrategy[Event]:  # noqa: ANN401 - strategies of any field
    return st.builds(kind, child_id=st.just(CHILD), authority=st.just("warrington"), occurred_on=DAYS, **fields)


ANYTHING_THAT_MOVES_A_CHILD = st.one_of(
    told(PlacedForAdoption, family_id=FAMILIES, early_permanence=st.booleans()),
    told(PlacedLongTerm, family_id=FAMILIES),
    told(PlacementDisrupted, reason=st.just(DisruptionReason.OTHER)),
    told(AdoptionOrderGranted, order_id=NUMBERS),
    told(SpecialGuardianshipOrderGranted, order_id=NUMBERS),
    told(ChildArrangementsOrderGranted, order_id=NUMBERS, scope=st.sampled_from(ContactScope)),
)


def heard_in_turn(events: list[Event]) -> PermanenceCase:
    """The case that recorded its own story, then heard these one by one and recorded what followed from each."""
    case = PermanenceCase.opened(CHILD, policy_of)
    for event in (*OWN, *events):
        case = case.apply(event)
        if event not in OWN:
            for fact in follow(case):
                case = case.apply(fact)
    return case


def shown(case: PermanenceCase) -> list[dict[str, Any]]:
    return [row.model_dump() for row in project_child(case, 0, date.max)]


IN_ORDER = heard_in_turn(list(JOURNEY))


def test_the_journey_ends_in_adoption() -> None:
    case, *rest = shown(IN_ORDER)
    assert (case["ceased_on"], case["ceased_because"]) == (day("12-14"), "adopted")
    assert [(row["kind"], row["ended_on"]) for row in rest if "kind" in row] == [
        ("foster", day("07-27")),
        ("adoptive", day("12-14")),
    ]


@settings(deadline=None)
@given(st.permutations(JOURNEY))
def test_the_order_of_hearing_does_not_matter(events: list[Event]) -> None:
    case = heard_in_turn(events)
    assert shown(case) == shown(IN_ORDER)
    assert follow(case) == ()


@settings(deadline=None)
@given(
    st.lists(ANYTHING_THAT_MOVES_A_CHILD, min_size=2, max_size=5).flatmap(
        lambda s: st.tuples(st.just(s), st.permutations(s))
    )
)
def test_not_even_where_the_facts_contradict_each_other(both: tuple[list[Event], list[Event]]) -> None:
    first, second = (heard_in_turn([REGISTERED, *events]) for events in both)
    assert shown(first) == shown(second)
    assert follow(first) == follow(second) == ()


def test_all_at_once_comes_to_the_same() -> None:
    case = PermanenceCase.opened(CHILD, policy_of)
    for event in (*OWN, *JOURNEY):
        case = case.apply(event)
    for fact in follow(case):
        case = case.apply(fact)
    assert shown(case) == shown(IN_ORDER)


@settings(deadline=None)
@given(st.permutations(JOURNEY))
def test_nothing_is_shown_or_concluded_of_a_child_who_is_not_registered(events: list[Event]) -> None:
    case = heard_in_turn([event for event in events if event is not REGISTERED])
    assert (shown(case), follow(case)) == ([], ())


@settings(deadline=None)
@given(st.sets(st.sampled_from(range(len(OWN)))))
def test_whatever_entries_are_voided_the_rest_still_makes_a_case(voided: set[int]) -> None:
    case = PermanenceCase.opened(CHILD, policy_of)
    for event in (*JOURNEY, *(event for place, event in enumerate(OWN) if place not in voided)):
        case = case.apply(event)
    for fact in follow(case):
        case = case.apply(fact)
    assert shown(case)[0]["child_id"] == CHILD
    assert follow(case) == ()

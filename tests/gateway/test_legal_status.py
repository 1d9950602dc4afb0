"""Legal status: spells without gaps, the code that is reported, and what contradicts itself on the record."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.legal_status.history import history
from shared.events.base import Event
from shared.events.codes.gateway import ContactScope, Entry, OrderEnd
from shared.events.codes.planning import LegalBasis
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    ChildRegistered,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    OrderEnded,
    OrderGranted,
    PlacementOrderGranted,
    ProceedingsConcluded,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.events.planning import BecameLookedAfter, CeasedToBeLookedAfter, LegalBasisChanged
from shared.policy.reading.packs import policy_of
from tests.gateway.court import Child, day

TABLE = policy_of("warrington").statuses
FIRST = date(2026, 1, 5)


def test_from_section_20_to_adoption() -> None:
    child = Child().in_care("2026-01-10").before_the_court().asked_to_be_placed()
    child.granted(InterimCareOrderGranted, "2026-01-26")
    child.granted(CareOrderGranted, "2026-06-22")
    child.granted(PlacementOrderGranted, "2026-06-22")
    child.granted(AdoptionOrderGranted, "2027-02-01")
    child.out_of_care("2027-02-01")
    assert child.codes() == [
        ("2026-01-05", "no_order", None, False),
        ("2026-01-10", "section_20", "V2", True),
        ("2026-01-26", "interim_care_order", "C1", True),
        ("2026-06-22", "placement_order", "E1", True),
        ("2027-02-01", "adoption_order", None, False),
    ]
    assert [one.parental_responsibility for one in child.history().spells] == [
        "parents",
        "parents",
        "shared_with_authority",
        "authority_limits_parents",
        "adopters_only",
    ]
    assert child.history().contradictions == ()
    assert child.history().spells[-1].until == day("2038-06-15")


def test_a_placement_order_is_what_is_reported_while_a_care_order_stands_which_then_has_effect_again() -> None:
    child = Child().before_the_court().asked_to_be_placed().in_care("2026-06-22", LegalBasis.CARE_ORDER)
    child.granted(CareOrderGranted, "2026-06-22")
    placing = child.granted(PlacementOrderGranted, "2026-07-06")
    child.ended(placing, "2026-11-02", OrderEnd.REVOKED)
    assert [spell[1:3] for spell in child.codes()[1:]] == [
        ("care_order", "C2"),
        ("placement_order", "E1"),
        ("care_order", "C2"),
    ]
    assert child.history().spells[2].standing == ("placement_order", "care_order")
    assert [one.begun_by for one in child.history().spells] == [
        "gateway.child_registered.v1",
        "gateway.care_order_granted.v1",
        "gateway.placement_order_granted.v1",
        "gateway.order_ended.v1",
    ]


def test_from_police_protection_over_an_emergency_order_home_under_supervision() -> None:
    child = Child().in_care("2026-01-10", LegalBasis.POLICE_PROTECTION).decided()
    child.granted(EmergencyProtectionOrderGranted, "2026-01-12")
    child.issued("2026-01-19")
    child.granted(SupervisionOrderGranted, "2026-01-20", until="2026-12-31")
    child.out_of_care("2026-01-20")
    assert child.codes() == [
        ("2026-01-05", "no_order", None, False),
        ("2026-01-10", "police_protection", "L1", True),
        ("2026-01-12", "emergency_protection_order", "L2", True),
        ("2026-01-20", "supervision_order", None, False),
        ("2027-01-01", "no_order", None, False),
    ]
    assert child.history().contradictions == ()


def test_a_back_dated_order_changes_what_was() -> None:
    child = Child().before_the_court().in_care("2026-01-26", LegalBasis.INTERIM_CARE_ORDER)
    (told,) = child.history().contradictions
    assert told.since == day("2026-01-26")
    assert told.says == (
        "looked after under an order that is not recorded (interim care order); have that order recorded"
    )
    assert child.codes()[-1] == ("2026-01-26", "interim_care_order", "C1", True)
    child.granted(InterimCareOrderGranted, "2026-01-26", until="2026-07-20")
    assert child.history().until(day("2026-07-20")).contradictions == ()
    assert child.codes()[1] == ("2026-01-26", "interim_care_order", "C1", True)


def test_police_protection_that_goes_on_is_doubted() -> None:
    child = Child().in_care("2026-01-10", LegalBasis.POLICE_PROTECTION)
    (told,) = child.history().contradictions
    assert told.since == day("2026-01-14")
    assert "lasted to 13 January 2026 at most" in told.says
    assert not child.history().until(day("2026-01-13")).contradictions


def test_section_20_beside_a_care_order_is_a_contradiction() -> None:
    child = Child().before_the_court()
    child.granted(CareOrderGranted, "2026-06-22")
    child.in_care("2026-07-06", LegalBasis.SECTION_20)
    (told,) = child.history().contradictions
    assert told.since == day("2026-07-06")
    assert told.says == "section 20 accommodation and care order exclude each other; record the end of one"
    assert child.codes()[-1][1:] == ("care_order", "C2", True)


def test_care_without_any_ground_left_is_a_contradiction() -> None:
    child = Child().before_the_court().in_care("2026-01-26", LegalBasis.INTERIM_CARE_ORDER)
    child.granted(InterimCareOrderGranted, "2026-01-26", until="2026-03-30")
    (told,) = child.history().contradictions
    assert told.since == day("2026-03-31")
    assert told.says.startswith("looked after without an order or another ground on record")
    assert child.codes()[-1] == ("2026-03-31", "no_order", None, True)


def test_an_interim_order_made_the_day_after_the_last_day_of_another_leaves_no_gap() -> None:
    child = Child().before_the_court().in_care("2026-01-19", LegalBasis.INTERIM_CARE_ORDER)
    child.granted(InterimCareOrderGranted, "2026-01-19", until="2026-05-20")
    child.granted(InterimCareOrderGranted, "2026-05-21", until="2026-08-20")
    assert child.codes()[1:] == [
        ("2026-01-19", "interim_care_order", "C1", True),
        ("2026-08-21", "no_order", None, True),
    ]


def test_a_child_with_guardians_who_is_accommodated_is_reported_as_accommodated() -> None:
    child = Child()
    child.granted(SpecialGuardianshipOrderGranted, "2026-02-02")
    child.in_care("2026-03-02")
    last = child.history().spells[-1]
    assert (last.status.status, last.code, last.standing) == (
        "section_20",
        "V2",
        ("section_20", "special_guardianship_order"),
    )
    assert last.parental_responsibility == "special_guardian_over_parents"


ORDERS: st.SearchStrategy[type[OrderGranted]] = st.sampled_from(
    [
        AdoptionOrderGranted,
        PlacementOrderGranted,
        CareOrderGranted,
        InterimCareOrderGranted,
        EmergencyProtectionOrderGranted,
        SpecialGuardianshipOrderGranted,
        ChildArrangementsOrderGranted,
        SupervisionOrderGranted,
    ]
)
DAYS = st.dates(FIRST, FIRST + timedelta(days=1200))
ABOUT = {"child_id": UUID(int=1), "authority": "warrington"}


@st.composite
def orders(draw: st.DrawFn, number: int) -> list[Event]:
    """An order, and perhaps that the court took it back."""
    kind: type[OrderGranted] = draw(ORDERS)
    on = draw(DAYS)
    until = draw(st.none() | st.integers(0, 800).map(lambda days: on + timedelta(days=days)))
    scope = {"scope": draw(st.sampled_from(ContactScope))} if kind is ChildArrangementsOrderGranted else {}
    order_id = UUID(int=100 + number)
    made = kind.model_validate({**ABOUT, "occurred_on": on, "order_id": order_id, "until": until, **scope})
    if not draw(st.booleans()):
        return [made]
    end = OrderEnded.model_validate(
        {
            **ABOUT,
            "occurred_on": on + timedelta(days=draw(st.integers(0, 400))),
            "order_id": order_id,
            "reason": draw(st.sampled_from(OrderEnd)),
        }
    )
    return [made, end]


@st.composite
def lives(draw: st.DrawFn) -> list[Event]:
    """Anything that may be on the record of a child, whether it makes sense or not."""
    events: list[Event] = [
        ChildRegistered.model_validate(
            {
                **ABOUT,
                "occurred_on": FIRST,
                "date_of_birth": draw(st.dates(date(2009, 1, 1), FIRST)),
                "entry": Entry.REFERRAL,
            }
        )
    ]
    for number in range(draw(st.integers(0, 5))):
        events += draw(orders(number))
    for on in draw(st.lists(DAYS, max_size=3, unique=True)):
        basis = draw(st.sampled_from(LegalBasis))
        events.append(BecameLookedAfter.model_validate({**ABOUT, "occurred_on": on, "legal_basis": basis}))
    for on in draw(st.lists(DAYS, max_size=3)):
        basis = draw(st.sampled_from(LegalBasis))
        events.append(LegalBasisChanged.model_validate({**ABOUT, "occurred_on": on, "legal_basis": basis}))
    events += [
        CeasedToBeLookedAfter.model_validate({**ABOUT, "occurred_on": on})
        for on in draw(st.lists(DAYS, max_size=3, unique=True))
    ]
    events += [
        ProceedingsConcluded.model_validate({**ABOUT, "occurred_on": on, "outcome": "no_order"})
        for on in draw(st.lists(DAYS, max_size=1))
    ]
    return events


def matter_of(events: list[Event]) -> LegalMatter:
    matter = LegalMatter.opened(UUID(int=1), policy_of)
    for event in events:
        matter = matter.apply(event)
    return matter


@given(lives())
def test_no_day_is_without_a_status_and_none_has_two(life: list[Event]) -> None:
    spells = history(matter_of(life)).spells
    assert spells[0].since == FIRST
    for one, following in pairwise(spells):
        assert one.since < following.since == one.until
        assert (one.standing, one.looked_after) != (following.standing, following.looked_after)
    assert all(one.status.status == one.standing[0] for one in spells)
    assert all((one.code is not None) <= one.looked_after for one in spells)


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(life: list[Event], random: Random) -> None:
    shuffled = list(life)
    random.shuffle(shuffled)
    assert history(matter_of(shuffled)) == history(matter_of(life))


@given(lives())
def test_only_what_the_law_lets_stand_together_does_so_without_being_told(life: list[Event]) -> None:
    known = history(matter_of(life))
    told = {one.since for one in known.contradictions}
    for spell in known.spells:
        exclusive = any(other in TABLE.by_name[name].barred_by for name in spell.standing for other in spell.standing)
        unfounded = spell.looked_after and not any(TABLE.by_name[name].looked_after for name in spell.standing)
        assert not (exclusive or unfounded) or any(since <= spell.since for since in told)

"""On what other ground the child is looked after from a day on, while care goes on."""

import pytest

from services.planning.care.domain import care
from services.planning.care.domain.legal_basis import change_legal_basis
from services.planning.child_page.domain import GROUNDS
from shared.events.codes.gateway import OrderEnd
from shared.events.codes.planning import CareReason, LegalBasis
from shared.events.gateway import (
    CareOrderGranted,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    OrderEnded,
)
from shared.events.planning import BecameLookedAfter, LegalBasisChanged
from shared.policy.reading.packs import load_pack
from tests.planning.story import (
    ABOUT,
    PLACEMENT_ORDER,
    Story,
    day,
    fostered,
    in_planning,
    looked_after,
    order,
    refused,
)

TABLE = load_pack("england").statuses
PROTECTED = EmergencyProtectionOrderGranted(**ABOUT, occurred_on=day("02-04"), order_id=order(61))


def accommodated() -> Story:
    """A child who is looked after under section 20 since 15 January."""
    story = in_planning()
    story.does(care.become_looked_after, day("01-15"), legal_basis=LegalBasis.SECTION_20, reason=CareReason.PLANNED)
    return story


def changes(story: Story, on: str, basis: LegalBasis = LegalBasis.SECTION_20) -> LegalBasisChanged:
    """The child is looked after on another ground."""
    return story.does(change_legal_basis, day(on), legal_basis=basis)


def shown(story: Story) -> tuple[object, ...]:
    row = story.row()
    return row.looked_after_since, row.legal_basis, row.ceased_on


def test_the_interim_care_order_runs_out_and_the_mother_agrees_to_section_20_that_day() -> None:
    story = fostered()
    changes(story, "03-30")
    assert shown(story) == (day("01-15"), "section_20", None)
    assert story.homes() == [("foster", day("01-15"), None)]


def test_a_mother_who_agreed_when_the_order_ran_out_may_withdraw_her_consent() -> None:
    story = looked_after()
    changes(story, "03-30")
    story.does(care.cease_to_be_looked_after, day("05-04"), reason=CareReason.CONSENT_WITHDRAWN)
    assert shown(story) == (day("01-15"), "section_20", day("05-04"))


def test_the_police_protect_an_accommodated_child_the_court_does_and_the_mother_agrees_again() -> None:
    story = accommodated()
    changes(story, "02-02", LegalBasis.POLICE_PROTECTION)
    assert story.row().legal_basis == "police_protection"
    assert story.hears(PROTECTED).row().legal_basis == "emergency_protection_order"
    changes(story, "02-12")
    assert shown(story) == (day("01-15"), "section_20", None)


def test_an_order_of_a_later_day_is_the_ground_again() -> None:
    story = looked_after()
    changes(story, "03-30")
    story.hears(InterimCareOrderGranted(**ABOUT, occurred_on=day("04-20"), order_id=order(62)))
    assert story.row().legal_basis == "interim_care_order"


def test_a_care_order_is_the_ground_again_when_a_placement_order_is_revoked() -> None:
    story = looked_after().hears(CareOrderGranted(**ABOUT, occurred_on=day("07-06"), order_id=order(63)))
    assert story.hears(PLACEMENT_ORDER).row().legal_basis == "placement_order"
    revoked = OrderEnded(**ABOUT, occurred_on=day("10-05"), order_id=PLACEMENT_ORDER.order_id, reason=OrderEnd.REVOKED)
    assert story.hears(revoked).row().legal_basis == "care_order"


def test_a_child_who_is_not_looked_after_is_so_on_no_other_ground() -> None:
    with refused("the child is not looked after on 1 February 2026; record that the child became looked after first"):
        changes(in_planning(), "02-01")
    with refused("the child is not looked after on 14 January 2026; record that the child became looked after first"):
        changes(accommodated(), "01-14", LegalBasis.REMAND)


@pytest.mark.parametrize("basis", [basis for basis in LegalBasis if TABLE.by_name[basis].is_order])
def test_an_order_is_recorded_where_the_court_is(basis: LegalBasis) -> None:
    with refused("the court makes such an order; have it recorded with the Legal Gateway, and it counts here"):
        changes(accommodated(), "02-01", basis)


def test_a_ground_does_not_take_its_own_place() -> None:
    with refused(
        "section 20 is the ground on 1 February 2026 already; choose the one that took its place, or check the day"
    ):
        changes(accommodated(), "02-01")


def test_the_ground_changes_once_a_day_and_not_on_the_day_of_an_order() -> None:
    story = accommodated().hears(PROTECTED)
    with refused("an order was made on 4 February 2026 and is the ground from then on; check the day"):
        changes(story, "02-04", LegalBasis.REMAND)
    changes(story, "02-12", LegalBasis.REMAND)
    with refused("the ground changed on 12 February 2026 already; correct that entry"):
        changes(story, "02-12")


def test_a_change_that_is_recorded_late_comes_between_others() -> None:
    story = accommodated()
    changes(story, "03-02", LegalBasis.REMAND)
    changes(story, "02-02", LegalBasis.POLICE_PROTECTION)
    with refused("remand became the ground on 2 March 2026; correct the day of that entry"):
        changes(story, "02-16", LegalBasis.REMAND)
    changes(story, "02-04")
    assert story.row().legal_basis == "remand"


def test_what_is_recorded_after_care_ended_fits_its_end() -> None:
    story = accommodated()
    story.does(care.cease_to_be_looked_after, day("03-30"), reason=CareReason.CONSENT_WITHDRAWN)
    with refused("care ended on 30 March 2026, and no ground follows; check the day, or correct that entry"):
        changes(story, "03-30", LegalBasis.REMAND)
    with refused("care ended on 30 March 2026 as consent was withdrawn; correct that entry first"):
        changes(story, "03-02", LegalBasis.REMAND)
    ended = fostered()
    ended.does(care.cease_to_be_looked_after, day("05-04"), reason=CareReason.TURNED_18)
    changes(ended, "03-30")
    assert shown(ended) == (day("01-15"), "section_20", day("05-04"))


def test_care_does_not_end_before_its_ground_changed() -> None:
    story = looked_after()
    changes(story, "03-30")
    for on in ("03-29", "03-30"):
        with refused("the ground changed on 30 March 2026 and care went on; check the day, or void that entry first"):
            care.cease_to_be_looked_after(story.case, day(on), reason=CareReason.ORDER_ENDED)


def test_a_change_says_what_it_lacks_once_that_was_mended() -> None:
    story = accommodated()
    changed = changes(story, "02-02", LegalBasis.POLICE_PROTECTION)
    assert GROUNDS.lacks(story.case, changed) is None
    (began,) = story.said(BecameLookedAfter)
    alone = Story().hears(*story.case.heard)
    assert GROUNDS.lacks(alone.hears(changed).case, changed) == "that the child was looked after at the end of that day"
    protected = began.model_copy(update={"legal_basis": LegalBasis.POLICE_PROTECTION})
    assert GROUNDS.lacks(alone.hears(protected, changed).case, changed) == "another ground until that day"
    ordered = changed.model_copy(update={"legal_basis": LegalBasis.CARE_ORDER})
    assert GROUNDS.lacks(story.hears(ordered).case, ordered) == "a ground that is no order of the court"

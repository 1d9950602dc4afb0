"""Since when is the child looked after, on which ground, and what ends it?"""

import pytest

from services.planning.care.domain import care
from services.planning.child_page.domain import GROUNDS
from shared.events.base import Event
from shared.events.codes.gateway import ContactScope
from shared.events.codes.planning import CareReason, LegalBasis, Option
from shared.events.gateway import (
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    EmergencyProtectionOrderGranted,
    SpecialGuardianshipOrderGranted,
)
from shared.events.planning import BecameLookedAfter, CeasedToBeLookedAfter
from shared.policy.reading.packs import load_pack
from tests.planning.story import (
    ABOUT,
    ADOPTION_ORDER,
    REGISTERED,
    Story,
    day,
    fostered,
    in_planning,
    looked_after,
    order,
    planned,
    refused,
)

SPECIAL_GUARDIANSHIP = SpecialGuardianshipOrderGranted(**ABOUT, occurred_on=day("09-01"), order_id=order(61))
LIVE_WITH = ChildArrangementsOrderGranted(**ABOUT, occurred_on=day("09-01"), order_id=order(62))
SPEND_TIME_WITH = ChildArrangementsOrderGranted(
    **ABOUT, occurred_on=day("09-01"), order_id=order(63), scope=ContactScope.SPEND_TIME_WITH
)


def accommodated(story: Story, on: str = "01-15") -> Story:
    story.does(care.become_looked_after, day(on), legal_basis=LegalBasis.SECTION_20, reason=CareReason.UNPLANNED)
    return story


def test_a_child_becomes_looked_after_under_an_interim_care_order() -> None:
    shown = looked_after().row()
    assert (shown.looked_after_since, shown.legal_basis) == (day("01-15"), "interim_care_order")


def test_a_child_who_is_not_registered_does_not_become_looked_after() -> None:
    with refused("this child is not registered; register the child with the Legal Gateway first"):
        accommodated(Story())


def test_nothing_happens_before_the_child_was_registered() -> None:
    with refused("the day is before the child was registered on 5 January 2026; check it"):
        accommodated(in_planning(), "01-04")


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (LegalBasis.EMERGENCY_PROTECTION_ORDER, "emergency protection order"),
        (LegalBasis.INTERIM_CARE_ORDER, "interim care order"),
        (LegalBasis.CARE_ORDER, "care order"),
        (LegalBasis.PLACEMENT_ORDER, "placement order"),
    ],
)
def test_an_order_that_nobody_told_of_is_no_ground(basis: LegalBasis, words: str) -> None:
    with refused(f"no {words} by 20 January 2026 is known; have the order recorded with the Legal Gateway first"):
        care.become_looked_after(in_planning().case, day("01-20"), legal_basis=basis, reason=CareReason.PLANNED)


def test_an_order_made_later_is_no_ground_yet() -> None:
    story = in_planning().hears(CareOrderGranted(**ABOUT, occurred_on=day("02-01"), order_id=order(64)))
    with refused("no care order by 31 January 2026 is known"):
        care.become_looked_after(story.case, day("01-31"), legal_basis=LegalBasis.CARE_ORDER, reason=CareReason.PLANNED)


def test_an_order_that_has_ended_is_no_ground_any_more() -> None:
    protected = EmergencyProtectionOrderGranted(
        **ABOUT, occurred_on=day("01-14"), order_id=order(65), until=day("01-21")
    )
    story = in_planning().hears(protected)
    with refused(
        "the emergency protection order of 14 January 2026 ended on 21 January 2026; check the day, "
        "or name the ground that followed"
    ):
        under(story, "01-22")
    became = under(story, "01-21")
    assert GROUNDS.lacks(story.case, became) is None
    shortened = Story().hears(*(each for each in story.case.known if each not in {protected, became}))
    shortened.hears(protected.model_copy(update={"until": day("01-20")}), became)
    assert GROUNDS.lacks(shortened.case, became) == "the order that was its legal basis"


def under(story: Story, on: str) -> BecameLookedAfter:
    """The child becomes looked after under an emergency protection order."""
    basis = LegalBasis.EMERGENCY_PROTECTION_ORDER
    return story.does(care.become_looked_after, day(on), legal_basis=basis, reason=CareReason.UNPLANNED)


def test_nobody_becomes_looked_after_twice() -> None:
    with refused("the child is looked after since 15 January 2026 already; if the ground changed, record that"):
        accommodated(looked_after(), "02-01")


def test_the_ground_is_the_latest_order_made() -> None:
    story = looked_after().hears(CareOrderGranted(**ABOUT, occurred_on=day("06-01"), order_id=order(64)))
    assert story.row().legal_basis == "care_order"


def test_a_child_may_come_into_care_again_after_the_day_on_which_care_ended() -> None:
    story = accommodated(in_planning())
    story.does(care.cease_to_be_looked_after, day("02-01"), reason=CareReason.CONSENT_WITHDRAWN)
    with refused("the last period of care ended on 1 February 2026; a new one begins after that day"):
        accommodated(story, "02-01")
    shown = accommodated(story, "02-02").row()
    assert (shown.looked_after_since, shown.ceased_on) == (day("02-02"), None)


def test_a_child_who_is_not_looked_after_cannot_leave_care() -> None:
    with refused("the child is not looked after on 1 February 2026; record that the child became looked after first"):
        care.cease_to_be_looked_after(in_planning().case, day("02-01"), reason=CareReason.OTHER)


def test_care_ends_once() -> None:
    story = looked_after()
    story.does(care.cease_to_be_looked_after, day("03-01"), reason=CareReason.ORDER_ENDED)
    with refused("care ended on 1 March 2026 already; correct that entry if the day is wrong"):
        care.cease_to_be_looked_after(story.case, day("02-01"), reason=CareReason.ORDER_ENDED)


@pytest.mark.parametrize("reason", load_pack("england").statuses.leaving_care)
def test_what_an_order_ends_is_not_recorded_by_hand(reason: CareReason) -> None:
    with refused("this end of care follows from a court order; have the order recorded with the Legal Gateway"):
        care.cease_to_be_looked_after(looked_after().case, day("03-01"), reason=reason)


def test_consent_ends_no_care_that_rests_on_an_order() -> None:
    with refused("the child is not accommodated under section 20, so consent cannot end care; name what ended it"):
        care.cease_to_be_looked_after(looked_after().case, day("03-01"), reason=CareReason.CONSENT_WITHDRAWN)


def test_a_child_goes_home_when_that_is_the_plan_and_a_head_of_service_approves() -> None:
    story = planned(Option.RETURN_HOME)
    with refused("the return home is not approved; a Head of Service or above approves it first"):
        care.cease_to_be_looked_after(story.case, day("06-01"), reason=CareReason.RETURNED_HOME)
    story.does(care.approve_return_home, day("05-20"))
    story.does(care.cease_to_be_looked_after, day("06-01"), reason=CareReason.RETURNED_HOME)
    assert (story.row().ceased_on, story.row().ceased_because) == (day("06-01"), "returned_home")
    assert story.homes() == [("foster", day("01-15"), day("06-01"))]


def test_a_return_home_is_approved_only_where_it_is_the_plan() -> None:
    with refused("return home is not the agreed plan; agree a plan with return home as its primary option first"):
        care.approve_return_home(planned(Option.ADOPTION).case, day("05-20"))
    with refused("the child is not looked after on 20 May 2026; record that the child became looked after first"):
        care.approve_return_home(in_planning().case, day("05-20"))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (ADOPTION_ORDER, "adopted"),
        (SPECIAL_GUARDIANSHIP, "special_guardianship"),
        (LIVE_WITH, "child_arrangements"),
    ],
)
def test_an_order_for_good_ends_care_and_the_placement_on_its_day(made: Event, reason: str) -> None:
    story = fostered().hears(made)
    assert (story.row().ceased_on, story.row().ceased_because) == (made.occurred_on, reason)
    assert story.homes() == [("foster", day("01-15"), made.occurred_on)]


def test_an_order_about_time_spent_together_ends_nothing() -> None:
    assert fostered().hears(SPEND_TIME_WITH).row().ceased_on is None


def test_an_order_heard_twice_ends_care_once() -> None:
    again = ADOPTION_ORDER.model_copy(update={"order_id": order(65)})
    assert len(looked_after().hears(ADOPTION_ORDER, again).said(CeasedToBeLookedAfter)) == 1


def test_an_earlier_order_that_comes_to_light_moves_the_end_forward() -> None:
    story = fostered().hears(ADOPTION_ORDER, SPECIAL_GUARDIANSHIP)
    assert (story.row().ceased_on, story.row().ceased_because) == (day("09-01"), "special_guardianship")
    assert story.homes() == [("foster", day("01-15"), day("09-01"))]


def test_an_order_from_before_care_ends_no_later_care() -> None:
    story = Story().hears(REGISTERED, SPECIAL_GUARDIANSHIP)
    assert accommodated(story, "10-01").row().ceased_on is None


def test_an_order_that_ended_care_leaves_the_next_period_alone() -> None:
    story = accommodated(fostered().hears(SPECIAL_GUARDIANSHIP), "10-01")
    assert (story.row().looked_after_since, story.row().ceased_on) == (day("10-01"), None)
    assert len(story.said(CeasedToBeLookedAfter)) == 1

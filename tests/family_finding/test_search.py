"""Does the search begin for the right child, reach no further than it should, and name nobody too early?"""

import pytest

from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Progress
from shared.events.codes.family_finding import Scope, WideningReason
from shared.events.codes.planning import Option, RatifiedBy
from shared.events.gateway import InterimCareOrderGranted, LeaveToShareProfileGranted
from shared.events.planning import PermanencePlanAgreed
from shared.identifiers import OrderId, new_id
from shared.policy.reading.packs import policy_of
from tests.family_finding.story import (
    ABOUT,
    ADOPTION_CONSIDERED,
    ADOPTION_ORDER,
    CHILD,
    FOSTERING_AGREED,
    PLACEMENT_ORDER,
    REGISTERED,
    Story,
    day,
    referred,
    refused,
    searching,
)


def test_a_child_for_whom_adoption_is_considered_is_searched_for() -> None:
    story = searching()
    assert [event.wire_name for event in story.recorded] == [
        "family_finding.raa_notified.v1",
        "family_finding.family_finder_allocated.v1",
        "family_finding.family_finding_started.v1",
    ]
    assert {event.authority for event in story.recorded} == {"warrington"}
    assert story.progress() is Progress.SEARCHING


def test_nothing_is_done_about_a_child_who_is_not_registered() -> None:
    with refused("this child is not registered; register the child in the Legal Gateway first"):
        finding.notify_raa(Search.opened(CHILD, policy_of), day("01-13"))


def test_nothing_happens_before_the_child_is_known() -> None:
    with refused("the day is before the child was registered on 5 January 2026; check it"):
        finding.notify_raa(referred().search, day("01-04"))


def test_the_agency_is_not_notified_where_nobody_considers_adoption() -> None:
    with refused("adoption is not considered for this child; record a Legal Gateway decision or a plan that names it"):
        finding.notify_raa(Story().hears(REGISTERED).search, day("01-13"))


def test_the_agency_is_not_notified_before_the_decision_that_considers_adoption() -> None:
    with refused("adoption is not considered"):
        finding.notify_raa(Story().hears(REGISTERED, ADOPTION_CONSIDERED).search, day("01-11"))


def test_a_plan_that_names_adoption_is_enough_to_notify_the_agency() -> None:
    plan = PermanencePlanAgreed(
        **ABOUT, occurred_on=day("02-02"), version=1, primary=Option.ADOPTION, ratified_by=RatifiedBy.REVIEW
    )
    assert finding.notify_raa(Story().hears(REGISTERED, plan).search, day("02-03")).occurred_on == day("02-03")


def test_the_agency_is_notified_once() -> None:
    with refused("the agency was notified on 13 January 2026; have a family finder allocated next"):
        finding.notify_raa(searching().search, day("01-21"))


def test_no_family_finder_before_the_agency_knows_of_the_child() -> None:
    with refused("the regional adoption agency does not know of this child; notify the agency first"):
        finding.allocate_family_finder(referred().search, day("01-14"))


def test_a_child_to_be_fostered_for_good_needs_no_notice_to_the_agency() -> None:
    story = Story().hears(REGISTERED, FOSTERING_AGREED)
    story.does(finding.allocate_family_finder, day("04-02"))
    assert story.progress() is Progress.FAMILY_FINDER_ALLOCATED


def test_no_search_without_a_family_finder() -> None:
    with refused("the child has no family finder; allocate one first"):
        finding.start(referred().search, day("01-20"), scope=Scope.IN_HOUSE, reason=None, next_scope_on=None)


def test_a_search_begins_in_house() -> None:
    story = referred()
    story.does(finding.notify_raa, day("01-13"))
    story.does(finding.allocate_family_finder, day("01-14"))
    with refused("a search begins in-house; begin there, or give the reason that the child is likely to wait longer"):
        finding.start(
            story.search,
            day("01-20"),
            scope=Scope.NATIONAL,
            reason=WideningReason.NO_IN_HOUSE_FAMILY,
            next_scope_on=None,
        )
    wide = story.does(
        finding.start,
        day("01-20"),
        scope=Scope.NATIONAL,
        reason=WideningReason.LIKELY_TO_WAIT_LONGER,
        next_scope_on=None,
    )
    assert wide.scope is Scope.NATIONAL


def test_a_search_starts_once() -> None:
    with refused("the search began before, and is in-house now; widen it instead"):
        finding.start(searching().search, day("01-21"), scope=Scope.IN_HOUSE, reason=None, next_scope_on=None)


def test_a_search_only_widens() -> None:
    story = searching()
    story.does(finding.widen, day("03-20"), scope=Scope.REGIONAL, reason=None, next_scope_on=None)
    with refused("the search is regional already, and in-house is no wider; name a wider scope"):
        finding.widen(story.search, day("03-21"), scope=Scope.IN_HOUSE, reason=None, next_scope_on=None)
    with refused("the search is regional already, and regional is no wider; name a wider scope"):
        finding.widen(story.search, day("03-21"), scope=Scope.REGIONAL, reason=None, next_scope_on=None)


def test_the_day_to_widen_lies_ahead() -> None:
    with refused("the day to widen, 20 March 2026, is not after 20 March 2026; name a later day"):
        finding.widen(searching().search, day("03-20"), scope=Scope.REGIONAL, reason=None, next_scope_on=day("03-20"))


@pytest.mark.parametrize("anonymised", [True, False])
def test_no_profile_and_no_wider_search_before_the_search(anonymised: bool) -> None:  # noqa: FBT001 - a parameter
    with refused("family finding has not started for this child; start it first"):
        finding.publish_profile(referred().search, day("01-20"), anonymised=anonymised)
    with refused("family finding has not started for this child; start it first"):
        finding.widen(referred().search, day("01-20"), scope=Scope.REGIONAL, reason=None, next_scope_on=None)


def test_a_profile_names_no_child_before_the_placement_order() -> None:
    story = searching()
    assert story.does(finding.publish_profile, day("05-18"), anonymised=True).version == 1
    with refused("a profile names no child before the placement order or the court's leave; publish it anonymised"):
        finding.publish_profile(story.search, day("05-19"), anonymised=False)
    story.hears(PLACEMENT_ORDER)
    with refused("a profile names no child before the placement order"):
        finding.publish_profile(story.search, day("07-05"), anonymised=False)
    assert story.does(finding.publish_profile, day("07-06"), anonymised=False).version == 2


def test_the_courts_leave_lets_a_profile_name_the_child() -> None:
    leave = InterimCareOrderGranted(
        **ABOUT, occurred_on=day("02-02"), order_id=OrderId(new_id()), leave_to_share_profile=True
    )
    named = finding.publish_profile(searching().hears(leave).search, day("02-03"), anonymised=False)
    assert not named.anonymised


def test_the_courts_leave_may_come_by_itself() -> None:
    story = searching().hears(LeaveToShareProfileGranted(**ABOUT, occurred_on=day("03-02"), photographs=True))
    with refused("a profile names no child before the placement order or the court's leave"):
        finding.publish_profile(story.search, day("03-01"), anonymised=False)
    assert not finding.publish_profile(story.search, day("03-02"), anonymised=False).anonymised


def test_the_search_is_over_when_the_child_is_adopted_but_what_came_before_may_still_be_recorded() -> None:
    story = searching().hears(ADOPTION_ORDER)
    with refused("the child was adopted on 14 December 2026 and the search is over; check the day"):
        finding.publish_profile(story.search, day("12-15"), anonymised=True)
    assert finding.publish_profile(story.search, day("12-01"), anonymised=True).version == 1

"""Placing: may the child meet the family and move in, and does the home hold?"""

from datetime import date

from services.family_finding.families.domain import Family
from services.family_finding.matching.domain import selected
from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Home
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.family_finding import DisruptionReason
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    IntroductionsStarted,
    PlacedForAdoption,
    PlacedLongTerm,
    PlacementAtRisk,
    PlacementDisrupted,
)
from shared.identifiers import FamilyId

# Where `carers` are given, the child goes to them for early permanence (fostering for adoption, concurrency): before
# the match and the placement order, to a selected family that is approved for it (Care Planning, Placement and Case
# Review (England) Regulations 2010, reg. 25A). Where they are None, everything must be decided.


def introduce(search: Search, family_id: FamilyId, on: date, *, carers: Family | None = None) -> IntroductionsStarted:
    """Begin introductions of the child and the family."""
    about = search.about(on)
    if search.home:
        raise RuleBroken(f"the child meets or lives with family {search.home.family_id}; record a disruption first")
    if carers:
        _must_offer_early_permanence(search, carers)
    else:
        _must_be_matched(search, family_id)
        if not search.heard.fostering_planned(on):
            _must_be_free_for_adoption(search, family_id, on)
    return IntroductionsStarted(**about, family_id=family_id, early_permanence=carers is not None)


def place_for_adoption(
    search: Search, family_id: FamilyId, on: date, *, carers: Family | None = None
) -> PlacedForAdoption:
    """Record that the child moved in with the family who will adopt, or that an early home is now that placement."""
    about = search.about(on)
    _must_not_live_elsewhere(search, family_id)
    if search.home and search.home.placed_on and (carers or not search.home.early_permanence):
        raise RuleBroken(
            f"the child has been placed there since {words_of_day(search.home.placed_on)}; "
            "correct that entry if it is wrong"
        )
    if carers:
        _must_offer_early_permanence(search, carers)
    else:
        _must_be_matched(search, family_id)
        _must_be_free_for_adoption(search, family_id, on)
    return PlacedForAdoption(**about, family_id=family_id, early_permanence=carers is not None)


def place_long_term(search: Search, family_id: FamilyId, on: date) -> PlacedLongTerm:
    """Record that the child lives with permanent foster carers."""
    about = search.about(on)
    _must_not_live_elsewhere(search, family_id)
    _must_be_matched(search, family_id)
    if not search.heard.looked_after_since(on):
        raise RuleBroken("the child is not looked after on that day; record in planning that the child came into care")
    return PlacedLongTerm(**about, family_id=family_id)


def lodge_application(search: Search, on: date, *, court: str | None) -> AdoptionApplicationLodged:
    """Record that the family lodged their application, with whom the child is placed and matched for adoption."""
    about = search.about(on)
    home = search.home
    if home is None or not home.placed_on or home.long_term:
        raise RuleBroken("the child is not placed for adoption; record the placement first")
    if home.application_lodged_on:
        raise RuleBroken(
            f"the application was lodged on {words_of_day(home.application_lodged_on)}; "
            "correct that entry if it is wrong"
        )
    _must_be_matched(search, home.family_id)
    _must_be_free_for_adoption(search, home.family_id, on)
    return AdoptionApplicationLodged(**about, court=court)


def report_at_risk(search: Search, on: date, reason: DisruptionReason) -> PlacementAtRisk:
    """Record that the placement, or the introductions, may not hold."""
    about = search.about(on)
    _home(search)
    return PlacementAtRisk(**about, reason=reason)


def report_disruption(search: Search, on: date, reason: DisruptionReason) -> PlacementDisrupted:
    """Record that the placement, or the introductions, ended: the search is open again."""
    about = search.about(on)
    _home(search)
    return PlacementDisrupted(**about, reason=reason)


def hold_disruption_meeting(search: Search, on: date, reason: DisruptionReason | None) -> DisruptionMeetingHeld:
    """Record the independently chaired meeting about what led to the disruption."""
    about = search.about(on)
    if not search.disrupted_on:
        raise RuleBroken("no disruption is recorded for this child; record the disruption first")
    return DisruptionMeetingHeld(**about, reason=reason)


def _home(search: Search) -> Home:
    if search.home is None:
        raise RuleBroken("the child neither meets nor lives with a family; record introductions or a placement first")
    return search.home


def _must_not_live_elsewhere(search: Search, family_id: FamilyId) -> None:
    if search.home and search.home.family_id != family_id:
        raise RuleBroken(f"the child meets or lives with family {search.home.family_id}; record a disruption first")


def _must_offer_early_permanence(search: Search, carers: Family) -> None:
    if selected(search).family_id != carers.family_id:
        raise RuleBroken(f"family {carers.family_id} is not selected for this child; select it first")
    carers.must_be_available()
    if not (carers.approved and carers.approved.early_permanence):
        raise RuleBroken(
            f"family {carers.family_id} is not approved for early permanence; have it approved, or wait for the order"
        )


def _must_be_matched(search: Search, family_id: FamilyId) -> None:
    match = search.match
    if match is None or match.family_id != family_id or not match.approved_on:
        raise RuleBroken(
            f"no match with family {family_id} is approved; record the decision maker's approval of the match first"
        )


def _must_be_free_for_adoption(search: Search, family_id: FamilyId, on: date) -> None:
    # Adoption and Children Act 2002 ss.18, 19 and 21.
    if not (search.heard.placement_order(on) or search.heard.parents_consent(on, family_id)):
        raise RuleBroken(
            "introductions and placement for adoption need a placement order, or each parent's consent that stands;"
            " have it recorded in the Legal Gateway first"
        )

"""Placing: may the child meet the family and move in, and does the home hold?"""

from dataclasses import replace
from datetime import date

from services.family_finding.families.domain import Family
from services.family_finding.matching.domain import selected, selection
from services.family_finding.search.domain import search as search_as_such
from services.family_finding.search.domain.search import Search
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import DisruptionReason
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    IntroductionsStarted,
    Placed,
    PlacedForAdoption,
    PlacedLongTerm,
    PlacementAtRisk,
    PlacementDisrupted,
)
from shared.grounds import Ground, Grounds
from shared.identifiers import FamilyId

# Where `carers` are given, the child goes to them for early permanence (fostering for adoption, concurrency): before
# the match and the placement order, to a selected family that is approved for it (Care Planning, Placement and Case
# Review (England) Regulations 2010, reg. 25A). Where they are None, everything must be decided.


def introduce(search: Search, family_id: FamilyId, on: date, *, carers: Family | None = None) -> IntroductionsStarted:
    """Begin introductions of the child and the family."""
    early = carers is not None
    started = IntroductionsStarted(**search.about(on), family_id=family_id, early_permanence=early)
    if search.home:
        raise RuleBroken(f"the child meets or lives with family {search.home.family_id}; record a disruption first")
    _must_offer_early_permanence(search, carers)
    return GROUNDS.must_stand(search, started)


def place_for_adoption(
    search: Search, family_id: FamilyId, on: date, *, carers: Family | None = None
) -> PlacedForAdoption:
    """Record that the child moved in with the family who will adopt, or that an early home is now that placement."""
    placed = PlacedForAdoption(**search.about(on), family_id=family_id, early_permanence=carers is not None)
    _must_not_live_elsewhere(search, family_id)
    if search.home and search.home.placed_on and (carers or not search.home.early_permanence):
        raise RuleBroken(
            f"the child has been placed there since {words_of_day(search.home.placed_on)}; "
            "correct that entry if it is wrong"
        )
    _must_offer_early_permanence(search, carers)
    return GROUNDS.must_stand(search, placed)


def place_long_term(search: Search, family_id: FamilyId, on: date) -> PlacedLongTerm:
    """Record that the child lives with permanent foster carers."""
    placed = PlacedLongTerm(**search.about(on), family_id=family_id)
    _must_not_live_elsewhere(search, family_id)
    return GROUNDS.must_stand(search, placed)


def lodge_application(search: Search, on: date, *, court: str | None) -> AdoptionApplicationLodged:
    """Record that the family lodged their application, with whom the child is placed and matched for adoption."""
    lodged = GROUNDS.must_stand(search, AdoptionApplicationLodged(**search.about(on), court=court))
    if search.home and search.home.application_lodged_on:
        raise RuleBroken(
            f"the application was lodged on {words_of_day(search.home.application_lodged_on)}; "
            "correct that entry if it is wrong"
        )
    return lodged


def report_at_risk(search: Search, on: date, reason: DisruptionReason) -> PlacementAtRisk:
    """Record that the placement, or the introductions, may not hold."""
    return GROUNDS.must_stand(search, PlacementAtRisk(**search.about(on), reason=reason))


def report_disruption(search: Search, on: date, reason: DisruptionReason) -> PlacementDisrupted:
    """Record that the placement, or the introductions, ended: the search is open again."""
    return GROUNDS.must_stand(search, PlacementDisrupted(**search.about(on), reason=reason))


def hold_disruption_meeting(search: Search, on: date, reason: DisruptionReason | None) -> DisruptionMeetingHeld:
    """Record the independently chaired meeting about what led to the disruption."""
    return GROUNDS.must_stand(search, DisruptionMeetingHeld(**search.about(on), reason=reason))


def _must_not_live_elsewhere(search: Search, family_id: FamilyId) -> None:
    if search.home and search.home.family_id != family_id:
        raise RuleBroken(f"the child meets or lives with family {search.home.family_id}; record a disruption first")


def _must_offer_early_permanence(search: Search, carers: Family | None) -> None:
    """Refuse a family that is not approved for early permanence, where the child goes to it for that."""
    if carers is None:
        return
    if selected(search).family_id != carers.family_id:
        raise RuleBroken(f"family {carers.family_id} is not selected for this child; select it first")
    carers.must_be_available()
    if not (carers.approved and carers.approved.early_permanence):
        raise RuleBroken(
            f"family {carers.family_id} is not approved for early permanence; have it approved, or wait for the order"
        )


def _family_of(search: Search, event: Placed | AdoptionApplicationLodged) -> FamilyId | None:
    """The family of a step: the one that it names, or with whom the child is placed."""
    if isinstance(event, Placed):
        return event.family_id
    return search.home.family_id if search.home else None


def _is_matched(search: Search, event: Placed | AdoptionApplicationLodged) -> bool:
    match = search.match
    return match is not None and match.approved_on is not None and match.family_id == _family_of(search, event)


def _not_matched(search: Search, event: Placed | AdoptionApplicationLodged) -> str:
    family_id = _family_of(search, event)
    return f"no match with family {family_id} is approved; record the decision maker's approval of the match first"


def _is_free_for_adoption(search: Search, event: Placed | AdoptionApplicationLodged) -> bool:
    """Whether the court or each parent allows it (Adoption and Children Act 2002 ss.18, 19 and 21)."""
    on, family_id = event.occurred_on, _family_of(search, event)
    consented = family_id is not None and search.parents_consent(on, family_id)
    return search.placement_order(on) is not None or consented


def _may_be_introduced(search: Search, started: IntroductionsStarted) -> bool:
    """Whether the child may meet the family; for permanent fostering nobody need free the child for adoption."""
    return search.fostering_planned(started.occurred_on) or _is_free_for_adoption(search, started)


def _is_looked_after(search: Search, placed: PlacedLongTerm) -> bool:
    return search.looked_after_since(placed.occurred_on) is not None


def _is_placed_for_adoption(search: Search, _lodged: AdoptionApplicationLodged) -> bool:
    return search.home is not None and search.home.placed_on is not None and not search.home.long_term


def _has_home(search: Search, _event: Event) -> bool:
    return search.home is not None


def _was_disrupted(search: Search, _held: DisruptionMeetingHeld) -> bool:
    return search.disrupted_on is not None


def _is_early(placed: Placed) -> bool:
    return placed.early_permanence


def _is_decided(event: Placed | AdoptionApplicationLodged) -> bool:
    """Whether a step needs everything decided, as it is not for early permanence."""
    return not isinstance(event, Placed) or not event.early_permanence


FREED = "a placement order, or each parent's consent"
NOT_FREED = (
    "introductions and placement for adoption need a placement order, or each parent's consent that stands;"
    " have it recorded in the Legal Gateway first"
)
GROUNDS = Grounds[Search](
    (
        *search_as_such.GROUNDS.table,
        replace(selection(IntroductionsStarted, PlacedForAdoption), only=_is_early),
        Ground(
            (AdoptionApplicationLodged,),
            _is_placed_for_adoption,
            "the placement for adoption",
            "the child is not placed for adoption; record the placement first",
            in_turn=True,
        ),
        Ground(
            (Placed, AdoptionApplicationLodged),
            _is_matched,
            "the approval of the match with the family",
            _not_matched,
            only=_is_decided,
            in_turn=True,
        ),
        Ground((IntroductionsStarted,), _may_be_introduced, FREED, NOT_FREED, only=_is_decided),
        Ground((PlacedForAdoption,), _is_free_for_adoption, FREED, NOT_FREED, only=_is_decided),
        Ground((AdoptionApplicationLodged,), _is_free_for_adoption, FREED, NOT_FREED, in_turn=True),
        Ground(
            (PlacedLongTerm,),
            _is_looked_after,
            "that the child was looked after on that day",
            "the child is not looked after on that day; record in planning that the child came into care",
        ),
        Ground(
            (PlacementAtRisk, PlacementDisrupted),
            _has_home,
            "introductions or a placement",
            "the child neither meets nor lives with a family; record introductions or a placement first",
            in_turn=True,
        ),
        Ground(
            (DisruptionMeetingHeld,),
            _was_disrupted,
            "the disruption",
            "no disruption is recorded for this child; record the disruption first",
            in_turn=True,
        ),
    )
)

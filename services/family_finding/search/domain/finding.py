"""Finding: how the search begins, how far it reaches, and what its profile may say."""

from datetime import date

from services.family_finding.search.domain import search as search_as_such
from services.family_finding.search.domain.search import Search
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import Scope, WideningReason
from shared.events.family_finding import (
    FamilyFinderAllocated,
    FamilyFindingStarted,
    FamilyFindingWidened,
    ProfilePublished,
    RaaNotified,
)
from shared.grounds import Ground, Grounds

# From the narrowest to the widest.
SCOPES = tuple(Scope)


def notify_raa(search: Search, on: date) -> RaaNotified:
    """Tell the regional adoption agency of a child for whom adoption may be the plan."""
    notified = RaaNotified(**search.about(on))
    if search.raa_notified_on:
        raise RuleBroken(
            f"the agency was notified on {words_of_day(search.raa_notified_on)}; have a family finder allocated next"
        )
    return GROUNDS.must_stand(search, notified)


def allocate_family_finder(search: Search, on: date) -> FamilyFinderAllocated:
    """Give the child a family finder. A child whose plan is permanent fostering needs no notice to the agency."""
    return GROUNDS.must_stand(search, FamilyFinderAllocated(**search.about(on)))


def start(
    search: Search, on: date, *, scope: Scope, reason: WideningReason | None, next_scope_on: date | None
) -> FamilyFindingStarted:
    """Begin the search: in-house, or at once wider for a child likely to wait longer (Warrington appendix 9)."""
    started = FamilyFindingStarted(**search.about(on), scope=scope, reason=reason, next_scope_on=next_scope_on)
    if search.scope:
        raise RuleBroken(f"the search began before, and is {_words(search.scope.scope)} now; widen it instead")
    GROUNDS.must_stand(search, started)
    if scope is not Scope.IN_HOUSE and reason is not WideningReason.LIKELY_TO_WAIT_LONGER:
        raise RuleBroken(
            "a search begins in-house; begin there, or give the reason that the child is likely to wait longer"
        )
    _must_be_after(next_scope_on, on)
    return started


def widen(
    search: Search, on: date, *, scope: Scope, reason: WideningReason | None, next_scope_on: date | None
) -> FamilyFindingWidened:
    """Search more widely than before."""
    widened = FamilyFindingWidened(**search.about(on), scope=scope, reason=reason, next_scope_on=next_scope_on)
    GROUNDS.must_stand(search, widened)
    now = search.scope.scope if search.scope else scope
    if SCOPES.index(scope) <= SCOPES.index(now):
        raise RuleBroken(f"the search is {_words(now)} already, and {_words(scope)} is no wider; name a wider scope")
    _must_be_after(next_scope_on, on)
    return widened


def publish_profile(search: Search, on: date, *, anonymised: bool) -> ProfilePublished:
    """Publish the next version of the child's profile (Warrington appendix 9)."""
    version = search.profile.version + 1 if search.profile else 1
    published = ProfilePublished(**search.about(on), version=version, anonymised=anonymised)
    return GROUNDS.must_stand(search, published)


def started_search(*of: type[Event]) -> Ground[Search]:
    """The ground of what is done in a search that has begun."""
    return Ground(
        of,
        _has_started,
        "the start of the search",
        "family finding has not started for this child; start it first",
        in_turn=True,
    )


def _must_be_after(next_scope_on: date | None, on: date) -> None:
    if next_scope_on and next_scope_on <= on:
        raise RuleBroken(
            f"the day to widen, {words_of_day(next_scope_on)}, is not after {words_of_day(on)}; name a later day"
        )


def _words(scope: Scope) -> str:
    return scope.replace("_", "-")


def _has_started(search: Search, _event: Event) -> bool:
    return search.scope is not None


def _adoption_is_considered(search: Search, notified: RaaNotified) -> bool:
    return search.adoption_considered(notified.occurred_on)


def _agency_knows(search: Search, allocated: FamilyFinderAllocated) -> bool:
    return search.raa_notified_on is not None or search.fostering_planned(allocated.occurred_on)


def _has_family_finder(search: Search, _started: FamilyFindingStarted) -> bool:
    return search.family_finder_allocated_on is not None


def _may_be_named(search: Search, published: ProfilePublished) -> bool:
    return search.may_name(published.occurred_on)


GROUNDS = Grounds[Search](
    (
        *search_as_such.GROUNDS.table,
        Ground(
            (RaaNotified,),
            _adoption_is_considered,
            "a decision or plan that considers adoption",
            "adoption is not considered for this child; record a Legal Gateway decision or a plan that names it first",
        ),
        Ground(
            (FamilyFinderAllocated,),
            _agency_knows,
            "the notice to the regional adoption agency",
            "the regional adoption agency does not know of this child; notify the agency first",
            in_turn=True,
        ),
        Ground(
            (FamilyFindingStarted,),
            _has_family_finder,
            "the allocation of a family finder",
            "the child has no family finder; allocate one first",
            in_turn=True,
        ),
        started_search(FamilyFindingWidened, ProfilePublished),
        Ground(
            (ProfilePublished,),
            _may_be_named,
            "a placement order, or the court's leave to name the child",
            "a profile names no child before the placement order or the court's leave; publish it anonymised",
            only=lambda published: not published.anonymised,
        ),
    )
)

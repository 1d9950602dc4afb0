"""Finding: how the search begins, how far it reaches, and what its profile may say."""

from datetime import date

from services.family_finding.search.domain.search import Search
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.family_finding import Scope, WideningReason
from shared.events.family_finding import (
    FamilyFinderAllocated,
    FamilyFindingScoped,
    FamilyFindingStarted,
    FamilyFindingWidened,
    ProfilePublished,
    RaaNotified,
)

# From the narrowest to the widest.
SCOPES = tuple(Scope)


def notify_raa(search: Search, on: date) -> RaaNotified:
    """Tell the regional adoption agency of a child for whom adoption may be the plan."""
    about = search.about(on)
    if search.raa_notified_on:
        raise RuleBroken(
            f"the agency was notified on {words_of_day(search.raa_notified_on)}; have a family finder allocated next"
        )
    if not search.heard.adoption_considered(on):
        raise RuleBroken(
            "adoption is not considered for this child; record a Legal Gateway decision or a plan that names it first"
        )
    return RaaNotified(**about)


def allocate_family_finder(search: Search, on: date) -> FamilyFinderAllocated:
    """Give the child a family finder. A child whose plan is permanent fostering needs no notice to the agency."""
    about = search.about(on)
    if not (search.raa_notified_on or search.heard.fostering_planned(on)):
        raise RuleBroken("the regional adoption agency does not know of this child; notify the agency first")
    return FamilyFinderAllocated(**about)


def start(
    search: Search, on: date, *, scope: Scope, reason: WideningReason | None, next_scope_on: date | None
) -> FamilyFindingStarted:
    """Begin the search: in-house, or at once wider for a child likely to wait longer (Warrington appendix 9)."""
    about = search.about(on)
    if search.scope:
        raise RuleBroken(f"the search began before, and is {_words(search.scope.scope)} now; widen it instead")
    if not search.family_finder_allocated_on:
        raise RuleBroken("the child has no family finder; allocate one first")
    if scope is not Scope.IN_HOUSE and reason is not WideningReason.LIKELY_TO_WAIT_LONGER:
        raise RuleBroken(
            "a search begins in-house; begin there, or give the reason that the child is likely to wait longer"
        )
    _must_be_after(next_scope_on, on)
    return FamilyFindingStarted(**about, scope=scope, reason=reason, next_scope_on=next_scope_on)


def widen(
    search: Search, on: date, *, scope: Scope, reason: WideningReason | None, next_scope_on: date | None
) -> FamilyFindingWidened:
    """Search more widely than before."""
    about = search.about(on)
    now = must_have_started(search).scope
    if SCOPES.index(scope) <= SCOPES.index(now):
        raise RuleBroken(f"the search is {_words(now)} already, and {_words(scope)} is no wider; name a wider scope")
    _must_be_after(next_scope_on, on)
    return FamilyFindingWidened(**about, scope=scope, reason=reason, next_scope_on=next_scope_on)


def publish_profile(search: Search, on: date, *, anonymised: bool) -> ProfilePublished:
    """Publish the next version of the child's profile (Warrington appendix 9)."""
    about = search.about(on)
    must_have_started(search)
    if not (anonymised or search.heard.may_name(on)):
        raise RuleBroken(
            "a profile names no child before the placement order or the court's leave; publish it anonymised"
        )
    version = search.profile.version + 1 if search.profile else 1
    return ProfilePublished(**about, version=version, anonymised=anonymised)


def must_have_started(search: Search) -> FamilyFindingScoped:
    """The scope of the search. Raises RuleBroken before it began."""
    if search.scope is None:
        raise RuleBroken("family finding has not started for this child; start it first")
    return search.scope


def _must_be_after(next_scope_on: date | None, on: date) -> None:
    if next_scope_on and next_scope_on <= on:
        raise RuleBroken(
            f"the day to widen, {words_of_day(next_scope_on)}, is not after {words_of_day(on)}; name a later day"
        )


def _words(scope: Scope) -> str:
    return scope.replace("_", "-")

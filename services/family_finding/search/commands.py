"""What is asked while the search begins, widens and tells of the child."""

from datetime import date
from typing import Final

from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from shared.events.codes.family_finding import Scope, WideningReason
from shared.events.family_finding import (
    FamilyFinderAllocated,
    FamilyFindingStarted,
    FamilyFindingWidened,
    ProfilePublished,
    RaaNotified,
)
from shared.records.filing import Papers
from shared.siblings.together import Together, together
from shared.web.commands import Command, CommandRoutes, Step
from shared.web.entries import CorrectionRules

ROUTES = CommandRoutes()

CHILD: Final = "/children/{child_id}"
CHILDREN: Final = CorrectionRules(Search, CHILD, "read_family_finding")
PAPERS: Final = Papers(Search, CHILD, keeps="keep_search_document", reads="read_search_documents")


@ROUTES.post("/children/{child_id}/raa-notification")
def notify_raa(search: Search, command: Step) -> RaaNotified:
    """Notify the regional adoption agency of a child for whom adoption is considered."""
    return finding.notify_raa(search, command.on)


@ROUTES.post("/children/{child_id}/family-finder")
def allocate_family_finder(search: Search, command: Step) -> FamilyFinderAllocated:
    """Allocate a family finder to the child."""
    return finding.allocate_family_finder(search, command.on)


class ScopeOfSearch(Command):
    """How widely families are sought, why, and when wider still."""

    scope: Scope = Scope.IN_HOUSE
    reason: WideningReason | None = None
    next_scope_on: date | None = None


class StartFamilyFinding(ScopeOfSearch, Together):
    """The search for a family began, for this child or for brothers and sisters alike."""


@ROUTES.post("/children/{child_id}/search")
@together
def start_family_finding(search: Search, command: StartFamilyFinding) -> FamilyFindingStarted:
    """Begin the search for a family."""
    return finding.start(
        search, command.on, scope=command.scope, reason=command.reason, next_scope_on=command.next_scope_on
    )


@ROUTES.post("/children/{child_id}/search/widening")
def widen_family_finding(search: Search, command: ScopeOfSearch) -> FamilyFindingWidened:
    """Search more widely."""
    return finding.widen(
        search, command.on, scope=command.scope, reason=command.reason, next_scope_on=command.next_scope_on
    )


class PublishProfile(Command):
    """The next version of the child's profile."""

    anonymised: bool = True


@ROUTES.post("/children/{child_id}/profiles")
def publish_profile(search: Search, command: PublishProfile) -> ProfilePublished:
    """Publish a version of the child's profile."""
    return finding.publish_profile(search, command.on, anonymised=command.anonymised)

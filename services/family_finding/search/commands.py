"""What is asked while the search begins, widens and tells of the child."""

from datetime import date
from typing import Final
from uuid import UUID

from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from shared.events.codes.family_finding import Scope, WideningReason
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.filing import Papers
from shared.siblings.together import Together, together
from shared.web.commands import Command, CommandRoutes, Step
from shared.web.entries import CorrectionRules

ROUTES = CommandRoutes()

CHILD: Final = "/children/{child_id}"
CHILDREN: Final = CorrectionRules(Search, CHILD, "read_family_finding")
PAPERS: Final = Papers(Search, CHILD, keeps="keep_search_document", reads="read_search_documents")


@ROUTES.post("/children/{child_id}/raa-notification")
async def notify_raa(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Notify the regional adoption agency of a child for whom adoption is considered."""
    work.record(finding.notify_raa(await work.load(Search, child), command.on))


@ROUTES.post("/children/{child_id}/family-finder")
async def allocate_family_finder(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Allocate a family finder to the child."""
    work.record(finding.allocate_family_finder(await work.load(Search, child), command.on))


class ScopeOfSearch(Command):
    """How widely families are sought, why, and when wider still."""

    scope: Scope = Scope.IN_HOUSE
    reason: WideningReason | None = None
    next_scope_on: date | None = None


class StartFamilyFinding(ScopeOfSearch, Together):
    """The search for a family began, for this child or for brothers and sisters alike."""


@ROUTES.post("/children/{child_id}/search")
@together
async def start_family_finding(child: UUID, command: StartFamilyFinding, work: UnitOfWork) -> None:
    """Begin the search for a family."""
    search = await work.load(Search, child)
    work.record(
        finding.start(
            search, command.on, scope=command.scope, reason=command.reason, next_scope_on=command.next_scope_on
        )
    )


@ROUTES.post("/children/{child_id}/search/widening")
async def widen_family_finding(child: UUID, command: ScopeOfSearch, work: UnitOfWork) -> None:
    """Search more widely."""
    search = await work.load(Search, child)
    work.record(
        finding.widen(
            search, command.on, scope=command.scope, reason=command.reason, next_scope_on=command.next_scope_on
        )
    )


class PublishProfile(Command):
    """The next version of the child's profile."""

    anonymised: bool = True


@ROUTES.post("/children/{child_id}/profiles")
async def publish_profile(child: UUID, command: PublishProfile, work: UnitOfWork) -> None:
    """Publish a version of the child's profile."""
    search = await work.load(Search, child)
    work.record(finding.publish_profile(search, command.on, anonymised=command.anonymised))

"""What is asked while families are proposed, shortlisted, visited and selected."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.family_finding.families.commands import WithFamily
from services.family_finding.families.domain import Family
from services.family_finding.matching import domain
from services.family_finding.search.domain.search import Search
from shared.events.codes.family_finding import LinkedBy
from shared.events.family_finding import FamilySelected, FamilyVisited, LinkDeclined
from shared.identifiers import FamilyId
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()

Score = Annotated[int, Field(ge=0, le=100)]


class ProposeLink(Command):
    """A family for the child, with a score out of 100 where there is one."""

    family_id: FamilyId
    score: Score | None = None
    by: LinkedBy = LinkedBy.FAMILY_FINDER


@ROUTES.post("/children/{child_id}/links/proposed")
async def propose_link(child: UUID, command: ProposeLink, work: UnitOfWork) -> None:
    """Propose a family for the child."""
    search = await work.load(Search, child)
    family = await work.load(Family, command.family_id)
    work.record(domain.propose(search, family, command.on, score=command.score, by=command.by))


class DeclineLink(Command):
    """A proposed family that is not for this child, and who says so."""

    family_id: FamilyId
    by: LinkedBy


@ROUTES.post("/children/{child_id}/links/declined")
def decline_link(search: Search, command: DeclineLink) -> LinkDeclined:
    """Decline a proposed family."""
    return domain.decline(search, command.family_id, command.on, by=command.by)


class AgreeShortlist(Command):
    """The families to visit, the likeliest first."""

    family_ids: tuple[FamilyId, ...] = Field(min_length=1, max_length=100)


@ROUTES.post("/children/{child_id}/shortlist")
async def agree_shortlist(child: UUID, command: AgreeShortlist, work: UnitOfWork) -> None:
    """Agree the shortlist."""
    search = await work.load(Search, child)
    families = {one: await work.load(Family, one) for one in sorted(set(command.family_ids))}
    work.record(domain.agree_shortlist(search, [families[family_id] for family_id in command.family_ids], command.on))


@ROUTES.post("/children/{child_id}/visits")
def record_family_visit(search: Search, command: WithFamily) -> FamilyVisited:
    """Record a visit to a family of the shortlist."""
    return domain.visit(search, command.family_id, command.on)


@ROUTES.post("/children/{child_id}/selection")
def select_family(search: Search, command: WithFamily) -> FamilySelected:
    """Select one family of the shortlist."""
    return domain.select(search, command.family_id, command.on)

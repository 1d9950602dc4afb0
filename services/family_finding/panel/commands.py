"""What is asked while panel and decision maker consider the match."""

from datetime import date
from uuid import UUID

from services.family_finding.families.domain import Family
from services.family_finding.matching.domain import selected
from services.family_finding.panel import domain
from services.family_finding.search.domain.search import Search
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class BookMatchingPanel(Command):
    """The panel that considers the match."""

    panel_on: date


@ROUTES.post("/children/{child_id}/panel")
async def book_matching_panel(child: UUID, command: BookMatchingPanel, work: UnitOfWork) -> None:
    """Book the matching panel."""
    work.record(domain.book_panel(await work.load(Search, child), command.on, panel_on=command.panel_on))


@ROUTES.post("/children/{child_id}/papers")
async def submit_matching_papers(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Submit the papers of the match to the panel."""
    work.record(domain.submit_papers(await work.load(Search, child), command.on))


@ROUTES.post("/children/{child_id}/match/recommended")
async def recommend_match(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the panel recommends the match."""
    search = await work.load(Search, child)
    family = await work.load(Family, selected(search).family_id)
    work.record(domain.recommend(search, family, command.on))


@ROUTES.post("/children/{child_id}/match/approved")
async def approve_match(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the decision maker approved the match."""
    work.record(domain.approve(await work.load(Search, child), command.on))


@ROUTES.post("/children/{child_id}/match/declined")
async def decline_match(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the decision maker declined the match."""
    work.record(domain.decline(await work.load(Search, child), command.on))

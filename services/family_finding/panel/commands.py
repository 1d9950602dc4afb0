"""What is asked while panel and decision maker consider the match."""

from datetime import date
from uuid import UUID

from services.family_finding.families.domain import Family
from services.family_finding.matching.domain import selected
from services.family_finding.panel import domain
from services.family_finding.search.domain.search import Search
from shared.events.family_finding import MatchApproved, MatchDeclined, MatchingPanelBooked, MatchingPapersSubmitted
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class BookMatchingPanel(Command):
    """The panel that considers the match."""

    panel_on: date


@ROUTES.post("/children/{child_id}/panel")
def book_matching_panel(search: Search, command: BookMatchingPanel) -> MatchingPanelBooked:
    """Book the matching panel."""
    return domain.book_panel(search, command.on, panel_on=command.panel_on)


@ROUTES.post("/children/{child_id}/papers")
def submit_matching_papers(search: Search, command: Step) -> MatchingPapersSubmitted:
    """Submit the papers of the match to the panel."""
    return domain.submit_papers(search, command.on)


@ROUTES.post("/children/{child_id}/match/recommended")
async def recommend_match(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the panel recommends the match."""
    search = await work.load(Search, child)
    family = await work.load(Family, selected(search).family_id)
    work.record(domain.recommend(search, family, command.on))


@ROUTES.post("/children/{child_id}/match/approved")
def approve_match(search: Search, command: Step) -> MatchApproved:
    """Record that the decision maker approved the match."""
    return domain.approve(search, command.on)


@ROUTES.post("/children/{child_id}/match/declined")
def decline_match(search: Search, command: Step) -> MatchDeclined:
    """Record that the decision maker declined the match."""
    return domain.decline(search, command.on)

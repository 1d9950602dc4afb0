"""What is asked when the child meets the family, moves in, and the home holds or does not."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.family_finding.families.commands import WithFamily
from services.family_finding.families.domain import Family
from services.family_finding.placing import domain
from services.family_finding.search.domain.search import Search
from shared.events.codes.family_finding import DisruptionReason
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    PlacedLongTerm,
    PlacementAtRisk,
    PlacementDisrupted,
)
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class MeetFamily(WithFamily):
    """A step of the child towards a family; for early permanence it may come before the match and the order."""

    early_permanence: bool = False


@ROUTES.post("/children/{child_id}/introductions")
async def start_introductions(child: UUID, command: MeetFamily, work: UnitOfWork) -> None:
    """Begin introductions."""
    search = await work.load(Search, child)
    carers = await _carers(work, command)
    work.record(domain.introduce(search, command.family_id, command.on, carers=carers))


@ROUTES.post("/children/{child_id}/placement/adoption")
async def place_for_adoption(child: UUID, command: MeetFamily, work: UnitOfWork) -> None:
    """Record that the child moved in with the family who will adopt."""
    search = await work.load(Search, child)
    carers = await _carers(work, command)
    work.record(domain.place_for_adoption(search, command.family_id, command.on, carers=carers))


@ROUTES.post("/children/{child_id}/placement/long-term")
def place_long_term(search: Search, command: WithFamily) -> PlacedLongTerm:
    """Record that the child lives with permanent foster carers."""
    return domain.place_long_term(search, command.family_id, command.on)


class LodgeApplication(Command):
    """The family's application, and the code of the court that received it."""

    court: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,60}$")] | None = None


@ROUTES.post("/children/{child_id}/application")
def lodge_application(search: Search, command: LodgeApplication) -> AdoptionApplicationLodged:
    """Record that the family lodged their adoption application."""
    return domain.lodge_application(search, command.on, court=command.court)


class ReportDisruption(Command):
    """Why a placement is at risk, or ended."""

    reason: DisruptionReason


@ROUTES.post("/children/{child_id}/placement/at-risk")
def report_placement_at_risk(search: Search, command: ReportDisruption) -> PlacementAtRisk:
    """Record that the placement is at risk."""
    return domain.report_at_risk(search, command.on, command.reason)


@ROUTES.post("/children/{child_id}/placement/disrupted")
def report_disruption(search: Search, command: ReportDisruption) -> PlacementDisrupted:
    """Record that the placement ended before permanence was secured."""
    return domain.report_disruption(search, command.on, command.reason)


class HoldDisruptionMeeting(Command):
    """What the meeting found to have led to the disruption."""

    reason: DisruptionReason | None = None


@ROUTES.post("/children/{child_id}/disruption-meetings")
def hold_disruption_meeting(search: Search, command: HoldDisruptionMeeting) -> DisruptionMeetingHeld:
    """Record the disruption meeting."""
    return domain.hold_disruption_meeting(search, command.on, command.reason)


async def _carers(work: UnitOfWork, command: MeetFamily) -> Family | None:
    """The family, where the child goes to it for early permanence; then its approval counts in place of the match."""
    return await work.load(Family, command.family_id) if command.early_permanence else None

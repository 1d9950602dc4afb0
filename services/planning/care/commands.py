"""What is asked about care and placements."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from services.planning.care.domain import care, legal_basis, placements
from services.planning.child.domain import PermanenceCase
from shared.events.codes.planning import CareReason, LegalBasis, PlacementKind, PlacementReason
from shared.identifiers import PersonId, PlacementId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.siblings.together import Together, together
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class BecomeLookedAfter(Command):
    """The child came into care."""

    legal_basis: LegalBasis
    reason: Literal[CareReason.PLANNED, CareReason.UNPLANNED] = CareReason.PLANNED


@ROUTES.post("/children/{child_id}/care")
async def become_looked_after(child: UUID, command: BecomeLookedAfter, work: UnitOfWork) -> None:
    """Record that the child became looked after. An order named as the legal basis must be known from the gateway."""
    case = await work.load(PermanenceCase, child)
    work.record(
        care.become_looked_after(case, command.on, legal_basis=command.legal_basis, reason=command.reason),
    )


class ChangeLegalBasis(Command):
    """Another ground took the place of the one on which the child was looked after, and care went on."""

    legal_basis: Literal[LegalBasis.SECTION_20, LegalBasis.POLICE_PROTECTION, LegalBasis.REMAND] = Field(
        description="an order of the court is recorded with the Legal Gateway instead, and counts from its day"
    )


@ROUTES.post("/children/{child_id}/care/basis")
async def change_legal_basis(child: UUID, command: ChangeLegalBasis, work: UnitOfWork) -> None:
    """Record on which other ground than an order the child is looked after from a day on. Care goes on."""
    case = await work.load(PermanenceCase, child)
    work.record(legal_basis.change_legal_basis(case, command.on, legal_basis=command.legal_basis))


class CeaseToBeLookedAfter(Command):
    """The child left care other than by an adoption, special guardianship or child arrangements order."""

    reason: Literal[
        CareReason.RETURNED_HOME,
        CareReason.CONSENT_WITHDRAWN,
        CareReason.ORDER_ENDED,
        CareReason.TURNED_18,
        CareReason.MOVED_AUTHORITY,
        CareReason.OTHER,
    ]


@ROUTES.post("/children/{child_id}/care/end")
async def cease_to_be_looked_after(child: UUID, command: CeaseToBeLookedAfter, work: UnitOfWork) -> None:
    """Record that the child left care; an open placement ends with it. What an order ends is recorded by itself."""
    case = await work.load(PermanenceCase, child)
    work.record(care.cease_to_be_looked_after(case, command.on, reason=command.reason))


@ROUTES.post("/children/{child_id}/return-home-approvals")
async def approve_return_home(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Approve that the child returns home, before the child does."""
    work.record(care.approve_return_home(await work.load(PermanenceCase, child), command.on))


class StartPlacement(Command):
    """The child moved in. A placement for adoption is recorded in family finding and begins here by itself."""

    kind: PlacementKind
    in_area: bool | None = None
    carer_id: PersonId | None = None
    long_term: bool = False
    reason: PlacementReason | None = None


@ROUTES.post("/children/{child_id}/placements")
async def start_placement(child: UUID, command: StartPlacement, work: UnitOfWork) -> None:
    """Record that the child moved into a placement. For carers that family finding knows, give their family id."""
    case = await work.load(PermanenceCase, child)
    work.record(
        placements.start_placement(
            case,
            PlacementId(new_id()),
            command.on,
            kind=command.kind,
            in_area=command.in_area,
            carer_id=command.carer_id,
            long_term=command.long_term,
            reason=command.reason,
        )
    )


class EndPlacement(Command):
    """The child left the placement in which the child lived on that day."""

    reason: PlacementReason


@ROUTES.post("/children/{child_id}/placements/end")
async def end_placement(child: UUID, command: EndPlacement, work: UnitOfWork) -> None:
    """Record that the child left the placement."""
    case = await work.load(PermanenceCase, child)
    work.record(placements.end_placement(case, command.on, reason=command.reason))


@ROUTES.post("/children/{child_id}/placements/long-term-match")
async def match_long_term(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the present placement is approved as the child's long-term home."""
    work.record(placements.match_long_term(await work.load(PermanenceCase, child), command.on))


class RecordVisit(Together):
    """The social worker visited the child."""

    seen_alone: bool | None = None


@ROUTES.post("/children/{child_id}/visits")
@together
async def record_visit(child: UUID, command: RecordVisit, work: UnitOfWork) -> None:
    """Record a visit, in the placement where the child lived on that day."""
    case = await work.load(PermanenceCase, child)
    work.record(placements.visit(case, command.on, seen_alone=command.seen_alone))

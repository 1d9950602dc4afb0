"""What is asked about care and placements."""

from typing import Literal

from pydantic import Field

from services.planning.care.domain import care, legal_basis, placements
from services.planning.child.domain import PermanenceCase
from shared.events.codes.planning import CareReason, LegalBasis, PlacementKind, PlacementReason
from shared.events.planning import (
    BecameLookedAfter,
    CeasedToBeLookedAfter,
    LegalBasisChanged,
    PlacementEnded,
    PlacementMatchedLongTerm,
    PlacementStarted,
    ReturnHomeApproved,
    VisitMade,
)
from shared.identifiers import PersonId, PlacementId, new_id
from shared.siblings.together import Together, together
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class BecomeLookedAfter(Command):
    """The child came into care."""

    legal_basis: LegalBasis
    reason: Literal[CareReason.PLANNED, CareReason.UNPLANNED] = CareReason.PLANNED


@ROUTES.post("/children/{child_id}/care")
def become_looked_after(case: PermanenceCase, command: BecomeLookedAfter) -> BecameLookedAfter:
    """Record that the child became looked after. An order named as the legal basis must be known from the gateway."""
    return care.become_looked_after(case, command.on, legal_basis=command.legal_basis, reason=command.reason)


class ChangeLegalBasis(Command):
    """Another ground took the place of the one on which the child was looked after, and care went on."""

    legal_basis: Literal[LegalBasis.SECTION_20, LegalBasis.POLICE_PROTECTION, LegalBasis.REMAND] = Field(
        description="an order of the court is recorded with the Legal Gateway instead, and counts from its day"
    )


@ROUTES.post("/children/{child_id}/care/basis")
def change_legal_basis(case: PermanenceCase, command: ChangeLegalBasis) -> LegalBasisChanged:
    """Record on which other ground than an order the child is looked after from a day on. Care goes on."""
    return legal_basis.change_legal_basis(case, command.on, legal_basis=command.legal_basis)


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
def cease_to_be_looked_after(case: PermanenceCase, command: CeaseToBeLookedAfter) -> CeasedToBeLookedAfter:
    """Record that the child left care; an open placement ends with it. What an order ends is recorded by itself."""
    return care.cease_to_be_looked_after(case, command.on, reason=command.reason)


@ROUTES.post("/children/{child_id}/return-home-approvals")
def approve_return_home(case: PermanenceCase, command: Step) -> ReturnHomeApproved:
    """Approve that the child returns home, before the child does."""
    return care.approve_return_home(case, command.on)


class StartPlacement(Command):
    """The child moved in. A placement for adoption is recorded in family finding and begins here by itself."""

    kind: PlacementKind
    in_area: bool | None = None
    carer_id: PersonId | None = None
    long_term: bool = False
    reason: PlacementReason | None = None


@ROUTES.post("/children/{child_id}/placements")
def start_placement(case: PermanenceCase, command: StartPlacement) -> PlacementStarted:
    """Record that the child moved into a placement. For carers that family finding knows, give their family id."""
    return placements.start_placement(
        case,
        PlacementId(new_id()),
        command.on,
        kind=command.kind,
        in_area=command.in_area,
        carer_id=command.carer_id,
        long_term=command.long_term,
        reason=command.reason,
    )


class EndPlacement(Command):
    """The child left the placement in which the child lived on that day."""

    reason: PlacementReason


@ROUTES.post("/children/{child_id}/placements/end")
def end_placement(case: PermanenceCase, command: EndPlacement) -> PlacementEnded:
    """Record that the child left the placement."""
    return placements.end_placement(case, command.on, reason=command.reason)


@ROUTES.post("/children/{child_id}/placements/long-term-match")
def match_long_term(case: PermanenceCase, command: Step) -> PlacementMatchedLongTerm:
    """Record that the present placement is approved as the child's long-term home."""
    return placements.match_long_term(case, command.on)


class RecordVisit(Together):
    """The social worker visited the child."""

    seen_alone: bool | None = None


@ROUTES.post("/children/{child_id}/visits")
@together
def record_visit(case: PermanenceCase, command: RecordVisit) -> VisitMade:
    """Record a visit, in the placement where the child lived on that day."""
    return placements.visit(case, command.on, seen_alone=command.seen_alone)

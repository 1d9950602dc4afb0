"""What is asked about a family: register, approve, withdraw; and what a step with a family carries."""

from typing import Final
from uuid import UUID

from pydantic import Field

from services.family_finding.families.domain import Family
from shared.events.codes.family_finding import FamilyKind
from shared.events.family_finding import FamilyApproved, FamilyWithdrawn
from shared.identifiers import Authority, FamilyId
from shared.messaging.references import OF_FAMILIES, reference_of
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.filing import Papers
from shared.web.commands import Command, CommandRoutes, Step
from shared.web.entries import CorrectionRules

ROUTES = CommandRoutes()

FAMILY: Final = "/families/{family_id}"
FAMILIES: Final = CorrectionRules(Family, FAMILY, "read_family_finding")
PAPERS: Final = Papers(Family, FAMILY, keeps="keep_family_document", reads="read_family_documents")


class WithFamily(Command):
    """A step with one family."""

    family_id: FamilyId


class ApproveFamily(Command):
    """What a family is approved to be."""

    kinds: tuple[FamilyKind, ...] = Field(min_length=1)
    early_permanence: bool = False


class RegisterFamily(ApproveFamily):
    """A family that offers a child a home: which authority records it, and whose family it is, if another's."""

    authority: Authority
    agency: Authority | None = None


@ROUTES.post("/families/{family_id}/registration")
async def register_family(family_id: UUID, command: RegisterFamily, work: UnitOfWork) -> None:
    """Register a family."""
    family = await work.open(Family, family_id)
    registered = family.register(
        command.authority,
        command.on,
        kinds=command.kinds,
        early_permanence=command.early_permanence,
        agency=command.agency or command.authority,
    )
    reference = await reference_of(work, family_id, OF_FAMILIES)
    work.record(registered.model_copy(update={"reference": reference}))


@ROUTES.post("/families/{family_id}/approval")
def approve_family(family: Family, command: ApproveFamily) -> FamilyApproved:
    """Record the decision maker's approval of a family."""
    return family.approve(command.on, kinds=command.kinds, early_permanence=command.early_permanence)


@ROUTES.post("/families/{family_id}/withdrawal")
def withdraw_family(family: Family, command: Step) -> FamilyWithdrawn:
    """Record that a family is no longer available."""
    return family.withdraw(command.on)

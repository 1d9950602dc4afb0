"""Commands about consent to adoption."""

from uuid import UUID

from pydantic import Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain import consents
from shared.events.codes.gateway import AdoptionConsent
from shared.identifiers import ConsentId, DocumentId, FamilyId, PersonId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.commands import WithDocument, document_of
from shared.web.commands import CommandRoutes

ROUTES = CommandRoutes()


class RecordAdoptionConsent(WithDocument):
    """A parent or guardian consented to adoption in a witnessed form."""

    person_id: PersonId
    kind: AdoptionConsent
    document_id: DocumentId = Field(
        description="the witnessed form, which is added to the child's papers as a consent to adoption first"
    )
    family_id: FamilyId | None = Field(
        None, description="the prospective adopters, where the form names them; else any whom the agency chooses"
    )


@ROUTES.post("/children/{child_id}/adoption-consents")
async def record_adoption_consent(child: UUID, command: RecordAdoptionConsent, work: UnitOfWork) -> None:
    """Record a consent to placing the child for adoption, or in advance to an adoption order (2002 Act ss.19, 20)."""
    matter = await work.load(LegalMatter, child)
    await document_of(work, child, command)
    work.record(
        consents.consent(
            matter,
            command.on,
            consent_id=ConsentId(new_id()),
            person_id=command.person_id,
            kind=command.kind,
            document_id=command.document_id,
            family_id=command.family_id,
        )
    )


class WithdrawAdoptionConsent(WithDocument):
    """A parent or guardian withdrew a consent."""

    consent_id: ConsentId


@ROUTES.post("/children/{child_id}/adoption-consents/withdrawn")
async def withdraw_adoption_consent(child: UUID, command: WithdrawAdoptionConsent, work: UnitOfWork) -> None:
    """Record that a consent was withdrawn, which it can be until the application for an adoption order is made."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    work.record(consents.withdraw(matter, command.on, consent_id=command.consent_id, document_id=document_id))

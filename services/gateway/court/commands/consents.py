"""Commands about consent to adoption."""

from uuid import UUID

from pydantic import Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms.choices import CONSENT, people_of
from services.gateway.court.domain import consents
from shared.auth.caller import Caller
from shared.calendar import words_of_day
from shared.events.codes.gateway import AdoptionConsent
from shared.identifiers import ConsentId, DocumentId, FamilyId, PersonId, new_id
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.consents import consents as every_consent
from shared.policy.consents import parents
from shared.records.choices import documents_of
from shared.records.commands import WithDocument, document_of
from shared.web.forms.choices import NONE, Found, choosing
from shared.words import in_words

KINDS = (
    (AdoptionConsent.PLACEMENT.value, "To placing the child for adoption"),
    (AdoptionConsent.ADVANCE.value, "To the adoption order, in advance"),
)


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


async def record_consent(child: UUID, command: RecordAdoptionConsent, work: UnitOfWork) -> None:
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


async def withdraw_consent(child: UUID, command: WithdrawAdoptionConsent, work: UnitOfWork) -> None:
    """Record that a consent was withdrawn, which it can be until the application for an adoption order is made."""
    matter = await work.load(LegalMatter, child)
    document_id = await document_of(work, child, command)
    work.record(consents.withdraw(matter, command.on, consent_id=command.consent_id, document_id=document_id))


@choosing
async def for_consent(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The parents and guardians who may consent today, to what, and the forms that are on the child's record."""
    matter = await look(work, LegalMatter, child)
    return {
        "person_id": await people_of(work, caller, parents(matter.known, work.today)),
        "kind": KINDS,
        "document_id": await documents_of(work, child, CONSENT),
        "family_id": NONE,  # families are known by id alone here
    }


@choosing
async def for_withdrawal(work: UnitOfWork, caller: Caller, child: UUID) -> Found:
    """The consents that stand, and the child's documents."""
    matter = await look(work, LegalMatter, child)
    given = [one.given for one in every_consent(matter.known) if one.stands(work.today)]
    names = dict(await people_of(work, caller, [each.person_id for each in given]))
    return {
        "consent_id": [
            (
                str(each.consent_id),
                f"{names[str(each.person_id)]}, {in_words(each.kind).lower()}, {words_of_day(each.occurred_on)}",
            )
            for each in given
        ],
        "document_id": await documents_of(work, child),
    }

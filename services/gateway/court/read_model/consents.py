"""What is shown of consents to adoption: who consented to what, and what became of it."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.gateway.child.domain.matter import LegalMatter
from shared.events.codes.gateway import AdoptionConsent
from shared.policy.consents import ConsentEnd, consents


class ConsentAsRead(BaseModel):
    """A consent of a parent or guardian to the child's adoption."""

    consent_id: UUID
    person_id: UUID
    kind: AdoptionConsent
    given_on: date
    document_id: UUID = Field(description="the witnessed form")
    family_id: UUID | None = Field(
        description="the prospective adopters whom it names; none: any whom the agency chooses"
    )
    ended_on: date | None
    because: ConsentEnd | None


def shown(matter: LegalMatter) -> list[ConsentAsRead]:
    """Every consent, by day."""
    return [
        ConsentAsRead(
            consent_id=one.given.consent_id,
            person_id=one.given.person_id,
            kind=one.given.kind,
            given_on=one.given.occurred_on,
            document_id=one.given.document_id,
            family_id=one.given.family_id,
            ended_on=one.ended_on,
            because=one.because,
        )
        for one in consents(matter.known)
    ]

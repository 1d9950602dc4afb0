"""Consent to adoption: what a parent or guardian agrees to, and takes back."""

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import AdoptionConsent
from shared.identifiers import ConsentId, DocumentId, FamilyId, PersonId


@event("gateway.adoption_consent_given.v1")
class AdoptionConsentGiven(ChildEvent):
    """A parent or guardian consented, in a witnessed form, to adoption by any family or by the one that is named."""

    consent_id: ConsentId
    person_id: PersonId
    kind: AdoptionConsent
    document_id: DocumentId
    family_id: FamilyId | None = None


@event("gateway.adoption_consent_withdrawn.v1")
class AdoptionConsentWithdrawn(ChildEvent):
    """A parent or guardian withdrew a consent."""

    consent_id: ConsentId
    document_id: DocumentId | None = None

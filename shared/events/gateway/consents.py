"""Consent to adoption: what a parent or guardian agrees to, and takes back."""

from shared.events.base import ChildEvent, event
from shared.events.codes.gateway import AdoptionConsent
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import ConsentId, DocumentId, FamilyId, PersonId


@event("gateway.adoption_consent_given.v1")
class AdoptionConsentGiven(ChildEvent):
    """A parent or guardian consented, in a witnessed form, to adoption by any family or by the one that is named."""

    consent_id: Identifies[ConsentId]
    person_id: Fixed[PersonId]
    kind: AdoptionConsent
    document_id: Fixed[DocumentId]
    family_id: Fixed[FamilyId | None] = None


@event("gateway.adoption_consent_withdrawn.v1")
class AdoptionConsentWithdrawn(ChildEvent):
    """A parent or guardian withdrew a consent."""

    consent_id: RestsOn[ConsentId]
    document_id: Fixed[DocumentId | None] = None

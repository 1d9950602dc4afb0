"""Rules of the machine about consent to adoption: given, withdrawn, and final once the application was made."""

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, multiple, rule

from services.gateway.child.domain import family
from services.gateway.court.domain import consents
from shared.events.codes.gateway import AdoptionConsent, Relationship
from shared.events.family_finding import AdoptionApplicationLodged
from shared.events.gateway import AdoptionConsentGiven
from shared.identifiers import ConsentId, PersonId, WorkerId
from tests.gateway.machine.family import AGO, AUTHORITY, LONG_AGO, WORKERS, Children, OfChild


class Consents(Children):
    """Children whose parents agree to adoption, or do no longer."""

    consented: Bundle[tuple[UUID, UUID]] = Bundle("consented")

    @initialize(target=Children.children, days=st.integers(0, 60))
    def a_baby_of_one_parent(self, days: int) -> UUID:
        """A baby whose mother alone holds parental responsibility."""
        on = self.day(LONG_AGO)
        child = self.registered(self.day(LONG_AGO + days), None, on)
        matter, mother = self.books.matter(child), PersonId(UUID(int=10_001))
        self.books.ask(
            lambda: family.record_family_member(
                matter, mother, on, relationship=Relationship.MOTHER, parental_responsibility=True
            )
        )
        return child

    @rule(
        target=consented,
        child=Children.children | Children.brought,
        person=WORKERS,
        kind=st.sampled_from(AdoptionConsent),
        ago=AGO,
    )
    def consent_to_adoption(self, child: UUID, person: WorkerId, kind: AdoptionConsent, ago: int) -> OfChild:
        matter = self.books.matter(child)
        told = self.books.ask(
            lambda: consents.consent(
                matter,
                self.day(ago),
                consent_id=ConsentId(self.books.number()),
                person_id=PersonId(person),
                kind=kind,
                document_id=self.books.number(),
            )
        )
        given = [event for event in told if isinstance(event, AdoptionConsentGiven)]
        return multiple(*((child, each.consent_id) for each in given))

    @rule(consent=consented, ago=AGO)
    def withdraw_a_consent(self, consent: tuple[UUID, UUID], ago: int) -> None:
        child, consent_id = consent
        matter = self.books.matter(child)
        self.books.ask(
            lambda: consents.withdraw(matter, self.day(ago), consent_id=ConsentId(consent_id), document_id=None)
        )

    @rule(child=Children.children | Children.brought, ago=AGO)
    def family_finding_tells_of_the_application_for_adoption(self, child: UUID, ago: int) -> None:
        about = {"child_id": child, "authority": AUTHORITY, "occurred_on": self.day(ago)}
        self.books.hear(AdoptionApplicationLodged.model_validate(about))

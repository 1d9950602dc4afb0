"""What may be chosen in the forms about consent to adoption."""

from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.forms.choices import CONSENT, people_of
from shared.auth.caller import Caller
from shared.calendar import words_of_day
from shared.events.codes.gateway import AdoptionConsent
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.consents import consents, parents
from shared.records.choices import documents_of
from shared.web.forms.choices import NONE, Found, choosing
from shared.words import in_words

KINDS = (
    (AdoptionConsent.PLACEMENT.value, "To placing the child for adoption"),
    (AdoptionConsent.ADVANCE.value, "To the adoption order, in advance"),
)


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
    given = [one.given for one in consents(matter.known) if one.stands(work.today)]
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

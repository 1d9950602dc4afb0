"""Consents: may a parent consent to adoption on a day, and may that consent be withdrawn?

The sections are those of the Adoption and Children Act 2002.
"""

from collections.abc import Iterator
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import AdoptionConsent, Relationship
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    AdoptionOrderGranted,
)
from shared.grounds import Ground, Grounds, Offer, ruled
from shared.identifiers import SUPPOSED, ConsentId, DocumentId, FamilyId, PersonId
from shared.policy.arithmetic import add_span
from shared.policy.consents import (
    Consent,
    care_order_applied_for,
    consents,
    consents_on,
    each_parent_gave,
    parents,
    takes_effect,
)
from shared.policy.terms import Span


def consent(  # noqa: PLR0913 - what a consent consists of
    matter: LegalMatter,
    on: date,
    *,
    consent_id: ConsentId,
    person_id: PersonId,
    kind: AdoptionConsent,
    document_id: DocumentId,
    family_id: FamilyId | None = None,
) -> AdoptionConsentGiven:
    """Record that a parent or guardian consented in the form that the rules prescribe (s.52(7))."""
    given = AdoptionConsentGiven(
        **matter.about(on),
        consent_id=consent_id,
        person_id=person_id,
        kind=kind,
        document_id=document_id,
        family_id=family_id,
    )
    GROUNDS.must_stand(matter, given)
    if any(_says(matter, one) == _says(matter, given) for one in consents_on(matter.known, on)):
        raise RuleBroken("this person consents to that already; there is nothing to change")
    return given


def withdraw(
    matter: LegalMatter, on: date, *, consent_id: ConsentId, document_id: DocumentId | None
) -> AdoptionConsentWithdrawn:
    """Record that a parent or guardian withdrew a consent, in the prescribed form or by notice (s.20(3), s.52(8))."""
    withdrawn = AdoptionConsentWithdrawn(**matter.about(on), consent_id=consent_id, document_id=document_id)
    if not _withdrawn_consents(matter, withdrawn):
        raise RuleBroken("no such consent of this child is recorded; record the consent first")
    if any(each.consent_id == consent_id for each in matter.every(AdoptionConsentWithdrawn)):
        raise RuleBroken("this consent is withdrawn already; correct that entry if the day is wrong")
    return GROUNDS.must_stand(matter, withdrawn)


def _withdrawn_consents(matter: LegalMatter, withdrawn: AdoptionConsentWithdrawn) -> list[Consent]:
    """The consent that is withdrawn, where it is recorded."""
    return [each for each in consents(matter.known) if each.given.consent_id == withdrawn.consent_id]


def _must_stand(matter: LegalMatter, withdrawn: AdoptionConsentWithdrawn) -> None:
    on = withdrawn.occurred_on
    for consent in _withdrawn_consents(matter, withdrawn):
        if not consent.stands(on):
            first = words_of_day(consent.given.occurred_on)
            last = f" to {words_of_day(consent.ended_on)}" if consent.ended_on else " on"
            raise RuleBroken(f"this consent stands from {first}{last}, not on {words_of_day(on)}; check the day")


def _is_born(matter: LegalMatter, given: AdoptionConsentGiven) -> bool:
    return matter.born is not None and matter.born <= given.occurred_on


def _is_of_a_parent(matter: LegalMatter, given: AdoptionConsentGiven) -> bool:
    """Whether the person holds parental responsibility as a parent or guardian on the day (s.52(6))."""
    return given.person_id in parents(matter.known, given.occurred_on)


def _is_outside_proceedings(matter: LegalMatter, given: AdoptionConsentGiven) -> bool:
    """Whether a consent to a placement counts, no application on which a care order might be made being open."""
    placing = given.kind is AdoptionConsent.PLACEMENT
    return not placing or not care_order_applied_for(matter.known, given.occurred_on)


def _is_to_a_placement_too(matter: LegalMatter, given: AdoptionConsentGiven) -> bool:
    """Whether who consents in advance consents to the placement at that time (s.20(1))."""
    return given.kind is not AdoptionConsent.ADVANCE or any(
        one.given.person_id == given.person_id
        and one.given.kind is AdoptionConsent.PLACEMENT
        and one.stands(given.occurred_on)
        for one in consents(matter.known)
    )


def _must_not_be_too_soon(matter: LegalMatter, given: AdoptionConsentGiven) -> None:
    """Refuse a mother's consent to an adoption order that is given too soon (s.52(3))."""
    if given.kind is AdoptionConsent.ADVANCE and _too_soon(matter, given):
        raise RuleBroken(
            f"a mother cannot consent to an adoption order before {words_of_day(_mothers_first_day(matter))}"
            " (2002 Act s.52(3)); have a new form witnessed from then on"
        )


def needs_no_placement_order(matter: LegalMatter, granted: AdoptionOrderGranted) -> bool:
    """Whether consents carry an adoption order, or the court dispensed with them (ss.47(2), 47(4)(b)(i), 52(1)).

    Each parent consented to the order in advance or to the placement; what a mother said in the first six weeks counts
    for neither.
    """
    on = granted.occurred_on
    counted = [given for given in consents_on(matter.known, on) if not _too_soon(matter, given)]
    return granted.consent_dispensed_with or each_parent_gave(matter.known, on, counted)


def _too_soon(matter: LegalMatter, given: AdoptionConsentGiven) -> bool:
    """Whether it is a mother's consent of the weeks after the birth in which she can consent to no adoption order."""
    mother = parents(matter.known, given.occurred_on).get(given.person_id) is Relationship.MOTHER
    return mother and given.occurred_on < _mothers_first_day(matter)


def _mothers_first_day(matter: LegalMatter) -> date:
    weeks = Span(weeks=matter.law.limit("mothers_consent_weeks"))
    return add_span(matter.born, weeks) if matter.born else date.max


def _says(matter: LegalMatter, given: AdoptionConsentGiven) -> tuple[object, ...]:
    """Who consents to what, with which family, and whether too soon for an adoption order."""
    return given.person_id, given.kind, given.family_id, _too_soon(matter, given)


GROUNDS = Grounds[LegalMatter](
    (
        Ground(
            (AdoptionConsentGiven,),
            _is_born,
            "the child's birth",
            "the child is not born, and nobody can consent to adoption yet; record the birth first",
        ),
        Ground(
            (AdoptionConsentGiven,),
            lambda matter, given: not matter.by(AdoptionOrderGranted, given.occurred_on),
            "a day before the adoption",
            "the child is adopted, and nobody consents any more; check the child and the day",
            in_turn=True,
        ),
        Ground(
            (AdoptionConsentGiven,),
            _is_of_a_parent,
            "parental responsibility of who consents, on that day",
            "this is no parent or guardian with parental responsibility on {on};"
            " record what the person is to the child first",
        ),
        Ground(
            (AdoptionConsentGiven,),
            _is_outside_proceedings,
            "a day on which no care order was applied for",
            "a care order is applied for, so no consent to a placement counts (2002 Act s.19(3));"
            " record how the proceedings concluded first",
        ),
        Ground(
            (AdoptionConsentGiven,),
            _is_to_a_placement_too,
            "the same person's consent to the placement",
            "who consents to an adoption order in advance has consented to the placement (2002 Act s.20(1));"
            " record that consent first",
        ),
        ruled((AdoptionConsentGiven,), _must_not_be_too_soon, "six weeks since the birth"),
        ruled((AdoptionConsentWithdrawn,), _must_stand, "the consent, standing on that day", in_turn=True),
        Ground(
            (AdoptionConsentWithdrawn,),
            lambda matter, withdrawn: takes_effect(matter.known, withdrawn),
            "effect, as the application for adoption was made before",
            "the application for an adoption order was made before, so a withdrawal has no effect"
            " (2002 Act s.52(4)); check the day",
        ),
    )
)


def _consented(matter: LegalMatter, on: date) -> Iterator[Event]:
    about = {**matter.about(on), "consent_id": ConsentId(SUPPOSED), "document_id": DocumentId(SUPPOSED)}
    for person in parents(matter.known, on):
        yield from (AdoptionConsentGiven(**about, person_id=person, kind=kind) for kind in AdoptionConsent)


def _withdrawn(matter: LegalMatter, on: date) -> Iterator[Event]:
    for consent in consents(matter.known):
        yield AdoptionConsentWithdrawn(**matter.about(on), consent_id=consent.given.consent_id)


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("record_adoption_consent", _consented),
    Offer("withdraw_adoption_consent", _withdrawn),
)

"""Consent to adoption: who may give it and when, how it ends, and what may be done by it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child_page.domain.grounds import GROUNDS
from services.gateway.court.domain import consents
from services.gateway.court.read_model.consents import shown
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import AdoptionConsent, Relationship
from shared.events.family_finding import AdoptionApplicationLodged
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildRegistered,
    FamilyMemberRecorded,
    PlacementOrderGranted,
    ProceedingsConcluded,
)
from shared.identifiers import ConsentId, DocumentId, FamilyId, PersonId
from shared.policy.consents import may_be_placed
from shared.policy.reading.packs import policy_of
from tests.gateway.court import Child, day

MOTHER, FATHER, AUNT = (PersonId(UUID(int=number)) for number in (71, 72, 73))
MILLERS, OKAFORS = (FamilyId(UUID(int=number)) for number in (81, 82))
FORM = DocumentId(UUID(int=91))
PLACEMENT, ADVANCE = AdoptionConsent.PLACEMENT, AdoptionConsent.ADVANCE


def child_of(*parents: PersonId, born: str = "2025-12-08") -> Child:
    """A baby whose parents hold parental responsibility; the aunt does not."""
    child = Child(born=born)
    for person, what in ((MOTHER, Relationship.MOTHER), (FATHER, Relationship.FATHER)):
        child.known(
            FamilyMemberRecorded,
            "2026-01-05",
            person_id=person,
            relationship=what,
            parental_responsibility=person in parents,
        )
    child.known(FamilyMemberRecorded, "2026-01-05", person_id=AUNT, relationship=Relationship.OTHER_RELATIVE)
    return child


def consents_to(
    child: Child, on: str, who: PersonId = MOTHER, kind: AdoptionConsent = PLACEMENT, family_id: FamilyId | None = None
) -> AdoptionConsentGiven:
    """Somebody consents in a witnessed form."""
    given: AdoptionConsentGiven = child.then(
        consents.consent(
            child.matter,
            day(on),
            consent_id=ConsentId(uuid4()),
            person_id=who,
            kind=kind,
            document_id=FORM,
            family_id=family_id,
        )
    )
    return given


def withdraws(child: Child, given: AdoptionConsentGiven, on: str) -> AdoptionConsentWithdrawn:
    """Who consented gives notice that the consent is withdrawn."""
    withdrawn: AdoptionConsentWithdrawn = child.then(
        consents.withdraw(child.matter, day(on), consent_id=given.consent_id, document_id=None)
    )
    return withdrawn


def may_be_placed_on(child: Child, on: str, family_id: FamilyId = MILLERS) -> bool:
    return may_be_placed(child.matter.known, day(on), family_id)


def ends(child: Child) -> list[tuple[str, str | None, str | None]]:
    """What was consented to, and when and by what each consent ended."""
    found = sorted(shown(child.matter), key=lambda one: (one.given_on, one.kind == ADVANCE))
    return [(one.kind.value, str(one.ended_on) if one.ended_on else None, one.because) for one in found]


def test_a_mother_asks_that_her_baby_be_adopted_and_later_consents_to_the_order_in_advance() -> None:
    child = child_of(MOTHER)
    assert not may_be_placed_on(child, "2026-01-12")
    consents_to(child, "2026-01-12")
    assert may_be_placed_on(child, "2026-01-12")
    consents_to(child, "2026-01-19", kind=ADVANCE)
    child.granted(AdoptionOrderGranted, "2026-09-14")
    assert child.codes()[-1][1] == "adoption_order"


def test_a_placement_consent_of_the_first_six_weeks_places_and_carries_no_adoption_order_until_given_anew() -> None:
    child = child_of(MOTHER)
    consents_to(child, "2026-01-18")
    assert may_be_placed_on(child, "2026-01-18")
    with pytest.raises(RuleBroken, match="a mother's not given too soon after the birth"):
        child.granted(AdoptionOrderGranted, "2026-09-14")
    consents_to(child, "2026-01-19")
    child.granted(AdoptionOrderGranted, "2026-09-14")
    assert GROUNDS.lacks(child.matter, child.matter.every(AdoptionOrderGranted)[0]) is None


def test_the_court_may_dispense_with_consent() -> None:
    child = child_of(MOTHER, FATHER)
    consents_to(child, "2026-01-19")
    with pytest.raises(RuleBroken, match="or that the court dispensed with it"):
        child.granted(AdoptionOrderGranted, "2026-09-14")
    with pytest.raises(RuleBroken, match="of an adoption order alone it is recorded here that consent was dispensed"):
        child.granted(PlacementOrderGranted, "2026-09-14", consent_dispensed_with=True)
    child.granted(AdoptionOrderGranted, "2026-09-14", consent_dispensed_with=True)
    assert child.codes()[-1][1] == "adoption_order"


def test_each_parent_with_parental_responsibility_must_consent() -> None:
    child = child_of(MOTHER, FATHER)
    consents_to(child, "2026-01-19")
    assert not may_be_placed_on(child, "2026-01-26")
    with pytest.raises(RuleBroken, match="an adoption order needs a placement order, or each parent's consent"):
        child.granted(AdoptionOrderGranted, "2026-01-26")
    consents_to(child, "2026-01-26", FATHER)
    assert may_be_placed_on(child, "2026-01-26")


def test_a_consent_may_name_the_family() -> None:
    child = child_of(MOTHER)
    consents_to(child, "2026-01-19", family_id=MILLERS)
    assert may_be_placed_on(child, "2026-01-19", MILLERS)
    assert not may_be_placed_on(child, "2026-01-19", OKAFORS)
    consents_to(child, "2026-02-02")
    assert may_be_placed_on(child, "2026-02-02", OKAFORS)


def test_a_consent_that_is_withdrawn_authorises_nothing_from_that_day() -> None:
    child = child_of(MOTHER)
    given = consents_to(child, "2026-01-19")
    withdraws(child, given, "2026-02-02")
    assert (may_be_placed_on(child, "2026-02-01"), may_be_placed_on(child, "2026-02-02")) == (True, False)
    assert ends(child) == [("placement", "2026-02-02", "withdrawn")]
    consents_to(child, "2026-02-09")
    assert may_be_placed_on(child, "2026-02-09")


def test_a_care_order_or_a_placement_order_made_after_it_ends_a_consent_to_a_placement_and_no_advance_consent() -> None:
    child = child_of(MOTHER)
    consents_to(child, "2026-01-19")
    consents_to(child, "2026-01-19", kind=ADVANCE)
    child.decided().issued("2026-02-02")
    assert not may_be_placed_on(child, "2026-02-02")
    child.granted(CareOrderGranted, "2026-05-04")
    assert ends(child) == [("placement", "2026-05-04", "care_order"), ("advance", None, None)]
    other = child_of(MOTHER)
    consents_to(other, "2026-01-19")
    other.known(PlacementOrderGranted, "2026-05-04", order_id=uuid4())
    assert ends(other) == [("placement", "2026-05-04", "placement_order")]


def test_proceedings_that_end_without_an_order_leave_the_consent_as_it_was() -> None:
    child = child_of(MOTHER)
    consents_to(child, "2026-01-19")
    child.decided().issued("2026-02-02")
    child.known(ProceedingsConcluded, "2026-03-02", outcome="withdrawn")
    assert [may_be_placed_on(child, on) for on in ("2026-02-01", "2026-02-02", "2026-03-02")] == [True, False, True]


def test_a_withdrawal_after_the_application_for_adoption_that_is_heard_of_late_has_no_effect() -> None:
    child = child_of(MOTHER)
    given = consents_to(child, "2026-01-19")
    withdrawn = withdraws(child, given, "2026-08-03")
    child.known(AdoptionApplicationLodged, "2026-08-02")
    assert ends(child) == [("placement", None, None)]
    assert GROUNDS.lacks(child.matter, withdrawn) == "effect, as the application for adoption was made before"


def unborn() -> Child:
    return Child(born=None)


def with_consent() -> tuple[Child, AdoptionConsentGiven]:
    child = child_of(MOTHER)
    return child, consents_to(child, "2026-01-19")


def in_proceedings() -> Child:
    return child_of(MOTHER).decided().issued("2026-01-19")


def withdrawn_twice() -> None:
    child, given = with_consent()
    withdraws(child, given, "2026-02-02")
    withdraws(child, given, "2026-02-09")


def withdrawn_after_the_application() -> None:
    child, given = with_consent()
    child.known(AdoptionApplicationLodged, "2026-08-03")
    withdraws(child, given, "2026-08-04")


def withdrawn_after_a_care_order() -> None:
    child, given = with_consent()
    child.decided().issued("2026-02-02").granted(CareOrderGranted, "2026-05-04")
    withdraws(child, given, "2026-05-05")


def adopted() -> None:
    child, _ = with_consent()
    child.granted(AdoptionOrderGranted, "2026-09-14")
    consents_to(child, "2026-09-15", kind=ADVANCE)


REFUSED: dict[str, Callable[[], Any]] = {
    "the child is not born, and nobody can consent to adoption yet; record the birth first": lambda: consents_to(
        unborn(), "2026-01-12"
    ),
    "the child is adopted, and nobody consents any more; check the child and the day": adopted,
    "this is no parent or guardian with parental responsibility on 19 January 2026; record what": lambda: consents_to(
        child_of(MOTHER), "2026-01-19", FATHER
    ),
    "this is no parent or guardian with parental responsibility on 20 January 2026; record what": lambda: consents_to(
        child_of(MOTHER), "2026-01-20", AUNT
    ),
    r"a care order is applied for, so no consent to a placement counts \(2002 Act s.19\(3\)\); record how": lambda: (
        consents_to(in_proceedings(), "2026-01-26")
    ),
    r"in advance has consented to the placement \(2002 Act s.20\(1\)\); record that consent first": lambda: consents_to(
        child_of(MOTHER), "2026-01-19", kind=ADVANCE
    ),
    r"cannot consent to an adoption order before 2 March 2026 \(2002 Act s.52\(3\)\); have a new form": lambda: (
        consents_to(with_consent_of_a_mother_of("2026-01-19"), "2026-03-01", kind=ADVANCE)
    ),
    "this person consents to that already; there is nothing to change": lambda: consents_to(
        with_consent()[0], "2026-02-02"
    ),
    "no such consent of this child is recorded; record the consent first": lambda: withdraws(
        child_of(MOTHER), with_consent()[1], "2026-02-02"
    ),
    "this consent is withdrawn already; correct that entry if the day is wrong": withdrawn_twice,
    "this consent stands from 19 January 2026 on, not on 18 January 2026; check the day": lambda: withdraws(
        *with_consent(), "2026-01-18"
    ),
    "this consent stands from 19 January 2026 to 4 May 2026, not on 5 May 2026; check": withdrawn_after_a_care_order,
    r"so a withdrawal has no effect \(2002 Act s.52\(4\)\); check the day": withdrawn_after_the_application,
}


def with_consent_of_a_mother_of(born: str) -> Child:
    child = child_of(MOTHER, born=born)
    consents_to(child, "2026-01-26")
    return child


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_refusal_says_what_to_do(sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        REFUSED[sentence]()


def test_a_mother_consents_to_the_order_from_six_weeks_after_the_birth_and_a_father_before() -> None:
    child = child_of(MOTHER, FATHER, born="2026-01-19")
    consents_to(child, "2026-01-26")
    consents_to(child, "2026-01-26", FATHER)
    consents_to(child, "2026-01-26", FATHER, ADVANCE)
    consents_to(child, "2026-03-02", kind=ADVANCE)


def without(child: Child, kind: type[Event], *instead: Event) -> LegalMatter:
    """The record of a child without what was recorded of a kind, and with something else."""
    matter = LegalMatter.opened(child.matter.case_id, policy_of)
    for event in (*child.matter.heard, *child.matter.recorded, *instead):
        if event in instead or not isinstance(event, kind):
            matter = matter.apply(event)
    return matter


def test_a_consent_says_what_it_lacks_once_that_was_mended() -> None:
    child = child_of(MOTHER)
    placing, advance = consents_to(child, "2026-01-19"), consents_to(child, "2026-01-26", kind=ADVANCE)
    assert GROUNDS.lacks(child.matter, placing) is GROUNDS.lacks(child.matter, advance) is None
    assert GROUNDS.lacks(without(child, FamilyMemberRecorded), placing) == (
        "parental responsibility of who consents, on that day"
    )
    registered = child.matter.latest(ChildRegistered)
    assert registered
    later = registered.model_copy(update={"date_of_birth": day("2026-01-20")})
    assert GROUNDS.lacks(without(child, ChildRegistered, later), placing) == "the child's birth"
    assert GROUNDS.lacks(without(child, ChildRegistered, later), advance) == "six weeks since the birth"
    alone = without(child, AdoptionConsentGiven, advance)
    assert GROUNDS.lacks(alone, advance) == "the same person's consent to the placement"
    child.decided().issued("2026-01-18")
    assert GROUNDS.lacks(child.matter, placing) == "a day on which no care order was applied for"

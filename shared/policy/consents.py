"""Consents: which consents to adoption stand on a day, and may a child be placed for adoption by them?

The sections are those of the Adoption and Children Act 2002. Everything is a function of the set of a child's events.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from shared.events.base import Event
from shared.events.codes.gateway import AdoptionConsent, Application, Relationship
from shared.events.family_finding import AdoptionApplicationLodged
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionConsentWithdrawn,
    CareOrderGranted,
    FamilyMemberRecorded,
    PlacementOrderGranted,
    ProceedingsConcluded,
    ProceedingsIssued,
)
from shared.identifiers import FamilyId, PersonId

E = TypeVar("E", bound=Event)
Known = Collection[Event]

# Each parent with parental responsibility (s.52(6)) and each guardian, special guardians included (s.144(1)), consents.
CONSENTING = frozenset({Relationship.MOTHER, Relationship.FATHER, Relationship.GUARDIAN, Relationship.SPECIAL_GUARDIAN})
# A care order may be made on an application for a supervision order, too (Children Act 1989 s.31(5)).
MAY_END_IN_CARE = frozenset({Application.CARE, Application.SUPERVISION})


class ConsentEnd(StrEnum):
    """What ended a consent."""

    WITHDRAWN = "withdrawn"
    CARE_ORDER = "care_order"
    PLACEMENT_ORDER = "placement_order"


@dataclass(frozen=True)
class Consent:
    """A consent, and when and by what it ended."""

    given: AdoptionConsentGiven
    ended_on: date | None = None
    because: ConsentEnd | None = None

    def stands(self, on: date) -> bool:
        """Whether it stands at the end of a day."""
        return self.given.occurred_on <= on and (self.ended_on is None or on < self.ended_on)


def consents(known: Known) -> tuple[Consent, ...]:
    """Every consent, by day. A care or placement order of its day or later ends one to placement (s.19(3)(b))."""
    return tuple(_consent(known, given) for given in _every(known, AdoptionConsentGiven))


def parents(known: Known, on: date) -> Mapping[PersonId, Relationship]:
    """Whose consent is needed on a day, and what each is to the child."""
    told = {each.person_id: each for each in _every(known, FamilyMemberRecorded) if each.occurred_on <= on}
    return {
        person: each.relationship
        for person, each in told.items()
        if each.parental_responsibility and each.relationship in CONSENTING
    }


def consents_on(known: Known, on: date) -> list[AdoptionConsentGiven]:
    """The consents that stand at the end of a day."""
    return [one.given for one in consents(known) if one.stands(on)]


def each_parent_gave(known: Known, on: date, given: Collection[AdoptionConsentGiven]) -> bool:
    """Whether each parent whose consent is needed on a day gave one of these."""
    needed = parents(known, on)
    return bool(needed) and needed.keys() <= {each.person_id for each in given}


def care_order_applied_for(known: Known, on: date) -> bool:
    """Whether an application on which a care order might be made is not disposed of (s.19(3)(a))."""
    concluded = [each.occurred_on for each in _every(known, ProceedingsConcluded) if each.occurred_on <= on]
    return any(
        each.occurred_on <= on and not any(day >= each.occurred_on for day in concluded)
        for each in _every(known, ProceedingsIssued)
        if each.application in MAY_END_IN_CARE
    )


def may_be_placed(known: Known, on: date, family_id: FamilyId) -> bool:
    """Whether consents authorise the agency to place the child with a family on a day (s.19(1) and (3))."""
    placing = [
        given
        for given in consents_on(known, on)
        if given.kind is AdoptionConsent.PLACEMENT and given.family_id in {None, family_id}
    ]
    return each_parent_gave(known, on, placing) and not care_order_applied_for(known, on)


def takes_effect(known: Known, withdrawn: AdoptionConsentWithdrawn) -> bool:
    """Whether a withdrawal does not come after the application for an adoption order was made (s.52(4))."""
    return not any(each.occurred_on < withdrawn.occurred_on for each in _every(known, AdoptionApplicationLodged))


def _consent(known: Known, given: AdoptionConsentGiven) -> Consent:
    ends = [
        (each.occurred_on, ConsentEnd.WITHDRAWN)
        for each in _every(known, AdoptionConsentWithdrawn)
        if each.consent_id == given.consent_id and takes_effect(known, each)
    ]
    if given.kind is AdoptionConsent.PLACEMENT:
        ends += [(each.occurred_on, ConsentEnd.CARE_ORDER) for each in _every(known, CareOrderGranted)]
        ends += [(each.occurred_on, ConsentEnd.PLACEMENT_ORDER) for each in _every(known, PlacementOrderGranted)]
    return Consent(given, *min((end for end in ends if end[0] >= given.occurred_on), default=(None, None)))


def _every(known: Known, kind: type[E]) -> list[E]:
    """By day; what is of one day by what it says, so that a set has one order."""
    found = [each for each in known if isinstance(each, kind)]
    return sorted(found, key=lambda each: (each.occurred_on, each.model_dump_json()))

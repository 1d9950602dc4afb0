"""The story of one child's search, told step by step over the rules alone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import pytest

from services.family_finding.families.domain import Family
from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from services.family_finding.search.domain.stages import Home, Progress
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.family_finding import FamilyKind, LinkedBy, Scope
from shared.events.codes.gateway import AdoptionConsent, GatewayOutcome, Relationship
from shared.events.codes.planning import LegalBasis, Option, RatifiedBy
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionOrderGranted,
    ChildRegistered,
    FamilyMemberRecorded,
    GatewayDecisionMade,
    PlacementOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, PermanencePlanAgreed
from shared.identifiers import ChildId, ConsentId, DecisionId, DocumentId, FamilyId, OrderId, PersonId, ReferralId
from shared.policy.reading.packs import policy_of

E = TypeVar("E", bound=Event)
Arguments = ParamSpec("Arguments")

CHILD = ChildId(UUID(int=1))
MILLERS, OKAFORS, PRICES, SHAHS = (FamilyId(UUID(int=number)) for number in (11, 12, 13, 14))
ABOUT: dict[str, Any] = {"child_id": CHILD, "authority": "warrington"}
ADOPTERS = (FamilyKind.ADOPTERS,)


def day(text: str) -> date:
    """A day of 2026, as `month-day`."""
    return date.fromisoformat(f"2026-{text}")


REGISTERED = ChildRegistered(**ABOUT, occurred_on=day("01-05"), date_of_birth=date(2025, 11, 2))
ADOPTION_CONSIDERED = GatewayDecisionMade(
    **ABOUT,
    occurred_on=day("01-12"),
    decision_id=DecisionId(UUID(int=21)),
    referral_id=ReferralId(UUID(int=22)),
    outcome=GatewayOutcome.CARE_PROCEEDINGS,
    primary_plan=Option.RETURN_HOME,
    contingencies=(Option.ADOPTION,),
    adoption_considered=True,
)
LOOKED_AFTER = BecameLookedAfter(**ABOUT, occurred_on=day("01-15"), legal_basis=LegalBasis.INTERIM_CARE_ORDER)
SHOULD_BE_PLACED = AdoptionDecisionMade(**ABOUT, occurred_on=day("05-04"), should_be_placed=True)
PLACEMENT_ORDER = PlacementOrderGranted(**ABOUT, occurred_on=day("07-06"), order_id=OrderId(UUID(int=23)))
ADOPTION_ORDER = AdoptionOrderGranted(**ABOUT, occurred_on=day("12-14"), order_id=OrderId(UUID(int=24)))
MOTHER = FamilyMemberRecorded(
    **ABOUT,
    occurred_on=day("01-05"),
    person_id=PersonId(UUID(int=31)),
    relationship=Relationship.MOTHER,
    parental_responsibility=True,
)
HER_CONSENT = AdoptionConsentGiven(
    **ABOUT,
    occurred_on=day("07-06"),
    consent_id=ConsentId(UUID(int=32)),
    person_id=MOTHER.person_id,
    kind=AdoptionConsent.PLACEMENT,
    document_id=DocumentId(UUID(int=33)),
)
FOSTERING_AGREED = PermanencePlanAgreed(
    **ABOUT,
    occurred_on=day("04-01"),
    version=2,
    primary=Option.PERMANENT_FOSTERING,
    ratified_by=RatifiedBy.REVIEW,
)


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """The rule refuses, and its sentence says this."""
    with pytest.raises(RuleBroken, match=re.escape(sentence)):
        yield


def family(family_id: FamilyId, *, approved: bool = True, early_permanence: bool = False) -> Family:
    """A family of the regional agency, registered in 2025."""
    known = Family.opened(family_id, policy_of)
    known = known.apply(
        known.register(
            "together_for_adoption",
            date(2025, 6, 2),
            kinds=ADOPTERS,
            early_permanence=early_permanence,
            agency="together_for_adoption",
        )
    )
    if approved:
        known = known.apply(known.approve(date(2025, 9, 1), kinds=ADOPTERS, early_permanence=early_permanence))
    return known


@dataclass
class Story:
    """A search, and what was recorded of it."""

    search: Search = field(default_factory=lambda: Search.opened(CHILD, policy_of))
    recorded: list[Event] = field(default_factory=list)

    def hears(self, *events: Event) -> "Story":
        """Others say something."""
        for event in events:
            self.search = self.search.apply(event)
        return self

    def does(
        self,
        rule: Callable[Concatenate[Search, Arguments], E],
        *asked: Arguments.args,
        **more: Arguments.kwargs,
    ) -> E:
        """A step that the rules allow; answers its event."""
        event = rule(self.search, *asked, **more)
        self.search = self.search.apply(event)
        self.recorded.append(event)
        return event

    def progress(self) -> Progress:
        """How far the search has come."""
        return self.search.progress

    def home(self) -> Home | None:
        """Whom the child meets or lives with."""
        return self.search.home


def referred() -> Story:
    """Adoption is considered, and nothing done about it yet."""
    return Story().hears(REGISTERED, ADOPTION_CONSIDERED, LOOKED_AFTER)


def searching() -> Story:
    """The search is on, in-house."""
    story = referred()
    story.does(finding.notify_raa, day("01-13"))
    story.does(finding.allocate_family_finder, day("01-14"))
    story.does(finding.start, day("01-20"), scope=Scope.IN_HOUSE, reason=None, next_scope_on=day("03-20"))
    return story


def shortlisted() -> Story:
    """The Millers and the Okafors are on the shortlist; the Prices are proposed only."""
    story = searching()
    for proposed in (MILLERS, OKAFORS, PRICES):
        story.does(matching.propose, family(proposed), day("02-02"), score=None, by=LinkedBy.FAMILY_FINDER)
    story.does(matching.agree_shortlist, [family(OKAFORS), family(MILLERS)], day("02-09"))
    return story


def selected() -> Story:
    """The Millers were visited and selected."""
    story = shortlisted()
    story.does(matching.visit, MILLERS, day("02-12"))
    story.does(matching.select, MILLERS, day("02-13"))
    return story


def recommended() -> Story:
    """The panel recommends the Millers, after the should-be-placed decision."""
    story = selected().hears(SHOULD_BE_PLACED)
    story.does(panel.book_panel, day("05-05"), panel_on=day("06-01"))
    story.does(panel.submit_papers, day("05-15"))
    story.does(panel.recommend, family(MILLERS), day("06-01"))
    return story


def matched() -> Story:
    """The decision maker approved the match with the Millers, and the court made the placement order."""
    story = recommended()
    story.does(panel.approve, day("06-05"))
    return story.hears(PLACEMENT_ORDER)


def placed() -> Story:
    """The child lives with the Millers."""
    story = matched()
    story.does(placing.introduce, MILLERS, day("07-13"))
    story.does(placing.place_for_adoption, MILLERS, day("07-27"))
    return story

"""Lost ground: what people recorded in planning says what it lacks once that was corrected or voided."""

import pytest

from services.planning.child.domain import PermanenceCase
from services.planning.lacking import lacks
from shared.events.base import Event
from shared.events.codes.planning import LegalBasis, Option
from shared.events.planning import (
    AdoptionDecisionMade,
    BecameLookedAfter,
    ChildPermanenceReportCompleted,
    FinalCarePlanningMeetingHeld,
    PlacementStarted,
    PlanningMeetingHeld,
)
from shared.policy.reading.packs import policy_of
from tests.planning.story import (
    ABOUT,
    CHILD,
    INTERIM_CARE_ORDER,
    ISSUED,
    LEGAL_ACTION_AGREED,
    REGISTERED,
    day,
    should_be_placed,
)

STORY = should_be_placed()
(IN_CARE,), (HOME, *_), (MEETING, *_) = (
    STORY.said(kind) for kind in (BecameLookedAfter, PlacementStarted, PlanningMeetingHeld)
)
REPORT, DECISION = STORY.said(ChildPermanenceReportCompleted)[0], STORY.said(AdoptionDecisionMade)[0]
FINAL = FinalCarePlanningMeetingHeld(**ABOUT, occurred_on=day("06-01"), ratified_plan=Option.ADOPTION)

# An entry, what it stands on, and what it lacks without the last of that.
GROUNDS: tuple[tuple[Event, tuple[Event, ...], str], ...] = (
    (REPORT, (REGISTERED,), "the child's registration with the Legal Gateway"),
    (IN_CARE, (REGISTERED, INTERIM_CARE_ORDER), "the order that was its legal basis"),
    (HOME, (REGISTERED, IN_CARE), "that the child was looked after on that day"),
    (
        MEETING,
        (REGISTERED, LEGAL_ACTION_AGREED),
        "legal action agreed by the Legal Gateway, or care, by that day",
    ),
    (FINAL, (REGISTERED, ISSUED), "proceedings that were issued"),
    (DECISION, (REGISTERED, REPORT), "the child permanence report"),
)


def case(*events: Event) -> PermanenceCase:
    found = PermanenceCase.opened(CHILD, policy_of)
    for event in events:
        found = found.apply(event)
    return found


@pytest.mark.parametrize(("entry", "ground", "lacking"), GROUNDS)
def test_an_entry_lacks_the_ground_that_was_voided(entry: Event, ground: tuple[Event, ...], lacking: str) -> None:
    assert lacks(case(*ground, entry), entry) is None
    assert lacks(case(*ground[:-1], entry), entry) == lacking


def test_accommodation_with_the_parents_consent_rests_on_no_order() -> None:
    accommodated = BecameLookedAfter(**ABOUT, occurred_on=day("01-15"), legal_basis=LegalBasis.SECTION_20)
    assert lacks(case(REGISTERED, accommodated), accommodated) is None

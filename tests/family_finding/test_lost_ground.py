"""Lost ground: what people recorded in family finding says what it lacks once that was corrected or voided."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from services.family_finding.child_page.domain import GROUNDS
from services.family_finding.families.domain import GROUNDS as GROUNDS_OF_FAMILIES
from services.family_finding.families.domain import Family
from services.family_finding.main import SERVICE
from services.family_finding.matching import domain as matching
from shared.events.base import Event
from shared.events.codes.family_finding import LinkedBy
from shared.events.codes.planning import CareReason
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    FamilyApproved,
    FamilyFinderAllocated,
    FamilyFindingStarted,
    FamilyFindingWidened,
    FamilyRegistered,
    FamilySelected,
    FamilyVisited,
    FamilyWithdrawn,
    IntroductionsStarted,
    LinkDeclined,
    LinkProposed,
    MatchApproved,
    MatchDeclined,
    MatchingPanelBooked,
    MatchingPapersSubmitted,
    MatchRecommended,
    PlacedForAdoption,
    PlacedLongTerm,
    PlacementAtRisk,
    PlacementDisrupted,
    ProfilePublished,
    RaaNotified,
    ShortlistAgreed,
)
from shared.events.gateway import (
    AdoptionConsentGiven,
    AdoptionOrderGranted,
    ChildRegistered,
    GatewayDecisionMade,
    PlacementOrderGranted,
)
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter
from tests.desk import Desk
from tests.family_finding.lives import (
    TODAY,
    adopted_soon,
    before_panel,
    by_consent,
    declined,
    disrupted,
    early,
    fostered,
    matched,
    searching,
    selected,
)
from tests.family_finding.story import ABOUT, ADOPTERS, ADOPTION_ORDER, MILLERS, day, family

# A story, what of it is mended (voided, or moved to a day), which entry then lacks something, and what.
Probe = tuple[Callable[[], Desk], type[Event], str | None, type[Event], str]
THE_SELECTION = "the selection of the family"
FREED = "a placement order, or each parent's consent"
APPROVED = "the approval of the match with the family"
NAMED = "a placement order, or the court's leave to name the child"
PROPOSED = "the proposal of each of its families"
LOOKED_AFTER = "that the child was looked after on that day"
PROBES: tuple[Probe, ...] = (
    (searching, ChildRegistered, None, RaaNotified, "the child's registration with the Legal Gateway"),
    (searching, ChildRegistered, "01-14", RaaNotified, "the child's registration by that day"),
    (searching, GatewayDecisionMade, None, RaaNotified, "a decision or plan that considers adoption"),
    (searching, RaaNotified, None, FamilyFinderAllocated, "the notice to the regional adoption agency"),
    (searching, FamilyFinderAllocated, None, FamilyFindingStarted, "the allocation of a family finder"),
    (searching, FamilyFindingStarted, None, FamilyFindingWidened, "the start of the search"),
    (selected, LinkProposed, None, ShortlistAgreed, PROPOSED),
    (selected, LinkProposed, None, FamilySelected, PROPOSED),
    (selected, ShortlistAgreed, None, FamilyVisited, "a shortlist with the family on it"),
    (selected, FamilyVisited, None, FamilySelected, "the visit to the family"),
    (before_panel, FamilySelected, None, MatchingPanelBooked, THE_SELECTION),
    (before_panel, MatchingPanelBooked, None, MatchingPapersSubmitted, "the booking of the panel"),
    (matched, MatchingPapersSubmitted, None, MatchRecommended, "the papers of the match"),
    (declined, MatchingPapersSubmitted, None, MatchDeclined, "the papers of the match"),
    (matched, MatchRecommended, None, MatchApproved, "the panel's recommendation"),
    (
        matched,
        AdoptionDecisionMade,
        None,
        MatchApproved,
        "the decision that the child should be placed for adoption, or a plan of permanent fostering",
    ),
    (matched, FamilySelected, None, MatchApproved, THE_SELECTION),
    (
        adopted_soon,
        PlacementOrderGranted,
        None,
        ProfilePublished,
        "a placement order, or the court's leave to name the child",
    ),
    (adopted_soon, PlacementOrderGranted, None, IntroductionsStarted, FREED),
    (adopted_soon, PlacementOrderGranted, None, PlacedForAdoption, FREED),
    (adopted_soon, PlacementOrderGranted, "10-13", AdoptionApplicationLodged, FREED),
    (by_consent, AdoptionConsentGiven, None, PlacedForAdoption, FREED),
    (adopted_soon, MatchApproved, None, IntroductionsStarted, APPROVED),
    (adopted_soon, MatchApproved, None, PlacedForAdoption, APPROVED),
    (adopted_soon, MatchApproved, None, AdoptionApplicationLodged, APPROVED),
    (adopted_soon, PlacedForAdoption, None, AdoptionApplicationLodged, "the placement for adoption"),
    (early, FamilySelected, None, IntroductionsStarted, THE_SELECTION),
    (fostered, BecameLookedAfter, None, PlacedLongTerm, LOOKED_AFTER),
    (disrupted, PlacementDisrupted, None, DisruptionMeetingHeld, "the disruption"),
)


@pytest.mark.parametrize("story", [declined, by_consent, disrupted, early, fostered])
def test_what_was_recorded_by_the_rules_lacks_nothing(story: Callable[[], Desk]) -> None:
    assert story().lost() == set()


@pytest.mark.parametrize(("story", "mended", "moved_to", "entry", "lacks"), PROBES)
def test_an_entry_lacks_the_ground_that_was_mended(
    story: Callable[[], Desk], mended: type[Event], moved_to: str | None, entry: type[Event], lacks: str
) -> None:
    desk = story()
    desk.mends(mended, day(moved_to) if moved_to else None)
    assert (entry, lacks) in desk.lost()


def test_what_the_home_rests_on_is_gone_without_introductions_and_placement() -> None:
    desk = disrupted()
    desk.voids(desk.the_first(IntroductionsStarted))
    assert desk.lost() == set()
    desk.voids(desk.the_first(PlacedForAdoption))
    missing = "introductions or a placement"
    assert desk.lost() >= {(PlacementAtRisk, missing), (PlacementDisrupted, missing)}


def test_a_long_term_placement_lacks_the_care_that_ended_before_it() -> None:
    desk = fostered()
    (ended,) = desk.hears(CeasedToBeLookedAfter(**ABOUT, occurred_on=day("12-14"), reason=CareReason.OTHER))
    assert desk.lost() == set()
    desk.corrects(ended, occurred_on="2026-07-01")
    assert desk.lost() == {(PlacedLongTerm, LOOKED_AFTER)}


def test_nothing_is_recorded_of_a_search_after_the_adoption() -> None:
    desk = disrupted()
    desk.hears(ADOPTION_ORDER)
    assert desk.lost() == set()
    desk.mends(AdoptionOrderGranted, day("11-10"))
    assert desk.lost() == {(DisruptionMeetingHeld, "a search that was open on that day")}


def test_what_is_recorded_anew_gives_the_ground_back() -> None:
    desk = selected()
    desk.mends(LinkProposed, None)
    assert {kind for kind, _ in desk.lost()} == {ShortlistAgreed, FamilyVisited, FamilySelected}
    desk.does(matching.propose, family(MILLERS), day("02-02"), score=None, by=LinkedBy.FAMILY_FINDER)
    assert desk.lost() == set()


def test_the_family_that_was_declined_was_on_the_shortlist_all_the_same() -> None:
    desk = selected()
    desk.does(matching.decline, MILLERS, day("02-20"), by=LinkedBy.FAMILY)
    assert desk.lost() == set()
    desk.voids(desk.the_first(LinkDeclined))
    assert desk.lost() == set()


def known_family() -> Desk:
    """A family that was approved, withdrew and came back, and is approved again."""
    desk = Desk("family_finding", SERVICE.kinds["family"], MILLERS, TODAY)
    agency = "together_for_adoption"
    for on in (day("01-05"), day("03-02")):
        desk.does(Family.register, agency, on, kinds=ADOPTERS, early_permanence=False, agency=agency)
        desk.does(Family.approve, date(2026, on.month, 20), kinds=ADOPTERS, early_permanence=False)
        desk.does(Family.withdraw, date(2026, on.month, 27))
    return desk


def test_the_approval_of_a_family_rests_on_its_registration() -> None:
    desk = known_family()
    assert desk.lost() == set()
    again = [entry.event_id for entry in desk.entries if isinstance(entry.event, FamilyRegistered)][1]
    correction = desk.corrects(again, occurred_on="2026-03-21")
    assert desk.lost() == {(FamilyApproved, "the registration of the family by that day")}
    desk.voids(correction)
    desk.voids(again)
    assert desk.lost() == {
        (FamilyApproved, "a family that had not withdrawn"),
        (FamilyWithdrawn, "a family that had not withdrawn"),
    }
    desk.voids(desk.the_first(FamilyRegistered))
    assert (FamilyApproved, "the registration of the family") in desk.lost()


def test_every_ground_is_lost_in_one_of_these_tests() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    missing = [ground.missing for ground in GROUNDS.table] + [ground.missing for ground in GROUNDS_OF_FAMILIES.table]
    assert [ground for ground in missing if f'"{ground}"' not in told] == []

"""The rules of family finding asked for an entry by what it says."""

from collections.abc import Callable, Mapping
from typing import Any

from services.family_finding.families.domain import Family
from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from shared.events.base import Event
from shared.events.family_finding import (
    AdoptionApplicationLodged,
    DisruptionMeetingHeld,
    FamilyFinderAllocated,
    FamilyFindingStarted,
    FamilyFindingWidened,
    FamilySelected,
    FamilyVisited,
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
from shared.identifiers import FamilyId
from tests.family_finding.story import family

Rule = Callable[..., Event]
SCOPED = ("scope", "reason", "next_scope_on")
# How each entry is asked for: by its day, and what it says beside.
RULES: Mapping[type[Event], tuple[Rule, tuple[str, ...]]] = {
    RaaNotified: (finding.notify_raa, ()),
    FamilyFinderAllocated: (finding.allocate_family_finder, ()),
    FamilyFindingStarted: (finding.start, SCOPED),
    FamilyFindingWidened: (finding.widen, SCOPED),
    ProfilePublished: (finding.publish_profile, ("anonymised",)),
    LinkProposed: (matching.propose, ("score", "by")),
    LinkDeclined: (matching.decline, ("by",)),
    ShortlistAgreed: (matching.agree_shortlist, ()),
    FamilyVisited: (matching.visit, ()),
    FamilySelected: (matching.select, ()),
    MatchingPanelBooked: (panel.book_panel, ("panel_on",)),
    MatchingPapersSubmitted: (panel.submit_papers, ()),
    MatchRecommended: (panel.recommend, ()),
    MatchApproved: (panel.approve, ()),
    MatchDeclined: (panel.decline, ()),
    IntroductionsStarted: (placing.introduce, ()),
    PlacedForAdoption: (placing.place_for_adoption, ()),
    PlacedLongTerm: (placing.place_long_term, ()),
    AdoptionApplicationLodged: (placing.lodge_application, ("court",)),
    PlacementAtRisk: (placing.report_at_risk, ("reason",)),
    PlacementDisrupted: (placing.report_disruption, ("reason",)),
    DisruptionMeetingHeld: (placing.hold_disruption_meeting, ("reason",)),
}


def asked(search: Search, event: Event) -> Event:
    """The event that the rule makes of what this one says. Raises RuleBroken."""
    rule, names = RULES[type(event)]
    said: dict[str, Any] = {name: getattr(event, name) for name in names}
    on = event.occurred_on
    match event:
        case LinkProposed(family_id=family_id):
            return rule(search, approved(family_id), on, **said)
        case MatchRecommended():
            return rule(search, approved(search.match.family_id if search.match else FamilyId(search.case_id)), on)
        case ShortlistAgreed(family_ids=family_ids):
            return rule(search, [approved(family_id) for family_id in family_ids], on)
        case IntroductionsStarted(family_id=family_id) | PlacedForAdoption(family_id=family_id):
            return rule(search, family_id, on, carers=approved(family_id) if event.early_permanence else None)
        case LinkDeclined() | FamilyVisited() | FamilySelected() | PlacedLongTerm():
            return rule(search, event.family_id, on, **said)
        case _:
            return rule(search, on, **said)


def approved(family_id: FamilyId) -> Family:
    """A family that is approved, for early permanence, too."""
    return family(family_id, early_permanence=True)

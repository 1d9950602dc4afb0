"""What the entries of one child rest on, whatever their subject, and whether the search may begin."""

from datetime import date

from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from shared.events.codes.family_finding import Scope
from shared.events.family_finding import FamilyFindingStarted
from shared.grounds import Grounds

GROUNDS: Grounds[Search] = Grounds.of(finding.GROUNDS, matching.GROUNDS, panel.GROUNDS, placing.GROUNDS)


def may_start(search: Search, on: date) -> bool:
    """Whether the search has not begun and could on a day, since what it rests on stands."""
    started = FamilyFindingStarted(**search.about(on), scope=Scope.IN_HOUSE)
    return search.scope is None and GROUNDS.offers(search, (started,))

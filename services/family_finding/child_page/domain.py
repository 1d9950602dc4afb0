"""What the entries of one child rest on, whatever their subject."""

from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain import finding
from services.family_finding.search.domain.search import Search
from shared.grounds import Grounds

GROUNDS: Grounds[Search] = Grounds.of(finding.GROUNDS, matching.GROUNDS, panel.GROUNDS, placing.GROUNDS)

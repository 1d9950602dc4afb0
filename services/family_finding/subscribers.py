"""What family finding hears: the decisions and orders that its own steps need."""

from services.family_finding.families.domain import Family
from services.family_finding.search.domain.search import Search
from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS
from shared.events.family_finding import FamilyRegistered
from shared.messaging.references import OF_FAMILIES, References

HEARS: frozenset[type[Event]] = Search.HEARD | frozenset(CORRECTIONS)

# Families who were registered before there were short references are given theirs.
references = References(Family, FamilyRegistered, OF_FAMILIES)

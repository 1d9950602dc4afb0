"""What family finding hears: the decisions and orders that its own steps need."""

from services.family_finding.search.domain.search import Search
from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS

HEARS: frozenset[type[Event]] = Search.HEARD | frozenset(CORRECTIONS)

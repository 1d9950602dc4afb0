"""What the legal gateway does when others speak: it remembers the should-be-placed decision, the ground of a placement order."""

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.events.planning import AdoptionDecisionMade

HEARS: frozenset[type[Event]] = frozenset({AdoptionDecisionMade, EntryCorrected, EntryVoided})

"""What the legal gateway hears: the should-be-placed decision, which is the ground of a placement order."""

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.events.planning import AdoptionDecisionMade

HEARS: frozenset[type[Event]] = frozenset({AdoptionDecisionMade, EntryCorrected, EntryVoided})

"""What the legal gateway hears: the should-be-placed decision, and entries to care and exits from it."""

from services.gateway.domain.matter import LegalMatter
from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS

HEARS: frozenset[type[Event]] = LegalMatter.HEARD | frozenset(CORRECTIONS)

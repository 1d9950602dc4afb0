"""What the legal gateway hears, and what it does when a new day comes.

It hears the should-be-placed decision, entries to care, changes of its ground and exits from it, and the application
for adoption. A day ends orders.
"""

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.read_model.orders import changing
from shared.events.base import Event
from shared.events.catalogue import CORRECTIONS
from shared.events.gateway import ChildRegistered
from shared.messaging.daily import DaySweep
from shared.messaging.references import References

HEARS: frozenset[type[Event]] = LegalMatter.HEARD | frozenset(CORRECTIONS)

# Every child of whom an order has run out.
sweep = DaySweep(LegalMatter, changing)

# Children who were registered before there were short references are given theirs.
references = References(LegalMatter, ChildRegistered)

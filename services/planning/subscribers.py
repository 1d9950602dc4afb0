"""What planning does when others speak: it remembers, and records what their orders and placings bring about."""

from collections.abc import Sequence
from datetime import date

from services.planning.care.domain.following import follow
from services.planning.child.domain import HEARD, PermanenceCase
from shared.events.base import EntryCorrected, EntryVoided, Event

HEARS: frozenset[type[Event]] = HEARD | {EntryCorrected, EntryVoided}


def conclude(case: PermanenceCase, _today: date) -> Sequence[Event]:
    """What follows from all that is known and is not recorded yet; the day of asking makes no difference."""
    return follow(case)

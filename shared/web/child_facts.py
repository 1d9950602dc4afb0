"""What every service has heard of a child's person: the short reference, and when the child was or will be born."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg

from shared.calendar import age_in_words
from shared.events.base import REGISTRY, EntryCorrected, EntryVoided
from shared.events.gateway import ChildBorn, ChildRegistered
from shared.messaging.cases import standing
from shared.messaging.journal import Entry

TELLING = (ChildRegistered, ChildBorn, EntryCorrected, EntryVoided)
# The gateway recorded what the others heard.
TOLD = """
select case_id, event_id, version, type, recorded_at, data from inbox where case_id = any($1) and type = any($2)
union all
select case_id, event_id, version, type, recorded_at, data from journal where case_id = any($1) and type = any($2)
"""


@dataclass(frozen=True)
class ChildFacts:
    """A child as a service knows it who knows no name."""

    reference: str | None = None
    born: date | None = None
    expected: date | None = None

    def age(self, today: date) -> str:
        """How old the child is on a day, in words; nothing where that is not known."""
        if self.born and self.born <= today:
            return age_in_words(self.born, today)
        return "not born yet" if self.born or self.expected else ""

    def called(self, today: date) -> str:
        """The child by reference and age: `HW-4821, 12 weeks`."""
        return ", ".join(filter(None, (self.reference or "Child", self.age(today))))


async def facts_of(connection: asyncpg.Connection, people: Sequence[UUID]) -> dict[UUID, ChildFacts]:
    """What is known of those of these people who are registered children, as far as the connection may see it."""
    found: dict[UUID, list[Entry]] = {}
    for case_id, event_id, version, type_, recorded_at, data in await connection.fetch(
        TOLD, people, [event.wire_name for event in TELLING]
    ):
        event = REGISTRY[type_].model_validate_json(data).upcast()
        found.setdefault(case_id, []).append(Entry(event_id, event, version, recorded_at))
    return {child: facts for child, entries in found.items() if (facts := _facts(entries))}


def _facts(entries: Sequence[Entry]) -> ChildFacts | None:
    """What these entries come to; nothing where no registration stands."""
    events = sorted((entry.event for entry in standing(entries)), key=lambda event: event.occurred_on)
    registered = next((event for event in reversed(events) if isinstance(event, ChildRegistered)), None)
    if registered is None:
        return None
    birth = next((event for event in reversed(events) if isinstance(event, ChildBorn)), None)
    born = birth.date_of_birth if birth else registered.date_of_birth
    return ChildFacts(registered.reference, born, registered.expected_date_of_birth)

"""The legal timeline: how each event reads to a worker, by the day on which it happened."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.events.base import EntryCorrected, EntryVoided, Event
from shared.messaging.cases import gone_from, standing
from shared.messaging.journal import Entry
from shared.web.words import in_words

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# Who it is about is the page's heading, and the day is the line's own.
NOT_SAID = frozenset({"child_id", "authority", "occurred_on", "version", "changes"})


@dataclass(frozen=True)
class Line:
    """A line of the timeline: the day, what happened, the particulars, what became of it, and who recorded it."""

    on: date
    what: str
    particulars: tuple[tuple[str, str], ...]
    event_id: UUID
    heard: bool
    mark: str
    by: str


def lines(entries: Sequence[Entry]) -> Iterator[Line]:
    """The timeline of a child: each entry as it now reads, the voided ones marked, in the order of the days."""
    voided = gone_from(entries)
    corrections = (entry for entry in entries if entry.event_id not in voided)
    mended = {entry.event.corrects for entry in corrections if isinstance(entry.event, EntryCorrected)}
    reads = {entry.event_id: entry.event for entry in standing(entries)}
    facts = [entry for entry in entries if not isinstance(entry.event, EntryCorrected | EntryVoided)]
    for entry in sorted(facts, key=lambda entry: (entry.event.occurred_on, entry.recorded_at)):
        event = reads.get(entry.event_id, entry.event)
        mark = "Voided" if entry.event_id in voided else "Corrected" if entry.event_id in mended else ""
        yield Line(
            event.occurred_on, words_of(event), particulars_of(event), entry.event_id, entry.heard, mark, entry.by
        )


def words_of(event: Event) -> str:
    """`PlanningMeetingHeld` as "Planning meeting held"."""
    return CAPITAL.sub(" ", type(event).__name__).capitalize()


def particulars_of(event: Event) -> tuple[tuple[str, str], ...]:
    """What an event says beside the day, without identifiers: what is called, and how it reads."""
    said = ((name, value) for name in type(event).model_fields if (value := getattr(event, name)) not in (None, (), ""))
    return tuple((in_words(name), words) for name, value in said if name not in NOT_SAID and (words := _words(value)))


def _words(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return f"{value:%d %B %Y}".lstrip("0")
        case UUID():
            return ""
        case tuple():
            return ", ".join(words for one in value if (words := _words(one)))
        case str():
            return value.replace("_", " ")
        case _:
            return str(value)

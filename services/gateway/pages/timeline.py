"""The legal timeline: how each event reads to a worker, by the day on which it happened."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.events.base import Correction, Event, Voiding
from shared.messaging.cases import CaseKind, gone_from, mends, standing
from shared.messaging.corrections import lacking
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
    by: str
    mark: str = ""
    why: str = ""
    mended_by: UUID | None = None
    mender: str = ""
    advice: str = ""
    text: str = ""
    lacks: str = ""


def lines(entries: Sequence[Entry], kind: CaseKind, written: Mapping[UUID, str]) -> Iterator[Line]:
    """The timeline of a case: each entry as it now reads, with what became of it and why, in the order of the days.

    `written` are reasons and other texts by id. A line has what was written with the entry, which ground it has lost,
    and where it is neither corrected nor voided how it is mended (`advice`).
    """
    gone = gone_from(entries)
    mended = {mends(entry): entry for entry in entries if entry.event_id not in gone}
    reads = {entry.event_id: entry.event for entry in standing(entries)}
    case = kind.fold(kind.case_type, entries[0].event.case_id, entries) if entries else None
    lost = {entry.event_id: missing for entry, missing in lacking(kind, case, entries)}
    facts = [entry for entry in entries if not isinstance(entry.event, Correction | Voiding)]
    for entry in sorted(facts, key=lambda entry: (entry.event.occurred_on, entry.recorded_at)):
        event, by = reads.get(entry.event_id, entry.event), mended.get(entry.event_id)
        line = Line(event.occurred_on, words_of(event), particulars_of(event), entry.event_id, entry.heard, entry.by)
        yield replace(
            line,
            mark="Voided" if entry.event_id in gone else "Corrected" if by else "",
            why=_text(by.event, written) if by else "",
            text=_text(event, written),
            lacks=lost.get(entry.event_id, ""),
            mended_by=by.event_id if by else None,
            mender=by.by if by else "",
            advice=kind.instead.get(type(event), ""),
        )


def _text(event: Event, written: Mapping[UUID, str]) -> str:
    note = getattr(event, "note_id", None)
    return written.get(note, "") if note else ""


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

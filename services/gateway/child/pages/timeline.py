"""The legal timeline: how each event reads to a worker, by the day on which it happened."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from shared.calendar import words_of_day
from shared.events.base import Correction, Event, Voiding
from shared.events.gateway import (
    ImmediateIssueLetterDelivered,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    ReferralPaperRecorded,
    ReferralSubmitted,
    ReferredToLegalGateway,
)
from shared.messaging.cases import CaseKind, gone_from, mends, standing
from shared.messaging.corrections import lacking
from shared.messaging.journal import Entry
from shared.messaging.references import gives_reference
from shared.words import in_words

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# Who it is about is the page's heading, and the day is the line's own.
NOT_SAID = frozenset({"child_id", "authority", "occurred_on", "version", "changes"})
LETTERS = (PreProceedingsLetterDrafted, PreProceedingsLetterSent, ImmediateIssueLetterDelivered)


@dataclass(frozen=True)
class Line:
    """A line of the timeline: the day, what happened, the particulars, what became of it, and who recorded it.

    Of a letter `to` is the one to whom it goes, and `letter` the document, where they are said.
    """

    on: date
    what: str
    particulars: tuple[tuple[str, str], ...]
    event_id: UUID
    event: Event
    heard: bool
    by: str
    at: datetime
    mark: str = ""
    why: str = ""
    mended_by: UUID | None = None
    mender: str = ""
    advice: str = ""
    text: str = ""
    lacks: str = ""
    to: UUID | None = None
    letter: UUID | None = None


def lines(entries: Sequence[Entry], kind: CaseKind, written: Mapping[UUID, str]) -> Iterator[Line]:
    """The timeline of a case: each entry as it now reads, with what became of it and why, in the order of the days.

    `written` are reasons and other texts by id. A line has what was written with the entry, which ground it has lost,
    and where it is neither corrected nor voided how it is mended (`advice`).
    """
    gone = gone_from(entries)
    mended = {
        mends(entry): entry for entry in entries if entry.event_id not in gone and not gives_reference(entry.event)
    }
    reads = {entry.event_id: entry.event for entry in standing(entries)}
    case = kind.folded(entries[0].event.case_id, entries)[0] if entries else None
    lost = {entry.event_id: missing for entry, missing in lacking(kind, case, entries)}
    facts = [entry for entry in entries if not isinstance(entry.event, Correction | Voiding)]
    for entry in sorted(facts, key=lambda entry: (entry.event.occurred_on, entry.recorded_at)):
        event, by = reads.get(entry.event_id, entry.event), mended.get(entry.event_id)
        line = Line(
            on=event.occurred_on,
            what=words_of(event),
            particulars=particulars_of(event),
            event_id=entry.event_id,
            event=event,
            heard=entry.heard,
            by=entry.by,
            at=entry.recorded_at,
        )
        yield replace(
            line,
            mark="Voided" if entry.event_id in gone else "Corrected" if by else "",
            why=_text(by.event, written) if by else "",
            text=_text(event, written),
            lacks=lost.get(entry.event_id, ""),
            to=event.person_id if isinstance(event, LETTERS) else None,
            letter=event.document_id if isinstance(event, LETTERS) else None,
            mended_by=by.event_id if by else None,
            mender=by.by if by else "",
            advice=kind.corrections.instead.get(type(event), ""),
        )


@dataclass(frozen=True)
class Several:
    """Lines of one day that are told in one: what they come to, and each of them."""

    on: date
    what: str
    lines: tuple[Line, ...]


def by_day(found: Iterable[Line]) -> Iterator[Line | Several]:
    """The timeline with one line for all papers of a referral that stand alike since a day, where the first is told.

    So, too, for what is told anew of the same sitting at each paper.
    """
    together: dict[object, list[Line]] = {}
    for line in found:
        together.setdefault(_alike(line), []).append(line)
    for same in together.values():
        yield same[0] if len(same) == 1 else Several(same[0].on, _come_to(same), tuple(same))


def _alike(line: Line) -> object:
    """What lines have in common that are told in one; of what is told by itself its id."""
    alone = line.mark or line.lacks
    match line.event:
        case ReferralPaperRecorded(state=state) if not alone:
            return line.on, line.what, state
        case ReferralSubmitted() | ReferredToLegalGateway() as told if not alone:
            return line.on, line.what, told.referral_id, told.panel_date
        case _:
            return line.event_id


def _come_to(same: Sequence[Line]) -> str:
    papers = [line.event for line in same if isinstance(line.event, ReferralPaperRecorded)]
    if not papers:
        return f"{same[0].what}, told {len(same)} times that day as papers came"
    return f"{len(papers)} papers {_words(papers[0].state)}: {', '.join(in_words(paper.paper) for paper in papers)}"


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
            return words_of_day(value)
        case UUID():
            return ""
        case tuple():
            return ", ".join(words for one in value if (words := _words(one)))
        case str():
            return value.replace("_", " ")
        case _:
            return str(value)

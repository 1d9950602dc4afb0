"""What happened of a case, day by day, as a page shows it: how each entry now reads, and who may mend it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from fastapi import Request

from shared.events.base import Event
from shared.messaging import journal
from shared.messaging.entry_now import EntryNow, entries_now, note_of
from shared.messaging.reasons import reasons_of
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.entries import CorrectionRules
from shared.web.event_words import particulars_of, words_of
from shared.web.names import Names, names_of
from shared.web.pages import who


@dataclass(frozen=True)
class Line:
    """A line of a history: an entry as it now reads, in words.

    `why` was written with the entry that mended it, and `text` with the entry itself. Of a letter `to` is the one to
    whom it goes, and `letter` the document, where they are said.
    """

    now: EntryNow
    what: str
    particulars: tuple[tuple[str, str], ...]
    why: str = ""
    text: str = ""
    to: UUID | None = None
    letter: UUID | None = None

    @property
    def on(self) -> date:
        """The day on which it happened."""
        return self.now.event.occurred_on

    @property
    def stands_alone(self) -> bool:
        """Whether something is to be said of it that is not said of others."""
        return bool(self.now.mark or self.now.lacks)


@dataclass(frozen=True)
class Several:
    """Lines of one day that are told in one: what they come to, and each of them."""

    on: date
    what: str
    lines: tuple[Line, ...]


class Telling:
    """The way in which a service tells what happened. One that keeps texts, or tells lines in one, has its own."""

    letters: ClassVar[tuple[type[Event], ...]] = ()  # events that name a document, and the one to whom it went

    async def texts(self, _work: UnitOfWork, _notes: Iterable[UUID]) -> Mapping[UUID, str]:
        """The texts that were written with entries, by the id of the note."""
        return {}

    def tells(self, now: EntryNow) -> bool:
        """Whether an entry has a line: every fact has, but for what a page shows elsewhere."""
        return now.is_fact

    def which(self, _event: Event) -> str:
        """Words that tell an entry from others of its kind on the same day."""
        return ""

    def alike(self, line: Line) -> Hashable:
        """A key that lines have in common which are told in one; of a line that is told by itself its id."""
        return line.now.entry.event_id

    def come_to(self, lines: Sequence[Line]) -> str:
        """The sum of lines that are told in one, in words."""
        return f"{lines[0].what}, {len(lines)} times"


@dataclass(frozen=True)
class Happened:
    """The history of a case by day, and what the caller may mend of it; `path` is where its entries are.

    `names` are of those to whom letters went, and `root` is what precedes every address of this service. `corrects` is
    the caller who may correct what is theirs, and `voids` whether they may void.
    """

    lines: tuple[Line, ...]
    telling: Telling
    names: Names
    root: str
    path: str
    service: str
    corrects: str
    voids: bool

    @property
    def days(self) -> Iterator[Line | Several]:
        """The lines by day, those in one that are told together, where the first of them is."""
        together: dict[Hashable, list[Line]] = {}
        for line in self.lines:
            together.setdefault(self.telling.alike(line), []).append(line)
        for lines in together.values():
            if len(lines) == 1:
                yield lines[0]
            else:
                yield Several(lines[0].on, self.telling.come_to(lines), tuple(lines))

    @property
    def lost(self) -> int:
        """The number of entries that have lost their ground."""
        return sum(bool(line.now.lacks) for line in self.lines)

    def correction(self, line: Line) -> str:
        """The form that corrects an entry, for who recorded it."""
        now = line.now
        ours = self.corrects and now.entry.by == self.corrects and not now.instead and not now.voided
        return f"{self.path}/{now.entry.event_id}/correction/form" if ours else ""

    def void(self, line: Line) -> str:
        """The form that voids an entry, or brings back what it said before it was voided or corrected."""
        now = line.now
        here = self.voids and not now.entry.heard and now.entry.by != self.service and not now.instead
        return f"{self.path}/{(now.mended_by or now.entry).event_id}/void/form" if here else ""


async def happened(
    work: UnitOfWork, request: Request, rules: CorrectionRules, case_id: UUID, telling: Telling | None = None
) -> Happened:
    """The history of a case in the order of the days, as its page shows it to the caller."""
    caller, telling = who(request), telling or Telling()
    entries = (await journal.load(work.connection, [case_id]))[case_id]
    texts = dict(await telling.texts(work, [note for entry in entries if (note := note_of(entry.event))]))
    texts |= await reasons_of(work, case_id)
    facts = [now for now in entries_now(work.service.kind_of(rules.case_type), entries) if telling.tells(now)]
    lines = tuple(_line(now, texts, telling) for now in sorted(facts, key=_in_order))
    root, path = request.scope["root_path"], rules.path.replace(f"{{{rules.parameter}}}", str(case_id))
    return Happened(
        lines,
        telling,
        await names_of(request, work, (line.to for line in lines)),
        root,
        f"{root}{path}/entries",
        work.service.name,
        caller.subject if caller.may("correct_entry") else "",
        caller.may("void_entry"),
    )


def _line(now: EntryNow, texts: Mapping[UUID, str], telling: Telling) -> Line:
    event, is_letter = now.event, isinstance(now.event, telling.letters)
    return Line(
        now,
        words_of(type(event)),
        particulars_of(event),
        _text(now.mended_by.event, texts) if now.mended_by else "",
        _text(event, texts),
        getattr(event, "person_id", None) if is_letter else None,
        getattr(event, "document_id", None) if is_letter else None,
    )


def _text(event: Event, texts: Mapping[UUID, str]) -> str:
    note = note_of(event)
    return texts.get(note, "") if note else ""


def _in_order(now: EntryNow) -> tuple[object, ...]:
    return now.entry.event.occurred_on, now.entry.recorded_at

"""Notes: free text (reasons, minutes, what the court directed), sealed, and named in events by id only."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from shared.errors import NotKnown
from shared.identifiers import NoteId, new_id
from shared.messaging.handlers import Decided, case_of, record
from shared.messaging.unit_of_work import Handler, UnitOfWork
from shared.records.kept import Kept
from shared.vault import CannotOpen

FIRST = 1  # a note is never changed: what is written anew is another note
ADD = """
insert into notes (note_id, authority, case_id, purpose, sealed, recorded_at, recorded_by, on_behalf_of)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ONE = "select * from notes where note_id = $1"
SOME = "select note_id, sealed from notes where note_id = any($1)"

# What somebody writes: a reason, minutes, a report. 20,000 characters are some ten pages.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=20_000, pattern=r"^[^\x00]*$")]


class NoteRecord(BaseModel):
    """A note, what it was written for, and who recorded it when."""

    note_id: UUID
    case_id: UUID
    purpose: str
    text: str = Field(repr=False)
    recorded_at: datetime
    recorded_by: str


class Notes:
    """The notes that a unit of work may see."""

    def __init__(self, work: UnitOfWork) -> None:
        """They are read and written in its transaction, with its vault and under its signature."""
        self._work = work

    async def write(self, authority: str, case_id: UUID, purpose: str, text: str) -> NoteId:
        """Write a note about a case; `purpose` is a code, as `reasons`. Its id is what an event may say."""
        note, signature = NoteId(new_id()), self._work.signature
        sealed = self._work.vault.seal(note, FIRST, {"text": text})
        signed = (self._work.now, signature.by, signature.on_behalf_of)
        await self._work.connection.execute(ADD, note, authority, case_id, purpose, sealed, *signed)
        return note

    async def texts(self, notes: Iterable[UUID | None]) -> dict[UUID, str]:
        """What these notes say, by id; one that cannot be opened must not keep a page from being shown."""
        wanted = {note for note in notes if note}
        found: dict[UUID, str] = {}
        for note_id, sealed in await self._work.connection.fetch(SOME, wanted) if wanted else ():
            with suppress(CannotOpen):
                found[note_id] = self._work.vault.open(note_id, FIRST, sealed)["text"]
        return found

    async def one(self, note_id: UUID) -> NoteRecord:
        """One note. Raises NotKnown."""
        row = await self._work.connection.fetchrow(ONE, note_id)
        if row is None:
            raise NotKnown(f"no note {note_id} is known here; check the id, or whether it is yours to see")
        return NoteRecord(**dict(row), text=self._work.vault.open(note_id, FIRST, row["sealed"])["text"])


async def note(work: UnitOfWork, case: Kept, purpose: str, text: str | None) -> NoteId | None:
    """Keep a text as a note of the case and answer its id; where nothing was written there is none."""
    return await Notes(work).write(case.authority, case.case_id, purpose, text) if text else None


def keeps_note(of: str, purpose: str) -> Callable[[Callable[[Any, Any, Any], Decided]], Handler]:
    """Make a handler of a plain function of a case, a command and the id of the note that keeps a text of the command.

    `of` is the command's field. Where that may stay blank the id may be None.
    """

    def made(decides: Callable[[Any, Any, Any], Decided]) -> Handler:
        case_type = case_of(decides)

        @wraps(decides)
        async def handler(case_id: UUID, command: Any, work: UnitOfWork) -> None:
            case = await work.load(case_type, case_id)
            record(work, decides(case, command, await note(work, case, purpose, getattr(command, of))))

        return handler

    return made

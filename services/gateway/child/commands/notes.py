"""Free text in a command: kept as a note, so that events name it by id only."""

from typing import Annotated

from pydantic import StringConstraints

from services.gateway.records.notes import Notes
from shared.history import History
from shared.identifiers import NoteId
from shared.messaging.unit_of_work import UnitOfWork

# What somebody writes: a reason, minutes, a report. 20,000 characters are some ten pages.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=20_000, pattern=r"^[^\x00]*$")]


async def note(work: UnitOfWork, case: History, purpose: str, text: str | None) -> NoteId | None:
    """Keep a text as a note of the case and answer its id; where nothing was written there is none."""
    return await Notes(work).write(case.authority, case.case_id, purpose, text) if text else None

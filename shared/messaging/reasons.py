"""Reasons: why an entry was corrected or voided. Free text is sealed and stays here; events name it by id only."""

from contextlib import suppress
from uuid import UUID

from shared.identifiers import NoteId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.vault import CannotOpen

FIRST = 1  # a reason is never changed
ADD = """
insert into reasons (note_id, authority, case_id, sealed, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6)
"""
OF = "select note_id, sealed from reasons where case_id = $1"


async def keep_reason(work: UnitOfWork, authority: str, case_id: UUID, reason: str) -> NoteId:
    """Keep a reason in this unit of work and answer the id that an event may say."""
    note = NoteId(new_id())
    sealed = work.vault.seal(note, FIRST, {"reason": reason})
    await work.connection.execute(ADD, note, authority, case_id, sealed, work.now, work.signature.by)
    return note


async def reasons_of(work: UnitOfWork, case_id: UUID) -> dict[UUID, str]:
    """The reasons of a case, by id; one that cannot be opened must not keep the rest from being shown."""
    found: dict[UUID, str] = {}
    for note, sealed in await work.connection.fetch(OF, case_id):
        with suppress(CannotOpen):
            found[note] = work.vault.open(note, FIRST, sealed)["reason"]
    return found

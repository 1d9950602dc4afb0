"""Filing: a file that came is measured, put into the archive and recorded, once however often it is sent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse

from services.gateway.child.read_model.looking import look
from services.gateway.records.documents import NewDocument
from shared.history import History
from shared.messaging import idempotency as answers
from shared.messaging.store import Store
from shared.messaging.unit_of_work import Handler
from shared.storage import Archive
from shared.web.commands import Desk
from shared.web.uploads import Upload


@dataclass(frozen=True)
class Filing:
    """On which case a file is filed, under which action, and what records it there.

    `admits` refuses a case that takes no more papers, before one is written.
    """

    action: str
    case_type: type[History]
    case_id: UUID
    record: Handler
    admits: Callable[[Any], object] = lambda _case: None


async def measured(at: Desk, upload: Upload, kind: str, dated: date | None) -> NewDocument:
    """The document that a file would be. Raises NotValid for an empty one, TooLarge."""
    archive: Archive = at.request.app.state.archive
    measure = await asyncio.to_thread(archive.measure, upload.content)
    return NewDocument(
        kind=kind, file_name=upload.file_name, media_type=upload.media_type, measure=measure, dated=dated
    )


async def file(at: Desk, filing: Filing, upload: Upload, new: NewDocument) -> JSONResponse:
    """Put the file into the archive and record it; what is refused at once, or asked again, is not written there.

    Raises NotKnown, Busy, and what the case and its handler refuse.
    """
    store: Store = at.request.app.state.store
    archive: Archive = at.request.app.state.archive
    at = replace(at, asked=new.model_dump_json(exclude={"document_id", "key"}).encode())
    at.must_have_come(new)
    question = await at.question(at.key)
    async with store.work(at.caller.authorities, filing.case_id) as work:
        case = await look(work, filing.case_type, filing.case_id)
        filing.admits(case)
        again = question is not None and await answers.find(work.connection, question, store.vault) is not None
    if not again:  # outside of any transaction: a slow store must not hold the case or a connection
        await archive.write(new.name_of(case.authority, filing.case_id), upload.content, new.key)
    return await at.do(filing.action, filing.record, filing.case_id, new)

"""Filing: a file that came is measured, put into the archive and recorded, once however often it is sent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse

from shared.messaging import idempotency
from shared.messaging.looking import look
from shared.messaging.store import Store
from shared.messaging.unit_of_work import Handler
from shared.records.commands import keep_document
from shared.records.documents import NewDocument
from shared.records.kept import Kept
from shared.storage import Archive
from shared.web.commands import Desk
from shared.web.uploads import Upload


@dataclass(frozen=True)
class Filing:
    """On which case a file is filed, under which action, and what records it there.

    `admits` refuses a case that takes no more papers, before one is written.
    """

    action: str
    case_type: type[Kept]
    case_id: UUID
    record: Handler
    admits: Callable[[Any], object] = lambda _case: None


@dataclass(frozen=True)
class Papers:
    """How the cases of a kind keep papers: where the case is, and under which actions they are kept and read.

    `path` ends with the parameter that names the case, as `/children/{child_id}`. What keeps a paper is called so, as
    `keep_document`, and where two kinds of cases share an action `of` tells their operations apart, as `_of_referral`.
    """

    case_type: type[Kept]
    path: str
    keeps: str
    reads: str
    of: str = ""

    @property
    def lists(self) -> str:
        """What the operation is called that lists a case's papers: `list_documents`."""
        return f"{self.keeps.replace('keep_', 'list_')}s"

    @property
    def parameter(self) -> str:
        """What names the case in the path."""
        return f"{self.case_type.kind}_id"

    def page_of(self, case_id: UUID) -> str:
        """The address of a case's page under the service's own."""
        return self.path.format(**{self.parameter: case_id})

    def filing(self, case_id: UUID) -> Filing:
        """How a file becomes one of a case's papers."""
        return Filing(self.keeps, self.case_type, case_id, keep_document(self.case_type))


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
    at = replace(at, body=new.model_dump_json(exclude={"document_id", "key"}).encode())
    at.must_have_come(new)
    request = await at.idempotent(at.key)
    async with store.work(at.caller.authorities, filing.case_id) as work:
        case = await look(work, filing.case_type, filing.case_id)
        filing.admits(case)
        again = request is not None and await idempotency.find(work.connection, request, store.vault) is not None
    if not again:  # outside of any transaction: a slow store must not hold the case or a connection
        await archive.write(new.name_of(case.authority, filing.case_id), upload.content, new.key)
    return await at.do(filing.action, filing.record, filing.case_id, new)

"""Documents and notes over HTTP: papers are kept and read, never changed."""

from collections.abc import Iterator
from datetime import date
from typing import IO, Annotated, Any, Final, TypeVar
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import ConfigDict, Field

from shared.auth.actions import Signed, performs
from shared.days import Reckonable
from shared.errors import NotKnown, NotValid
from shared.identifiers import Code
from shared.messaging.store import Store
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.documents import DocumentRecord, Documents
from shared.records.filing import Papers, file, measured
from shared.records.kept import Kept
from shared.records.notes import NoteRecord, Notes
from shared.web.commands import Desk, Recorded, desk
from shared.web.problems import problem_responses
from shared.web.reading import Looking
from shared.web.uploads import UNKNOWN_TYPE, form_of, uploaded
from shared.words import in_words

PIECE = 64 * 1024  # bytes
# A paper is never shown by the browser in our name, and never kept by it.
PAPER_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


class Particulars(Reckonable):
    """What is said of a file beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Code = Field(description="which of the authority's papers it is, as `chronology`")
    dated: date | None = Field(None, description="the day that the paper itself bears")
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="the file's SHA-256 in hexadecimal: it is refused if it arrives otherwise"
    )


class KeptDocument(Recorded):
    """The document that was kept; keeping one records no event and leaves the case's version as it is."""

    document: DocumentRecord


def add_documents(router: APIRouter, papers: Papers) -> None:
    """Give the cases of a kind their documents, at `{path}/documents`."""
    case = Annotated[UUID, Path(alias=papers.parameter)]

    async def keep(case_id: Any, request: Request, at: Annotated[Desk, Depends(desk)]) -> JSONResponse:
        """Keep a file as the next version of its kind. None is ever changed or overwritten."""
        async with uploaded(request, request.app.state.archive) as sent:
            particulars, upload = sent.read(Particulars)
            new = await measured(at, upload, particulars.kind, particulars.dated)
            if particulars.sha256 not in {None, new.measure.sha256}:
                raise NotValid("the file arrived changed: its SHA-256 is not the one you named; send it again")
            return await file(at, papers.filing(case_id), upload, new)

    async def list_documents(
        case_id: Any,
        looking: Looking,
        kind: Code | None = None,
        *,
        latest: Annotated[bool, Query(description="only the latest version of each kind")] = False,
    ) -> list[DocumentRecord]:
        """The documents, by kind and version."""
        documents = Documents(looking)
        if not await documents.of_kind(papers.case_type, case_id):
            return []
        return await (documents.latest(case_id, kind) if latest else documents.every(case_id, kind))

    for endpoint in (keep, list_documents):
        endpoint.__annotations__["case_id"] = case
    router.add_api_route(
        f"{papers.path}/documents",
        keep,
        methods=["POST"],
        status_code=201,
        dependencies=[performs(papers.keeps)],
        operation_id=f"{papers.keeps}{papers.of}",
        summary=in_words(papers.keeps),
        response_model=KeptDocument,
        response_description="What was kept",
        responses=problem_responses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503),
        openapi_extra=form_of(Particulars, UNKNOWN_TYPE),
    )
    router.add_api_route(
        f"{papers.path}/documents",
        list_documents,
        methods=["GET"],
        dependencies=[performs(papers.reads)],
        operation_id=f"{papers.lists}{papers.of}",
        summary=in_words(papers.lists),
        responses=problem_responses(401, 403, 422),
    )


def add_reading(router: APIRouter, reads: str, *, at: str = "", only: type[Kept] | None = None) -> None:
    """Give documents and notes their own addresses, below `at`, at which they are read by id under one action.

    Where a service keeps papers of several kinds of cases under several actions, they are `only` those of one kind.
    """

    async def read_document(document_id: UUID, looking: Looking) -> DocumentRecord:
        """What a document is: kind, version, size, checksum."""
        return await _of(looking, only, await Documents(looking).one(document_id))

    async def read_content(document_id: UUID, request: Request, caller: Signed) -> StreamingResponse:
        """The paper itself, proved to be what was put there. The ETag is its SHA-256."""
        store: Store = request.app.state.store
        async with store.work(caller.authorities) as work:
            paper = await Documents(work).paper(document_id)
            await _of(work, only, paper.record)
        content = await paper.read(request.app.state.archive)
        headers = PAPER_HEADERS | {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(paper.record.file_name, safe='')}",
            "Content-Length": str(paper.record.size),
            "ETag": f'"{paper.record.sha256}"',
        }
        return StreamingResponse(_pieces(content), media_type=paper.record.media_type, headers=headers)

    async def read_note(note_id: UUID, looking: Looking) -> NoteRecord:
        """A note: reasons, minutes or other free text that events name by its id."""
        return await _of(looking, only, await Notes(looking).one(note_id))

    streamed: dict[str, Any] = {"response_class": StreamingResponse}
    for path, endpoint, faults, more in (
        ("/documents/{document_id}", read_document, (), {}),
        ("/documents/{document_id}/content", read_content, (500, 503), streamed),
        ("/notes/{note_id}", read_note, (), {}),
    ):
        router.add_api_route(
            f"{at}{path}",
            endpoint,
            methods=["GET"],
            dependencies=[performs(reads)],
            responses=problem_responses(401, 403, 404, 422, *faults),
            **more,
        )


R = TypeVar("R", DocumentRecord, NoteRecord)


async def _of(work: UnitOfWork, only: type[Kept] | None, record: R) -> R:
    """What is kept, where it is of a case of this kind. Raises NotKnown."""
    if not await Documents(work).of_kind(only, record.case_id):
        raise NotKnown("nothing of this id is known here; check the id, or where it is to be read")
    return record


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while piece := content.read(PIECE):
            yield piece

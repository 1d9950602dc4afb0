"""Documents: which papers a case has, in which versions, and the papers themselves; none is ever changed."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO
from uuid import UUID

import asyncpg
from pydantic import BaseModel, ConfigDict, Field

from shared.errors import NotKnown
from shared.identifiers import DocumentId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.kept import Kept
from shared.storage import Archive, Measure, new_paper_key
from shared.vault import CannotOpen
from shared.written_days import WrittenDays

NEXT_VERSION = "select coalesce(max(version), 0) + 1 from documents where case_id = $1 and kind = $2"
ADD = """
insert into documents (document_id, authority, case_id, kind, version, media_type, size, sha256, dated, sealed,
    recorded_at, recorded_by, on_behalf_of)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
returning *
"""
ONE = "select * from documents where document_id = $1"
ALL = "select * from documents where case_id = $1 and ($2::text is null or kind = $2) order by kind, version"
LATEST = """
select distinct on (kind) * from documents where case_id = $1 and ($2::text is null or kind = $2)
order by kind, version desc
"""

OF_KIND = """
select exists (select from journal where case_id = $1 and case_kind = $2)
    or exists (select from inbox where case_id = $1 and case_kind = $2)
"""


class NewDocument(WrittenDays):
    """A paper that was measured and is to be kept: its kind is a word of the authority's own list of papers."""

    model_config = ConfigDict(frozen=True)

    kind: str
    file_name: str = Field(repr=False)
    media_type: str
    measure: Measure
    dated: date | None = None
    document_id: DocumentId = Field(default_factory=lambda: DocumentId(new_id()))
    key: bytes = Field(default_factory=new_paper_key, repr=False)

    def name_of(self, authority: str, case_id: UUID) -> str:
        """Under which name the archive keeps it."""
        return _name(authority, case_id, self.document_id)


class DocumentRecord(BaseModel):
    """A version of one of a case's papers: what it is, and who recorded it when. `size` is in bytes."""

    document_id: UUID
    case_id: UUID
    kind: str
    version: int = Field(description="counts up within one kind of one case")
    file_name: str = Field(repr=False)
    media_type: str
    size: int
    sha256: str
    dated: date | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class Paper:
    """A document, with the name and the key under which the archive keeps its paper."""

    record: DocumentRecord
    name: str
    key: bytes = field(repr=False)

    async def read(self, archive: Archive) -> IO[bytes]:
        """The paper, proved to be what was put there; close it after use. Raises Damaged, Busy."""
        return await archive.read(self.name, self.key, self.record.sha256)


class Documents:
    """The documents that a unit of work may see."""

    def __init__(self, work: UnitOfWork) -> None:
        """They are recorded in its transaction, with its vault and under its signature; papers are in its archive."""
        self._work = work

    async def record(self, authority: str, case_id: UUID, new: NewDocument) -> DocumentRecord:
        """Record a paper that the archive has already, as the next version of its kind. The case is locked by then.

        Were the transaction to fail now, the archive would have a paper whose key is nowhere: nobody can name it or
        read it, and it harms nothing.
        """
        connection, signature = self._work.connection, self._work.signature
        version = await connection.fetchval(NEXT_VERSION, case_id, new.kind)
        sealed = {"file_name": new.file_name, "key": b64encode(new.key).decode()}
        row = await connection.fetchrow(
            ADD,
            new.document_id,
            authority,
            case_id,
            new.kind,
            version,
            new.media_type,
            new.measure.size,
            new.measure.sha256,
            new.dated,
            self._work.vault.seal(new.document_id, version, sealed),
            self._work.now,
            signature.by,
            signature.on_behalf_of,
        )
        return self._opened(row)

    async def keep(self, authority: str, case_id: UUID, content: IO[bytes], new: NewDocument) -> DocumentRecord:
        """Put a small paper into the archive and record it. Raises Busy."""
        await self._work.archive.write(new.name_of(authority, case_id), content, new.key)
        return await self.record(authority, case_id, new)

    async def every(self, case_id: UUID, kind: str | None = None) -> list[DocumentRecord]:
        """Every version of a case's papers, or of those of one kind: by kind, then as they came."""
        return [self._opened(row) for row in await self._work.connection.fetch(ALL, case_id, kind)]

    async def latest(self, case_id: UUID, kind: str | None = None) -> list[DocumentRecord]:
        """The latest version of each of a case's papers, by kind."""
        return [self._opened(row) for row in await self._work.connection.fetch(LATEST, case_id, kind)]

    async def one(self, document_id: UUID) -> DocumentRecord:
        """What one document is. Raises NotKnown."""
        return self._opened(await self._row(document_id))

    async def paper(self, document_id: UUID) -> Paper:
        """One document, and where and under which key its paper is. Raises NotKnown."""
        row = await self._row(document_id)
        name = _name(row["authority"], row["case_id"], document_id)
        return Paper(self._opened(row), name, b64decode(self._unsealed(row)["key"]))

    async def of_kind(self, case_type: type[Kept] | None, case_id: UUID) -> bool:
        """Whether what the caller may see of a case makes it one of this kind; without a kind any is."""
        if case_type is None:
            return True
        return bool(await self._work.connection.fetchval(OF_KIND, case_id, case_type.kind))

    async def _row(self, document_id: UUID) -> asyncpg.Record:
        row = await self._work.connection.fetchrow(ONE, document_id)
        if row is None:
            raise NotKnown(f"no document {document_id} is known here; check the id, or whether it is yours to see")
        return row

    def _unsealed(self, row: asyncpg.Record) -> dict[str, str]:
        return self._work.vault.open(row["document_id"], row["version"], row["sealed"])

    def _opened(self, row: asyncpg.Record) -> DocumentRecord:
        """What a document is. One whose seal cannot be opened must not keep the others from being shown."""
        try:
            file_name = self._unsealed(row)["file_name"]
        except CannotOpen:
            file_name = "cannot be opened here"
        return DocumentRecord(**dict(row), file_name=file_name)


def _name(authority: str, case_id: UUID, document_id: UUID) -> str:
    return f"{authority}/{case_id}/{document_id}"

"""Documents: a paper that the archive has becomes a version of its kind on a case's record, and a step names it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.errors import RuleBroken
from shared.identifiers import DocumentId
from shared.messaging.unit_of_work import Handler, UnitOfWork
from shared.records.documents import Documents, NewDocument
from shared.records.kept import Kept
from shared.siblings.together import Together
from shared.web.commands import Step


def keep_document(case_type: type[Kept]) -> Handler:
    """What keeps a document on a case of this class."""

    async def keep(case_id: UUID, new: NewDocument, work: UnitOfWork) -> Mapping[str, Any]:
        case = await work.load(case_type, case_id)
        document = await Documents(work).record(case.authority, case_id, new)
        return {"document": document.model_dump(mode="json")}

    return keep


class WithDocument(Step):
    """A step of which there is a document."""

    document_id: DocumentId | None = None


class DocumentTogether(WithDocument, Together):
    """A step of which there is a document, the same on the record of each brother or sister."""


async def document_of(work: UnitOfWork, child: UUID, command: WithDocument) -> DocumentId | None:
    """The document that a step names; for a brother or sister the same paper as it is on that child's own record.

    Raises NotKnown, or RuleBroken for a document of another case.
    """
    if command.document_id is None:
        return None
    documents = Documents(work)
    named = await documents.one(command.document_id)
    if named.case_id == child:
        return command.document_id
    if not (isinstance(command, DocumentTogether) and child in command.with_children):
        raise RuleBroken("that document is of another case; name one of this child's documents")
    copies = [paper for paper in await documents.every(child, named.kind) if paper.sha256 == named.sha256]
    if not copies:
        raise RuleBroken("the document is not on this child's own record; add the same file there first")
    return DocumentId(copies[-1].document_id)

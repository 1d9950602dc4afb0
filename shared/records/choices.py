"""What may be chosen of a case's documents: which of them a step names, and which kind a new paper is."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from shared.messaging.unit_of_work import UnitOfWork
from shared.records.documents import Documents
from shared.web.forms.fields import Choice
from shared.words import in_words

ANOTHER: Final = "another"  # a kind of paper that is none of those offered


async def documents_of(work: UnitOfWork, case_id: UUID, kind: str | None = None) -> Sequence[Choice]:
    """The latest version of each of a case's documents, or of those of a kind, to choose from."""
    return [
        (str(paper.document_id), f"{in_words(paper.kind)}, version {paper.version}")
        for paper in await Documents(work).latest(case_id)
        if kind in {None, paper.kind}
    ]


async def offered_kinds(work: UnitOfWork, case_id: UUID, asked: Iterable[str]) -> Sequence[Choice]:
    """The kinds of papers to choose from: those that are asked for, those that the case has, and another one."""
    known = {paper.kind for paper in await Documents(work).latest(case_id)}
    kinds = sorted({*asked, *known} - {ANOTHER})
    return [*((kind, in_words(kind)) for kind in kinds), (ANOTHER, "Another kind, written below")]

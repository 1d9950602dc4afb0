"""Drafting a letter: filled from the authority's template and kept as a document, with what it still lacks."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from services.gateway.letters.filling import fill
from services.gateway.records.documents import DocumentRecord, Documents, NewDocument
from shared.history import History
from shared.identifiers import DocumentId
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.uploads import WORD

TEMPLATES = Path(__file__).parent / "templates"


class Letter(StrEnum):
    """A letter to the parents; also the kind of document that it is kept as."""

    BEFORE_PROCEEDINGS = "letter_before_proceedings"
    IMMEDIATE_ISSUE = "immediate_issue_letter"
    MEETING_INVITATION = "pre_proceedings_meeting_invitation"


@dataclass(frozen=True)
class Drafted:
    """A letter as it was kept, and the facts that it shows in angle brackets, in its own order."""

    document: DocumentRecord
    missing: tuple[str, ...]

    @property
    def document_id(self) -> DocumentId:
        """What an event says of it."""
        return DocumentId(self.document.document_id)

    def told(self) -> dict[str, Any]:
        """What the answer to a command says of it."""
        return {"document": self.document.model_dump(mode="json"), "missing": list(self.missing)}


async def draft(work: UnitOfWork, letter: Letter, cases: Sequence[History], facts: Mapping[str, Any]) -> list[Drafted]:
    """Draft a letter about cases that are in hand, the first one's authority writing; each keeps it as its own.

    A letter drafted again is a new version of the same document. `facts` are texts, days, times, or lists of them, by
    the names in `FACTS`; what is not known is left out. Raises RuleBroken for a template that cannot be filled, Busy
    where the archive does not answer.
    """
    filled, missing = await asyncio.to_thread(fill, template_of(letter, cases[0].authority), facts)
    content = BytesIO(filled)
    measure = work.archive.measure(content)
    name = f"{letter} {work.today}.docx"
    drafted = []
    for case in cases:
        new = NewDocument(kind=letter, file_name=name, media_type=WORD, measure=measure, dated=work.today)
        kept = await Documents(work).keep(case.authority, case.case_id, content, new)
        drafted.append(Drafted(kept, missing))
    return drafted


def template_of(letter: Letter, authority: str, templates: Path = TEMPLATES) -> bytes:
    """The authority's own template, `templates/<authority>/<letter>.docx`, or where it has none, ours."""
    own = templates / authority / f"{letter}.docx"
    return (own if own.exists() else templates / f"{letter}.docx").read_bytes()

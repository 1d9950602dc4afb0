"""Drafting a letter: filled from the authority's template and kept as a document, with what it still lacks."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from shared.identifiers import DocumentId
from shared.letters.filling import fill
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.documents import DocumentRecord, Documents, NewDocument
from shared.records.kept import Kept
from shared.web.uploads import WORD


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


@dataclass(frozen=True)
class Letters:
    """A service's letters; `folder` has their words, and the templates that are made of these.

    A template is `templates/<letter>.docx`; that of an authority which writes its own, `templates/<authority>/…`.
    """

    folder: Path

    async def draft(
        self, work: UnitOfWork, letter: str, cases: Sequence[Kept], facts: Mapping[str, Any]
    ) -> list[Drafted]:
        """Draft a letter about cases that are in hand, the first one's authority writing; each keeps it as its own.

        A letter drafted again is a new version of the same document. `facts` are texts, days, times, or lists of them,
        by the names that templates ask for; what is not known is left out. Raises RuleBroken for a template that cannot
        be filled, Busy where the archive does not answer.
        """
        filled, missing = await asyncio.to_thread(fill, self.template_of(letter, cases[0].authority), facts)
        content = BytesIO(filled)
        measure = work.archive.measure(content)
        name = f"{letter} {work.today}.docx"
        drafted = []
        for case in cases:
            new = NewDocument(kind=letter, file_name=name, media_type=WORD, measure=measure, dated=work.today)
            kept = await Documents(work).keep(case.authority, case.case_id, content, new)
            drafted.append(Drafted(kept, missing))
        return drafted

    def template_of(self, letter: str, authority: str) -> bytes:
        """The authority's own template or, where it has none, ours."""
        templates = self.folder / "templates"
        own = templates / authority / f"{letter}.docx"
        return (own if own.exists() else templates / f"{letter}.docx").read_bytes()

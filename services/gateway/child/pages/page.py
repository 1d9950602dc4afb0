"""What every page of the gateway shows alike: days in words, and the way to each form for who may fill it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse

from services.gateway.child.pages.timeline import Line, Several, by_day, lines
from services.gateway.records.names import names_of
from shared.auth.actions import caller_of
from shared.auth.caller import Caller
from shared.calendar import words_of_day
from shared.errors import NotSignedIn
from shared.messaging import journal
from shared.messaging.reasons import reasons_of
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes
from shared.web.entries import CorrectionRules
from shared.web.forms.links import Forms
from shared.web.names import Names
from shared.web.pages import render


def show(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """A page of the gateway.

    Its template also has `day` (a date in words), `forms` (the way to each form) and `reads_people`.
    """
    given = {"day": words_of_day, "forms": Forms(request), "reads_people": who(request).may("read_people")}
    return render(request, template, status=status, **given, **context)


def who(request: Request) -> Caller:
    """The caller of a page that a guard has let through."""
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn("nobody is signed in; sign in first")
    return caller


@dataclass(frozen=True)
class Happened:
    """What happened of a case by day, and what the caller may mend of it; `path` is where its entries are.

    `names` are of those to whom letters went, and `root` is what precedes every address of this service.
    """

    lines: tuple[Line, ...]
    names: Names
    root: str
    path: str
    service: str
    corrects: str
    voids: bool

    @property
    def days(self) -> Iterator[Line | Several]:
        """The lines by day, those in one that are told together."""
        return by_day(self.lines)

    @property
    def lost(self) -> int:
        """How many entries have lost their ground."""
        return sum(bool(line.lacks) for line in self.lines)

    def correction(self, line: Line) -> str:
        """The form that corrects an entry, for who recorded it."""
        ours = self.corrects and line.by == self.corrects and not line.advice and line.mark != "Voided"
        return f"{self.path}/{line.event_id}/correction/form" if ours else ""

    def void(self, line: Line) -> str:
        """The form that voids an entry, or brings back what it said before it was voided or corrected."""
        here = self.voids and not line.heard and line.by != self.service and not line.advice
        return f"{self.path}/{line.mended_by or line.event_id}/void/form" if here else ""


async def happened(work: UnitOfWork, request: Request, mendable: CorrectionRules, case_id: UUID) -> Happened:
    """The history of a case, as its page shows it."""
    kind = work.service.kind_of(mendable.case_type)
    entries = (await journal.load(work.connection, [case_id]))[case_id]
    caller = who(request)
    written = await Notes(work).texts(getattr(entry.event, "note_id", None) for entry in entries)
    written |= await reasons_of(work, case_id)
    path = mendable.path.replace(f"{{{mendable.parameter}}}", str(case_id))
    told, root = tuple(lines(entries, kind, written)), request.scope["root_path"]
    return Happened(
        told,
        await names_of(work, caller, [line.to for line in told]),
        root,
        f"{root}{path}/entries",
        work.service.name,
        caller.subject if caller.may("correct_entry") else "",
        caller.may("void_entry"),
    )

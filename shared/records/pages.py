"""Pages with a file: the form by which it becomes a paper of a case, and the one by which any paper is added to one."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from shared.auth.actions import performs
from shared.auth.caller import Caller
from shared.days import Reckonable
from shared.errors import NotAllowed, Refusal
from shared.identifiers import Code
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.choices import ANOTHER
from shared.records.documents import DocumentRecord, Documents
from shared.records.filing import Papers, file, measured
from shared.web.desk import Desk, desk, key_in
from shared.web.forms.fields import Choice, Choosable, FormField, Values, fields_of, first_of
from shared.web.forms.pages import FORM
from shared.web.forms.written import document, errors_of_upload
from shared.web.names import names_of
from shared.web.pages import render
from shared.web.reading import looking
from shared.web.uploads import FILE, KINDS, Upload, uploaded

TITLE = "Add a paper"
NOT_IN_A_CODE = re.compile(r"[^a-z0-9]+")
LIKE_A_CODE = re.compile(r"^[a-z][a-z0-9_]{1,60}$")


@dataclass(frozen=True)
class FilePage:
    """A form with a file: what is said beside it, about what, and the page to which it leads back.

    `back` is that page's address under the service's own and what it is called; `begun` is how the form begins.
    """

    action: str
    particulars: type[BaseModel]
    about: str
    back: tuple[str, str]
    choosable: Choosable = field(default_factory=dict)
    begun: Values = field(default_factory=dict)

    @property
    def _fields(self) -> Sequence[FormField]:
        return fields_of(self.particulars, self.choosable)

    def show(
        self,
        request: Request,
        written: Values | None = None,
        *,
        status: int = 200,
        errors: Mapping[str, str] | None = None,
        refused: str = "",
    ) -> HTMLResponse:
        """The form, with what was written in it. Sent twice under its key, a file is kept once."""
        fields = self._fields
        values = written or self.begun
        path, called = self.back
        return render(
            request,
            "hearth/paper.html",
            status=status,
            about=self.about,
            back=f"{request.scope['root_path']}{path}",
            called=called,
            fields=fields,
            values=values,
            errors=errors or {},
            labels={field.name: field.label for field in fields},
            refused=refused,
            file=FILE,
            kinds=sorted(KINDS),
            key=key_in(first_of(values, "key")),
        )

    async def send(self, at: Desk, keep: Callable[[Desk, Any, Upload], Awaitable[object]]) -> Response:
        """Have the file kept and go back to the case's page, or show the form with what is wrong."""
        request, values = at.request, self.begun
        try:
            async with uploaded(request, request.app.state.archive) as sent:
                values = {name: [text] for name, text in sent.fields.items()}
                fields = document(self._fields, values)
                particulars, upload = replace(sent, fields=fields).read(self.particulars)
                await keep(replace(at, key=first_of(values, "key") or None), particulars, upload)
        except RequestValidationError as fault:
            errors = errors_of_upload({field.name: field.kind for field in self._fields}, fault)
            return self.show(request, values, status=422, errors=errors)
        except NotAllowed:
            raise
        except Refusal as refusal:
            return self.show(request, values, status=refusal.status, refused=str(refusal))
        path, _ = self.back
        return RedirectResponse(f"{request.scope['root_path']}{path}?done={self.action}", status_code=303)


def _code(words: object) -> object:
    """A kind that somebody wrote in words, as a code. Raises ValueError."""
    code = NOT_IN_A_CODE.sub("_", str(words).lower()).strip("_")
    if not LIKE_A_CODE.match(code):
        raise ValueError("write a word or two, beginning with a letter")
    return code


async def papers_shown(work: UnitOfWork, caller: Caller, papers: Papers, case_id: UUID) -> list[DocumentRecord]:
    """The papers that a case's page lists: every version, for who may read them."""
    return await Documents(work).every(case_id) if caller.may(papers.reads) else []


class AnyPaper(Reckonable):
    """The particulars of a paper of whatever kind, beside its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Code = Field(title="Which paper it is")
    another: Annotated[Code, BeforeValidator(_code)] | None = Field(
        None, title="Another kind", description="a word or two of what it is, without names", validate_default=True
    )
    dated: date | None = Field(None, title="The day that it bears")

    @field_validator("another")
    @classmethod
    def _is_needed_or_not(cls, another: str | None, others: ValidationInfo) -> str | None:
        kind = others.data.get("kind")
        if kind == ANOTHER and not another:
            raise ValueError("write which, in a word or two")
        if kind not in {None, ANOTHER} and another:
            raise ValueError("leave it blank, or choose another kind above")
        return another


# Which kinds of papers are offered where one is added to a case.
Offers = Callable[[UnitOfWork, Caller, Any], Awaitable[Sequence[Choice]]]


def add_paper_form(router: APIRouter, papers: Papers, called: str, offers: Offers) -> None:
    """Give the cases of a kind the page on which a paper is added, at `{path}/documents/form`.

    It leads back to the case's own page, which is `called` so, as "Child".
    """
    case = Annotated[UUID, Path(alias=papers.parameter)]

    async def page(request: Request, case_id: UUID) -> FilePage:
        async with looking(request) as (work, caller):
            kinds = await offers(work, caller, await look(work, papers.case_type, case_id))
            names = await names_of(request, work, [case_id])
        return FilePage(papers.keeps, AnyPaper, names.whom(case_id), (papers.page_of(case_id), called), {"kind": kinds})

    async def show_form(request: Request, case_id: Any) -> HTMLResponse:
        """The form by which a file becomes one of the case's papers."""
        return (await page(request, case_id)).show(request)

    async def send_form(case_id: Any, at: Annotated[Desk, Depends(desk)]) -> Response:
        """Keep the file as the next version of its kind."""

        async def keep(at: Desk, paper: AnyPaper, upload: Upload) -> None:
            new = await measured(at, upload, paper.another or paper.kind, paper.dated)
            await file(at, papers.filing(case_id), upload, new)

        return await (await page(at.request, case_id)).send(at, keep)

    for endpoint, method in ((show_form, "GET"), (send_form, "POST")):
        endpoint.__annotations__["case_id"] = case
        router.add_api_route(
            f"{papers.path}/documents/form",
            endpoint,
            methods=[method],
            dependencies=[performs(papers.keeps)],
            name=f"{papers.keeps}{FORM}" if method == "GET" else f"{papers.keeps}_form_sent",
            summary=TITLE,
            response_model=None,
            include_in_schema=False,
        )

"""The page of a command: asked for at `{path}/form`, filled in with or without JavaScript, refused in plain words."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from shared.auth.actions import performs
from shared.clock import london_day
from shared.errors import NotAllowed, OutOfDate, PossibleDuplicate, Refusal
from shared.web.desk import Desk, desk, key_in
from shared.web.forms.drafts import Drafts
from shared.web.forms.fields import FormField, Values, every_field, fields_of, first_of, on_a_form
from shared.web.forms.form import Form, Somebody
from shared.web.forms.versions import CHANGED, VERSION, changed, version_in
from shared.web.forms.written import document, errors_of, says_more, text_of_day
from shared.web.names import names_of
from shared.web.pages import render
from shared.web.reading import looking

NOT_ALIKE = "not_a_duplicate_of"
ALIKE = (
    "somebody who is known here already may be the same; look at each of those named here: if one of them is the same "
    "person, cancel and go on from that page; if all are other people, tick so beneath and record again"
)
IS_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CALLED = {"child_id", "family_id"}  # cases that are called something, above their forms
FORM = "_form_get"  # how the names of the routes end that show a form


async def nothing(_request: Request, _case: UUID) -> Mapping[str, Any]:
    """Nothing beside the form."""
    return {}


@dataclass(frozen=True)
class FormPage:
    """The page on which a form is filled in.

    `page` is where it leads back, with parameters of its own address; the case's page unless said. `beside` is what
    the template shows beside the form; its `given` are the values with which the form begins, and its `next` is where
    to go on when it is recorded. `part` tells the drafts of one command about several parts of a case from one another.

    What a command changes is shown in the form with the version that was read: if that has moved on when the form is
    sent, or a draft is gone on with, what is recorded now stands at each field, and only then may it be written over.
    """

    form: Form
    page: str = ""
    template: str = "hearth/form.html"
    beside: Callable[[Request, UUID], Awaitable[Mapping[str, Any]]] = nothing
    part: str = ""

    async def show(self, request: Request, about: UUID, at: Desk) -> HTMLResponse:
        """The form, with what was kept of it, or with what the address and the page give."""
        kept = await _drafts(request, at).find(self._draft, about)
        values, saved_at = kept or (None, None)
        return await self._page(request, about, values, saved_at=saved_at)

    async def send(self, request: Request, about: UUID, at: Desk) -> Response:
        """Keep the draft, drop it, or have the command done and go on."""
        values = await _written(request)
        drafts, done = _drafts(request, at), first_of(values, "do")
        if done == "keep":
            saved_at = await drafts.keep(self._draft, about, values)
            if request.headers.get("accept", "").startswith("text/plain"):
                return Response(saved_at.isoformat(), media_type="text/plain")
            return await self._page(request, about, values, saved_at=saved_at)
        if done == "drop":
            await drafts.drop(self._draft, about)
            return RedirectResponse(self._way(request, first_of(values, "back")), status_code=303)
        try:
            recorded = await self._record(request, about, at, values)
        except ValidationError as fault:
            return await self._page(request, about, values, status=422, fault=fault)
        except NotAllowed:
            raise
        except Refusal as refusal:
            return await self._page(request, about, values, status=refusal.status, refused=refusal)
        await drafts.drop(self._draft, about)
        return RedirectResponse(self._onwards(request, about, first_of(values, "next"), recorded), status_code=303)

    @property
    def _draft(self) -> str:
        return f"{self.form.route.action} {self.part}".strip()

    async def _record(self, request: Request, about: UUID, at: Desk, values: Values) -> str:
        """Have the command done; answers what it recorded first, or where it told nothing the action."""
        route, wanted = self.form.route, on_a_form(self.form.route.command, self.form.chosen)
        fields = fields_of(wanted, await self.form.choices(request, about))
        command = wanted.model_validate(document(fields, values))
        at = replace(at, expected=version_in(values, at.expected))
        key = first_of(values, "key") or None
        answer, _ = await at.ask(route.action, route.handler, about, command, key=key)
        return next((fact["type"] for fact in answer["recorded"]), route.action)

    async def _page(  # noqa: PLR0913 - what a form shows
        self,
        request: Request,
        about: UUID,
        values: Values | None,
        *,
        status: int = 200,
        fault: ValidationError | None = None,
        refused: Refusal | None = None,
        saved_at: object = None,
    ) -> HTMLResponse:
        form, beside = self.form, dict(await self.beside(request, about))
        given, following = beside.pop("given", {}), beside.pop("next", "")
        now = await form.current(request, about)
        values = _given(request) | given | now.values if values is None else values
        fields = fields_of(on_a_form(form.route.command, form.chosen), await form.choices(request, about))
        errors = errors_of(fields, values, fault) if fault else {}
        sentence = str(refused) if refused else ""
        if now.version is not None and version_in(values, now.version) != now.version:
            errors = changed(fields, values, now.values) | errors
            sentence = CHANGED if not refused or isinstance(refused, OutOfDate) else sentence
        duplicates = await form.duplicates(request, _named(values, refused))
        sentence = ALIKE if isinstance(refused, PossibleDuplicate) else sentence
        return render(
            request,
            self.template,
            status=status,
            title=now.title or form.called,
            whom=await _whom(request, about) if form.route.case in CALLED else "",
            fields={
                field.name: _others(field, duplicates)
                for field in fields
                if field.name != NOT_ALIKE or duplicates or first_of(values, NOT_ALIKE)
            },
            values=values,
            errors=errors,
            labels={name: field.label for name, field in every_field(fields, values).items()},
            refused=sentence,
            duplicates=list(duplicates.values()) if isinstance(refused, PossibleDuplicate) else [],
            saved_at=saved_at,
            key=key_in(first_of(values, "key")),
            version=(VERSION, now.version),
            record_first=form.record_first,
            warnings=await form.warnings(request, about),
            says_more=says_more,
            next=_ours(request, first_of(values, "next")) or following,
            back=self._way(request, first_of(values, "back")),
            **beside,
        )

    def _way(self, request: Request, wished: str) -> str:
        """An address as the form says where that is a page of this service, else where the case is shown."""
        page = (self.page or self.form.route.page).format(**request.path_params)
        return _ours(request, wished) or f"{request.scope['root_path']}{page}"

    def _onwards(self, request: Request, about: UUID, wished: str, recorded: str) -> str:
        """The address to go on to, which says what was recorded of which case."""
        goal = self._way(request, wished)
        return f"{goal}{'&' if '?' in goal else '?'}done={recorded}&about={about}"


def add_forms(router: APIRouter, forms: Iterable[Form]) -> None:
    """Show each form at `{path}/form` of its command, and take there what is written in it."""
    for form in forms:
        add_form_at(router, f"{form.route.path}/form", FormPage(form), name=f"{form.route.action}{FORM}")


def add_form_at(router: APIRouter, path: str, page: FormPage, *, name: str) -> None:
    """Show a form at an address and take there what is written in it."""
    route = page.form.route
    case_id = Annotated[UUID, Path(alias=route.case)]

    async def show(request: Request, about: Any, at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
        return await page.show(request, about, at)

    async def send(request: Request, about: Any, at: Annotated[Desk, Depends(desk)]) -> Response:
        return await page.send(request, about, at)

    for endpoint, method in ((show, "GET"), (send, "POST")):
        endpoint.__annotations__["about"] = case_id
        router.add_api_route(
            path,
            endpoint,
            methods=[method],
            dependencies=[performs(route.action)],
            name=name if method == "GET" else f"{name}_sent",
            summary=page.form.called,
            response_model=None,
            include_in_schema=False,
        )


async def _whom(request: Request, case: UUID) -> str:
    """Whom the form is about, as far as that is known already."""
    async with looking(request) as (work, _):
        return (await names_of(request, work, [case])).whom(case)


def _ours(request: Request, wished: str) -> str:
    """An address that a request names where that is a page of this service, else nothing."""
    ours = wished.startswith(f"{request.scope['root_path']}/") and not wished.startswith("//")
    return wished if ours and "\\" not in wished and wished.isprintable() else ""


def _others(field: FormField, duplicates: Mapping[UUID, Somebody]) -> FormField:
    """The field in which one says that somebody new is none of those who may be the same: a tick for each."""
    if field.name != NOT_ALIKE or not duplicates:
        return field
    choices = tuple((str(person), f"{known.words}: this is somebody else") for person, known in duplicates.items())
    return replace(field, kind="several_of", choices=choices)


def _named(values: Values, refused: Refusal | None) -> Sequence[UUID]:
    """The people who may be the same, as the refusal or the ticks of the form name them."""
    if isinstance(refused, PossibleDuplicate):
        return refused.possible_duplicates
    return [UUID(person) for person in values.get(NOT_ALIKE, ()) if IS_ID.fullmatch(person)]


def _given(request: Request) -> dict[str, list[str]]:
    """The values in the address: fields, `next` (where to go on) and `back`. The day is today where it names none."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    if not any(name.startswith("on-") for name in given):
        given |= text_of_day("on", london_day(request.app.state.store.clock.now()))
    return given


async def _written(request: Request) -> Values:
    await request.body()  # kept, so that the idempotency key can be tied to it
    written = await request.form()
    return {name: [str(value) for value in written.getlist(name)] for name in written}


def _drafts(request: Request, at: Desk) -> Drafts:
    return Drafts(request.app.state.store, request.app.state.vault, at.caller.subject)

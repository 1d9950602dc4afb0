"""The page of a command: asked for at `{path}/form`, filled in with or without JavaScript, refused in plain words."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from shared.auth.actions import performs
from shared.clock import london_day
from shared.errors import NotAllowed, Refusal
from shared.web.desk import Asked, Desk, desk
from shared.web.forms.drafts import Drafts
from shared.web.forms.fields import FormField, Values, document, fields_of
from shared.web.pages import render
from shared.web.problems import advice
from shared.web.words import in_words


def add_form(router: APIRouter, case: str, asked: Asked, page: str) -> None:
    """Give a command its form, at `{path}/form`; `page` is where the case is shown, with `{case}` in it."""
    path = f"{asked.path}/form"
    case_id = Annotated[UUID, Path(alias=case)]

    async def show(request: Request, about: Any, at: Annotated[Desk, Depends(desk)]) -> HTMLResponse:
        """The form, with what was kept of it, or with what the address gives."""
        kept = await _drafts(request, at).find(asked.action, about)
        values, saved_at = kept or (_given(request), None)
        return await _page(request, asked, page, about, values, saved_at=saved_at)

    async def send(request: Request, about: Any, at: Annotated[Desk, Depends(desk)]) -> Response:
        """Keep the draft, or have the command done and go on."""
        values = await _written(request)
        drafts = _drafts(request, at)
        if _first(values, "do") == "keep":
            saved_at = await drafts.keep(asked.action, about, values)
            if request.headers.get("accept", "").startswith("text/plain"):
                return Response(saved_at.isoformat(), media_type="text/plain")
            return await _page(request, asked, page, about, values, saved_at=saved_at)
        try:
            command = await _command(request, asked, about, values)
            await at.ask(asked.action, asked.handler, about, command, key=_first(values, "key") or None)
        except ValidationError as fault:
            return await _page(request, asked, page, about, values, status=422, errors=_errors(fault))
        except NotAllowed:
            raise
        except Refusal as refusal:
            return await _page(request, asked, page, about, values, status=refusal.status, refused=str(refusal))
        await drafts.drop(asked.action, about)
        return RedirectResponse(_onwards(request, page, asked, about, _first(values, "next")), status_code=303)

    for endpoint, method in ((show, "GET"), (send, "POST")):
        endpoint.__annotations__["about"] = case_id
        router.add_api_route(
            path,
            endpoint,
            methods=[method],
            dependencies=[performs(asked.action)],
            name=f"{asked.action}_form_{method.lower()}",
            response_model=None,
            include_in_schema=False,
        )


async def _page(  # noqa: PLR0913 - what a form shows
    request: Request,
    asked: Asked,
    page: str,
    case_id: UUID,
    values: Values,
    *,
    status: int = 200,
    errors: Mapping[str, str] | None = None,
    refused: str = "",
    saved_at: object = None,
) -> HTMLResponse:
    fields = await _fields(request, asked, case_id)
    return render(
        request,
        "hearth/form.html",
        status=status,
        title=asked.title or in_words(asked.action),
        fields=fields,
        values=values,
        errors=errors or {},
        refused=refused,
        saved_at=saved_at,
        key=_first(values, "key") or str(uuid4()),
        next=_first(values, "next"),
        back=_back(request, page, case_id),
    )


async def _fields(request: Request, asked: Asked, case_id: UUID) -> tuple[FormField, ...]:
    return fields_of(asked.command, await asked.choices(request, case_id))


async def _command(request: Request, asked: Asked, case_id: UUID, values: Values) -> BaseModel:
    """The command that the form's text makes. Raises ValidationError."""
    return asked.command.model_validate(document(await _fields(request, asked, case_id), values))


def _errors(fault: ValidationError) -> dict[str, str]:
    """What to write, per field of the form."""
    return {"-".join(str(part) for part in error["loc"]): advice(error) for error in fault.errors()}


def _given(request: Request) -> Values:
    """What the address gives: fields to begin with, and where to go on. The day is today where it names none."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    if not any(name.startswith("on-") for name in given):
        today = london_day(request.app.state.store.clock.now())
        given |= {"on-day": [str(today.day)], "on-month": [str(today.month)], "on-year": [str(today.year)]}
    return given


async def _written(request: Request) -> Values:
    await request.body()  # kept, so that the idempotency key can be tied to it
    written = await request.form()
    return {name: [str(said) for said in written.getlist(name)] for name in written}


def _first(values: Values, name: str) -> str:
    return next(iter(values.get(name, ())), "")


def _drafts(request: Request, at: Desk) -> Drafts:
    return Drafts(request.app.state.store, request.app.state.vault, at.caller.subject)


def _back(request: Request, page: str, case_id: UUID) -> str:
    return f"{request.scope['root_path']}{page.format(case=case_id)}"


def _onwards(request: Request, page: str, asked: Asked, case_id: UUID, wished: str) -> str:
    """Where to go when it is recorded: as the form says where that is a page of this service, else to the case."""
    root = request.scope["root_path"]
    ours = wished.startswith(f"{root}/") and not wished.startswith("//") and "\\" not in wished and wished.isprintable()
    goal = wished if ours else _back(request, page, case_id)
    return f"{goal}{'&' if '?' in goal else '?'}done={asked.action}"

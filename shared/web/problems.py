"""What a request that fails is told: a sentence that says what to do, as problem+json (RFC 9457) or as a page."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from shared.advice import advice
from shared.errors import Busy, NotAllowed, NotSignedIn, PossibleDuplicate, Refusal
from shared.web.body_limit import BodyLimit
from shared.web.navigation import other_home
from shared.web.pages import public_path, render, sign_in_page
from shared.web.unexpected import UnexpectedFaults

MEDIA_TYPE: Final = "application/problem+json"
# What to do about an answer of the framework itself, which knows no sentence.
SENTENCES: Mapping[int, str] = {
    400: "the body could not be read; send JSON in UTF-8",
    404: "nothing is at this address; see /docs for what there is",
    405: "this address does not take that method; see Allow for those that it takes",
    413: "the body is too large; send less at a time",
    415: "the body is of a kind that is not read here; send application/json",
}


class Problem(BaseModel):
    """What went wrong and what to do about it (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/rule-broken",
                    "title": "Rule broken",
                    "status": 409,
                    "detail": "a placement order needs a should-be-placed decision first; record that decision",
                    "instance": "/gateway/children/0b9a4f6e-3a53-4f0c-9d0c-5f3a5c1f7f10/orders",
                }
            ]
        }
    )

    type: str = Field(description="Which kind of problem: a relative reference that stays the same between releases.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong this time, and what to do.")
    instance: str = Field(description="The path that was asked.")
    errors: dict[str, str] | None = Field(None, description="What to write, per field that was wrong.")
    possible_duplicates: list[UUID] | None = Field(None, description="Who is known already and may be the same.")
    trace_id: str | None = Field(None, description="What to tell an engineer about an unexpected fault.")


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI `responses=` of a route that can answer with these problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def problem(  # noqa: PLR0913 - the members of a problem
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: dict[str, str] | None = None,
    possible_duplicates: Sequence[UUID] | None = None,
    trace_id: str | None = None,
) -> Response:
    """The answer that tells a problem: a page for who asks for HTML, problem+json for everybody else."""
    described = Problem(
        type=f"/problems/{code}",
        title=code.replace("-", " ").capitalize(),
        status=status,
        detail=detail,
        instance=public_path(request),
        errors=errors,
        possible_duplicates=list(possible_duplicates) if possible_duplicates else None,
        trace_id=trace_id,
    )
    if _asks_for_a_page(request):
        answer: Response = render(request, "hearth/problem.html", status=status, problem=described)
    else:
        answer = JSONResponse(described.model_dump(mode="json", exclude_none=True), status, media_type=MEDIA_TYPE)
    answer.headers.update(headers or {})
    return answer


def tell(request: Request, refusal: Refusal) -> Response:
    """The answer to a request that is refused.

    Who is not signed in and asks for a page is led to sign in; who is not at home here, to where that is.
    """
    headers = {}
    if isinstance(refusal, NotAllowed) and _asks_for_a_page(request) and (home := other_home(request)):
        return RedirectResponse(home, status_code=303)
    if isinstance(refusal, NotSignedIn):
        if _asks_for_a_page(request) and (page := sign_in_page(request)):
            return RedirectResponse(page, status_code=303)
        headers = {"WWW-Authenticate": 'Bearer realm="hearth"'}
    elif isinstance(refusal, Busy):
        headers = {"Retry-After": "2"}
    duplicates = refusal.possible_duplicates if isinstance(refusal, PossibleDuplicate) else None
    return problem(request, refusal.status, refusal.code, str(refusal), headers=headers, possible_duplicates=duplicates)


def install_problems(app: FastAPI) -> None:
    """Have every failure of this app told as a problem. The app has its pages already (`install_pages`).

    Other middleware is added after this, so that it stands outside and its span is there when a fault is told.
    """
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _told_by_the_framework)
    app.add_middleware(BodyLimit)
    app.add_middleware(UnexpectedFaults, answer=_unexpected)
    described = app.openapi

    def with_problem() -> dict[str, Any]:
        schema = described()
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        return schema

    app.openapi = with_problem  # type: ignore[method-assign] # FastAPI's documented way to extend its OpenAPI


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)  # noqa: S101 - Starlette calls a handler with what it is registered for
    return tell(request, refusal)


async def _not_valid(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)  # noqa: S101 - as above
    errors: dict[str, str] = {}
    for error in fault.errors():
        field, sentence = _field(error), advice(error)
        errors[field] = f"{errors[field]}; or {sentence}" if field in errors else sentence
    detail = "change and send again: " + "; ".join(f"{field}: {sentence}" for field, sentence in errors.items())
    return problem(request, 422, "not-valid", detail, errors=errors)


async def _told_by_the_framework(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)  # noqa: S101 - as above
    status = HTTPStatus(fault.status_code)
    sentence = SENTENCES.get(status, fault.detail)
    return problem(request, status, status.phrase.lower().replace(" ", "-"), sentence, headers=fault.headers)


def _unexpected(request: Request, trace_id: str) -> Response:
    sentence = f"something failed here that should not; try again, or tell an engineer {trace_id}"
    return problem(request, 500, "unexpected", sentence, trace_id=trace_id)


def _field(error: Mapping[str, Any]) -> str:
    """The place of a fault, as `body.panel_date`: positions and field names, never what was written there."""
    if error["type"] == "json_invalid":
        return "body"
    return ".".join(str(part) for part in error["loc"])


def _asks_for_a_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")

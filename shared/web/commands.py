"""Commands over HTTP: one request, one transaction, closed before the answer."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import performs
from shared.days import Reckonable
from shared.web.desk import CommandRoute, Desk, desk
from shared.web.forms.pages import add_form
from shared.web.problems import problem_responses


class Command(Reckonable):
    """Something asked for, about a day. Fields that are not named in a command are refused.

    `on` is refused while it is still to come, so a day ahead has a name of its own: `sits_on`, `due_on`, `until`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date = Field(title="Day", description="the day on which it happened")


class Step(Command):
    """A step that needs no more than its day."""


class RecordedFact(BaseModel):
    """An event that the command recorded."""

    event_id: UUID
    type: str = Field(description="the event's wire name")
    data: dict[str, Any] = Field(description="the event itself")


class Recorded(BaseModel):
    """What a command recorded, and the version of the case since; the version is also the ETag."""

    case_id: UUID
    version: int
    recorded: list[RecordedFact]
    why: str | None = Field(None, description="what follows and why, for people, where there is something to say")


def add_commands(router: APIRouter, case: str, asked: Iterable[CommandRoute], *, page: str | None = None) -> None:
    """Give every command its route, `POST {path}`; `case` is the path parameter that names the case.

    Where `page` is given, the address of the case's page with `{case}` in it, each has its form at `{path}/form` too.
    """
    for one in asked:
        _add(router, case, one)
        if page is not None:
            add_form(router, case, one, page)


def _add(router: APIRouter, case: str, asked: CommandRoute) -> None:
    async def endpoint(
        case_id: Annotated[UUID, Path(alias=case)], command: Any, at: Annotated[Desk, Depends(desk)]
    ) -> JSONResponse:
        return await at.do(asked.action, asked.handler, case_id, command)

    endpoint.__annotations__["command"] = asked.command
    router.add_api_route(
        asked.path,
        endpoint,
        methods=["POST"],
        status_code=201,
        dependencies=[performs(asked.action)],
        name=asked.action,
        operation_id=asked.action,
        summary=asked.action.replace("_", " ").capitalize(),
        description=asked.handler.__doc__,
        response_model=Recorded,
        response_description="What was recorded",
        responses=problem_responses(400, 401, 403, 404, 409, 412, 422, 503),
    )


__all__ = ["Command", "CommandRoute", "Desk", "Recorded", "RecordedFact", "Step", "add_commands", "desk"]

"""Commands over HTTP: one request, one transaction, closed before the answer."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import performs
from shared.days import Reckonable
from shared.messaging.handlers import Decides, handler_of
from shared.messaging.unit_of_work import Handler
from shared.web.desk import Desk, desk
from shared.web.problems import problem_responses

PARAMETER = re.compile(r"\{(\w+)\}")


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


@dataclass(frozen=True)
class CommandRoute:
    """A command that people may ask for: where, under which action of the table, and done by whom.

    The first parameter of its path names the case, as in `/children/{child_id}/visits`.
    """

    path: str
    action: str
    command: type[BaseModel]
    handler: Handler

    @property
    def case(self) -> str:
        """The parameter that names the case."""
        return self._parameter[1]

    @property
    def page(self) -> str:
        """Where the case itself is, and so its page."""
        return self.path[: self._parameter.end()]

    @property
    def _parameter(self) -> re.Match[str]:
        found = PARAMETER.search(self.path)
        if found is None:
            raise ValueError(f"{self.path} names no case; begin it with one, as /children/{{child_id}}")
        return found


class CommandRoutes:
    """The routes of a module's commands: `ROUTES = CommandRoutes()`, and above each handler where it is asked for.

        @ROUTES.post("/children/{child_id}/directions/met")
        def meet_direction(matter: LegalMatter, command: MeetDirection) -> CourtDirectionMet:
            return proceedings.meet_direction(matter, command.direction_id, command.on)

    A handler is called as its action in the table, and its `command` says what is sent. A plain function as this is
    given the case and answers what is recorded of it; what needs more is a coroutine over the unit of work:
    `async def make_supervision_plan(child: UUID, command: MakeSupervisionPlan, work: UnitOfWork) -> None`.
    """

    def __init__(self) -> None:
        """Without any, until the module's handlers are read."""
        self._routes: list[CommandRoute] = []

    def __iter__(self) -> Iterator[CommandRoute]:
        """Each route, in the order of the module."""
        return iter(self._routes)

    def post(self, path: str) -> Callable[[Handler | Decides], CommandRoute]:
        """Make a route of the handler beneath; the first parameter of its path names the case."""

        def add(does: Handler | Decides) -> CommandRoute:
            route = CommandRoute(path, does.__name__, get_type_hints(does)["command"], handler_of(does))
            self._routes.append(route)
            return route

        return add


def add_commands(router: APIRouter, routes: Iterable[CommandRoute]) -> None:
    """Have these commands taken, each by `POST` at its path."""
    for route in routes:
        _add(router, route)


def _add(router: APIRouter, route: CommandRoute) -> None:
    async def endpoint(
        case_id: Annotated[UUID, Path(alias=route.case)], command: Any, at: Annotated[Desk, Depends(desk)]
    ) -> JSONResponse:
        return await at.do(route.action, route.handler, case_id, command)

    endpoint.__annotations__["command"] = route.command
    router.add_api_route(
        route.path,
        endpoint,
        methods=["POST"],
        status_code=201,
        dependencies=[performs(route.action)],
        name=route.action,
        operation_id=route.action,
        summary=route.action.replace("_", " ").capitalize(),
        description=route.handler.__doc__,
        response_model=Recorded,
        response_description="What was recorded",
        responses=problem_responses(400, 401, 403, 404, 409, 412, 422, 503),
    )


__all__ = [
    "Command",
    "CommandRoute",
    "CommandRoutes",
    "Desk",
    "Recorded",
    "RecordedFact",
    "Step",
    "add_commands",
    "desk",
]

"""Commands over HTTP: one request, one transaction, closed before the answer."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import Signed, performs
from shared.auth.caller import Caller
from shared.errors import Refusal
from shared.messaging.answers import Question
from shared.messaging.journal import Signature
from shared.messaging.unit_of_work import Handler, Store
from shared.telemetry import Metrics, current_traceparent
from shared.vault import Vault
from shared.web.problems import problem_responses


class Command(BaseModel):
    """Something asked for, about a day. Fields that are not named in a command are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date = Field(description="the day on which it happened")


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


@dataclass(frozen=True)
class Asked:
    """A command that people may ask for: where, under which action of the table, in which form, done by whom."""

    path: str
    action: str
    command: type[BaseModel]
    handler: Handler


IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="A key of your choice: the same request under the same key is done once and answered alike.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        pattern=r'^"[0-9]{1,9}"$',
        description="The ETag that you read: the command is refused if the case has moved on.",
    ),
]
OnBehalfOf = Annotated[
    str | None, Header(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$", description="For whom you record this.")
]


@dataclass(frozen=True)
class Desk:
    """Where a signed-in caller's command is taken, done and answered: everything about the request but its body.

    `asked` stands for a body that was read piece by piece: all that makes the request another one.
    """

    request: Request
    caller: Caller
    key: str | None
    expected: int | None
    on_behalf_of: str | None
    asked: bytes | None = None

    async def do(self, action: str, handler: Handler, case_id: UUID, command: BaseModel) -> JSONResponse:
        """Have the command done and answer what it recorded; a refusal passes through."""
        answer, replayed = await self.ask(action, handler, case_id, command, key=self.key)
        headers = {"ETag": f'"{answer["version"]}"'} | ({"Idempotency-Replayed": "true"} if replayed else {})
        return JSONResponse(answer, status_code=201, headers=headers)

    async def ask(
        self, action: str, handler: Handler, case_id: UUID, command: BaseModel, *, key: str | None
    ) -> tuple[dict[str, Any], bool]:
        """What the command recorded, and whether it was answered before under this key; a refusal passes through."""
        store: Store = self.request.app.state.store
        metrics: Metrics = self.request.app.state.metrics
        started = perf_counter()
        outcome = "failed"
        try:
            answer, replayed = await store.ask(
                handler,
                case_id,
                command,
                authorities=self.caller.authorities,
                signature=Signature(self.caller.subject, self.on_behalf_of, traceparent=current_traceparent()),
                question=await self._question(key),
                expected=self.expected,
            )
            outcome = "answered before" if replayed else "accepted"
        except Refusal as refusal:
            outcome = refusal.code
            raise
        finally:
            metrics.command(action, outcome, perf_counter() - started)
        return answer, replayed

    async def _question(self, key: str | None) -> Question | None:
        if key is None:
            return None
        body = await self.request.body() if self.asked is None else self.asked
        asked = f"{self.request.method} {self.request.url.path} ".encode() + body
        # Where a request may hold personal details, its digest is keyed, so that nobody can try out what was asked.
        vault: Vault | None = self.request.app.state.vault
        digest = vault.digest(asked) if vault else hashlib.sha256(asked).digest()
        return Question(self.caller.subject, key, digest)


async def desk(
    request: Request,
    caller: Signed,
    idempotency_key: IdempotencyKey = None,
    if_match: IfMatch = None,
    on_behalf_of: OnBehalfOf = None,
) -> Desk:
    """A coroutine, because FastAPI takes what is not one, a class too, to a thread of its own: half a millisecond."""
    expected = int(if_match.strip('"')) if if_match else None
    return Desk(request, caller, idempotency_key, expected, on_behalf_of)


def add_commands(router: APIRouter, case: str, asked: Iterable[Asked]) -> None:
    """Give every command its route, `POST {path}`; `case` is the path parameter that names the case."""
    for one in asked:
        _add(router, case, one)


def _add(router: APIRouter, case: str, asked: Asked) -> None:
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

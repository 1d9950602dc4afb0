"""The desk: where a signed-in caller's command is taken, done and answered."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from shared.auth.actions import Signed
from shared.auth.caller import Caller
from shared.clock import london_day
from shared.days import must_have_come
from shared.errors import NotValid, Refusal
from shared.messaging.idempotency import IdempotentRequest
from shared.messaging.journal import Signature
from shared.messaging.store import Store
from shared.messaging.unit_of_work import Handler
from shared.telemetry import Metrics, current_traceparent
from shared.vault import Vault

KEY = re.compile(r"[\x21-\x7e]{1,200}")
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


def key_in(written: str) -> str:
    """The key that a form carries to be sent under, a fresh one where it has none yet."""
    return written if KEY.fullmatch(written) else str(uuid4())


@dataclass(frozen=True)
class Desk:
    """The desk at which a caller's command is taken, done and answered: all about the request but its body.

    `body` stands for one that was read piece by piece: all that makes the request another one.
    """

    request: Request
    caller: Caller
    key: str | None
    expected: int | None
    on_behalf_of: str | None
    body: bytes | None = None

    async def do(self, action: str, handler: Handler, case_id: UUID, command: BaseModel) -> JSONResponse:
        """Have the command done and answer what it recorded; a refusal passes through."""
        answer, replayed = await self.ask(action, handler, case_id, command, key=self.key)
        headers = {"ETag": f'"{answer["version"]}"'} | ({"Idempotency-Replayed": "true"} if replayed else {})
        return JSONResponse(answer, status_code=201, headers=headers)

    async def ask(
        self, action: str, handler: Handler, case_id: UUID, command: BaseModel, *, key: str | None
    ) -> tuple[dict[str, Any], bool]:
        """Have the command done; answer what it recorded, and whether it was done before. A refusal passes through.

        Raises RuleBroken for what is said to have happened on a day that is still to come.
        """
        store: Store = self.request.app.state.store
        metrics: Metrics = self.request.app.state.metrics
        started = perf_counter()
        outcome = "failed"
        try:
            self.must_have_come(command)
            answer, replayed = await store.ask(
                handler,
                case_id,
                command,
                authorities=self.caller.authorities,
                signature=Signature(self.caller.subject, self.on_behalf_of, traceparent=current_traceparent()),
                request=await self.idempotent(key),
                expected=self.expected,
            )
            outcome = "answered before" if replayed else "accepted"
        except Refusal as refusal:
            outcome = refusal.code
            raise
        finally:
            metrics.command(action, outcome, perf_counter() - started)
        return answer, replayed

    def must_have_come(self, command: BaseModel) -> None:
        """Refuse a command whose day, `on`, is still to come; a day ahead that it may name is called otherwise."""
        on: date | None = getattr(command, "on", None)
        if on is not None:
            must_have_come(on, london_day(self.request.app.state.store.clock.now()))

    async def idempotent(self, key: str | None) -> IdempotentRequest | None:
        """The request under its key; without a key it is another one each time.

        Raises NotValid for a key that is none, for a form brings one past the check of the header's.
        """
        if key is None:
            return None
        if not KEY.fullmatch(key):
            raise NotValid("the form's own key was changed on the way; send the form again")
        body = await self.request.body() if self.body is None else self.body
        whole = f"{self.request.method} {self.request.url.path} ".encode() + body
        # Where a request may hold personal details, its digest is keyed, so that nobody can try out what was asked.
        vault: Vault | None = self.request.app.state.vault
        digest = vault.digest(whole) if vault else hashlib.sha256(whole).digest()
        return IdempotentRequest(self.caller.subject, key, digest)


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

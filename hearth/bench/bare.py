"""The bare endpoint: the least that writes the same rows as a registration; the baseline of the command endpoint.

FastAPI, uvicorn and asyncpg with the same settings as a service, a pydantic body, one transaction, three inserts into
the same tables. It leaves out what the kit is for: who asks and what they may, row-level security (it works as the
tables' owner), the look for an earlier answer, locks and versions, the case and its rule, ETag, traces, metrics, logs.
"""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

import asyncpg
import uvicorn
from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from shared.messaging import clients
from shared.telemetry import FRAMEWORK_OFF

POOL_SIZE = 10  # as a service's
JOURNAL = """
insert into journal (event_id, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at,
                     recorded_by)
values ($1, 'child', $2, 1, 'gateway.child_registered.v1', $3, $4, $5, $6, 'bare')
"""
ROW = """
insert into legal_matters (child_id, authority, version, registered_on, date_of_birth, last_on)
values ($1, $2, 1, $3, $4, $3)
"""
ANSWER = "insert into answers (caller, key, fingerprint, authority, answer) values ('bare', $1, $2, $3, $4)"


class Registration(BaseModel):
    """The command."""

    on: date
    authority: str
    date_of_birth: date


def bare_app(url: str) -> FastAPI:
    """The app over the database at `url`."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = await clients.pool(url, size=POOL_SIZE)
        yield
        await app.state.pool.close()

    app = FastAPI(lifespan=lifespan, telemetry=FRAMEWORK_OFF)

    @app.get("/readyz")
    async def readyz() -> dict[str, str]:
        return {"status": "ready"}

    @app.post("/children/{child}/registration", status_code=201)
    async def register(child: UUID, command: Registration, idempotency_key: Annotated[str, Header()]) -> JSONResponse:
        return JSONResponse(await _register(app.state.pool, child, command, idempotency_key), status_code=201)

    return app


async def _register(pool: asyncpg.Pool, child: UUID, command: Registration, key: str) -> dict[str, Any]:
    event_id, on = uuid4(), command.on
    data = {"child_id": str(child), **command.model_dump(mode="json")}
    answer = {"case_id": str(child), "version": 1, "recorded": [{"event_id": str(event_id), "data": data}]}
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(JOURNAL, event_id, child, command.authority, on, json.dumps(data), datetime.now(UTC))
        await connection.execute(ROW, child, command.authority, on, command.date_of_birth)
        await connection.execute(ANSWER, key, event_id.bytes, command.authority, json.dumps(answer))
    return answer


def main() -> None:
    """Serve until stopped, as a service does."""
    app = bare_app(os.environ["HEARTH_DATABASE_URL"])
    port = int(os.environ["HEARTH_PORT"])
    uvicorn.run(app, port=port, log_config=None, access_log=False, loop="uvloop", http="httptools", server_header=False)


if __name__ == "__main__":
    main()

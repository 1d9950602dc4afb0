"""Operations: is this service alive and ready, what waits in it, and what can an engineer do about it?"""

from typing import Annotated, Any
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.auth.actions import Signed, open_to_all, performs
from shared.messaging.parked import ParkedState
from shared.messaging.parked_actions import ParkedActions, Settled
from shared.messaging.relay import BACKLOG, Relay
from shared.messaging.store import Store
from shared.messaging.unit_of_work import BEGIN
from shared.telemetry import Metrics
from shared.web.problems import problem_responses

FOLLOW = """
select exists (select from journal where event_id = $1) as recorded,
       exists (select from inbox where event_id = $1) as heard,
       array(select type from journal where caused_by = $1 order by id) as caused
"""

HEALTH = APIRouter(tags=["health"], dependencies=[open_to_all("says how the service is, nothing about anybody")])
OPERATIONS = APIRouter(prefix="/operations", tags=["operations"])

COUNTS = """
select (select count(*) from parked where state = 'parked') as parked,
       (select count(*) from journal) as recorded, (select count(*) from inbox) as heard
"""


@HEALTH.get("/livez")
async def livez() -> dict[str, str]:
    """The process runs."""
    return {"status": "alive"}


@HEALTH.get("/readyz", responses=problem_responses(503))
async def readyz(request: Request) -> dict[str, Any]:
    """Commands are accepted: the database answers. Kafka may be away; what is recorded waits for it."""
    store: Store = request.app.state.store
    await store.pool.fetchval("select 1", timeout=2)
    return {"status": "ready", "kafka": "connected" if request.app.state.subscribers.connected else "away"}


@HEALTH.get("/status")
async def status(request: Request) -> dict[str, Any]:
    """What an engineer asks first: what waits to be sent, and what is parked."""
    store: Store = request.app.state.store
    relay: Relay = request.app.state.relay
    async with store.pool.acquire() as connection, connection.transaction():
        await connection.execute(BEGIN, "*")
        backlog: asyncpg.Record = await connection.fetchrow(BACKLOG)
        counts: asyncpg.Record = await connection.fetchrow(COUNTS)
    return {
        "service": store.service.name,
        "relay": "leads" if relay.leading else "stands by",
        "outbox_rows": backlog["rows"],
        "outbox_age_seconds": round(backlog["age"], 3),
        **dict(counts),
    }


@HEALTH.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> PlainTextResponse:
    """The figures for Prometheus."""
    now = await status(request)
    figures: Metrics = request.app.state.metrics
    figures.waiting(
        outbox_rows=now["outbox_rows"],
        outbox_age=now["outbox_age_seconds"],
        inbox_rows=now["heard"],
        parked=now["parked"],
    )
    content, media_type = figures.exposition()
    return PlainTextResponse(content, media_type=media_type)


@HEALTH.get("/asyncapi.json", response_class=JSONResponse)
async def asyncapi(request: Request) -> JSONResponse:
    """The events that this service publishes and hears, as AsyncAPI 3."""
    return JSONResponse(request.app.state.asyncapi)


class Followed(BaseModel):
    """What one service did with an event: whether it recorded or heard it, and which events it recorded in turn."""

    recorded: bool
    heard: bool
    caused: list[str] = Field(description="wire names, in order")


@OPERATIONS.get(
    "/events/{event_id}", dependencies=[performs("follow_events")], responses=problem_responses(401, 403, 422)
)
async def follow(request: Request, event_id: UUID) -> Followed:
    """Follow one event: did it arrive here, and what came of it?"""
    store: Store = request.app.state.store
    async with store.pool.acquire() as connection, connection.transaction():
        await connection.execute(BEGIN, "*")
        row = await connection.fetchrow(FOLLOW, event_id)
    return Followed(**row)


# Why a parked message is given up for good; PostgreSQL keeps no NUL in a text.
WhyGivenUp = Annotated[str, Field(min_length=3, max_length=500, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]


class Dismissal(BaseModel):
    """Why a parked message is given up for good."""

    model_config = ConfigDict(extra="forbid")

    reason: WhyGivenUp


ParkedId = Annotated[int, Path(ge=1, le=2**62)]
CauseCode = Annotated[str, Query(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


@OPERATIONS.get("/parked", dependencies=[performs("read_parked_events")], responses=problem_responses(401, 403, 422))
async def look(
    request: Request, state: ParkedState = ParkedState.PARKED, cause: CauseCode | None = None
) -> dict[str, Any]:
    """What is parked, without contents: by cause, and one by one."""
    actions: ParkedActions = request.app.state.parked_actions
    return {"causes": await actions.causes(), "messages": await actions.look(state=state, cause=cause)}


@OPERATIONS.get(
    "/parked/{parked_id}/acts",
    dependencies=[performs("read_parked_events")],
    responses=problem_responses(401, 403, 422),
)
async def acts(request: Request, parked_id: ParkedId) -> list[dict[str, Any]]:
    """What was done about one message, by whom, and why."""
    actions: ParkedActions = request.app.state.parked_actions
    return await actions.acts(parked_id)


@OPERATIONS.post(
    "/parked/{parked_id}/retry",
    dependencies=[performs("retry_parked_events")],
    responses=problem_responses(401, 403, 404, 409, 422),
)
async def retry(request: Request, caller: Signed, parked_id: ParkedId) -> Settled:
    """Take one message in again; those of its child that waited behind it follow."""
    actions: ParkedActions = request.app.state.parked_actions
    return await actions.retry(parked_id, caller.subject)


@OPERATIONS.post(
    "/parked/{parked_id}/dismiss",
    dependencies=[performs("dismiss_parked_events")],
    responses=problem_responses(401, 403, 404, 409, 422),
)
async def dismiss(request: Request, caller: Signed, parked_id: ParkedId, dismissal: Dismissal) -> Settled:
    """Give one message up for good, with a reason; those of its child that waited behind it follow."""
    actions: ParkedActions = request.app.state.parked_actions
    return await actions.dismiss(parked_id, caller.subject, dismissal.reason)


@OPERATIONS.post(
    "/parked/retry", dependencies=[performs("retry_parked_events")], responses=problem_responses(401, 403, 422)
)
async def retry_all(request: Request, caller: Signed, cause: CauseCode | None = None) -> Settled:
    """Retry all parked messages, or all with the same cause."""
    actions: ParkedActions = request.app.state.parked_actions
    return await actions.retry_all(caller.subject, cause)


@OPERATIONS.post(
    "/parked/dismiss", dependencies=[performs("dismiss_parked_events")], responses=problem_responses(401, 403, 422)
)
async def dismiss_all(request: Request, caller: Signed, cause: CauseCode, dismissal: Dismissal) -> Settled:
    """Dismiss all parked messages with the same cause, with a reason."""
    actions: ParkedActions = request.app.state.parked_actions
    return await actions.dismiss_all(caller.subject, dismissal.reason, cause)


@OPERATIONS.post("/replay", dependencies=[performs("replay")], status_code=202, responses=problem_responses(401, 403))
async def replay(request: Request) -> dict[str, str]:
    """Publish the whole journal again. Whoever heard it before hears nothing new."""
    store: Store = request.app.state.store
    await store.pool.execute("update relay_watermark set replay = true")
    return {"status": "the relay starts again from the beginning of the journal"}

"""A stand-in for a service: it answers the health questions, tells what it was sent, and migrates one table."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route


async def ready(_request: Request) -> Response:
    return JSONResponse({"ready": True})


async def figures(_request: Request) -> Response:
    return JSONResponse({"outbox_age_seconds": 0.5, "parked": 3, "lag": 7})


async def echo(request: Request) -> Response:
    body = await request.body()
    told = {
        "method": request.method,
        "raw_path": request.scope["raw_path"].decode(),
        "query": request.url.query,
        "headers": [[name.decode(), value.decode()] for name, value in request.headers.raw],
        "body": body.decode(),
    }
    response = JSONResponse(told, headers={"connection": "keep-alive, x-secret-hop", "x-secret-hop": "1"})
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response


received: list[str] = []
released = asyncio.Event()


async def upload(request: Request) -> Response:
    """Notes each chunk as it arrives."""
    async for chunk in request.stream():
        received.append(chunk.decode())  # noqa: PERF401 - each is to be seen at once
    return JSONResponse(received)


async def so_far(_request: Request) -> Response:
    return JSONResponse(received)


async def drip(_request: Request) -> Response:
    """Sends the second half when somebody asks for its release."""

    async def halves() -> AsyncIterator[bytes]:
        yield b"first"
        await released.wait()
        yield b"second"

    return StreamingResponse(halves())


async def release(_request: Request) -> Response:
    released.set()
    return Response()


async def told(_request: Request) -> Response:
    return JSONResponse({name: value for name, value in os.environ.items() if name.startswith("HEARTH_")})


async def migrate() -> None:
    owner = await asyncpg.connect(os.environ["HEARTH_OWNER_DATABASE_URL"])
    await owner.execute("create table if not exists starts (at timestamptz default now())")
    await owner.execute("insert into starts default values")
    await owner.close()


def app() -> Starlette:
    paths = {"/readyz": ready, "/status": figures, "/told": told, "/echo/{rest:path}": echo}
    paths |= {"/upload": upload, "/so-far": so_far, "/drip": drip, "/release": release}
    return Starlette(routes=[Route(path, endpoint, methods=["GET", "POST"]) for path, endpoint in paths.items()])


if __name__ == "__main__":
    if "migrate" in sys.argv:
        asyncio.run(migrate())
    elif os.environ.get("STAND_IN_FAILS"):
        sys.exit("the settings are wrong")
    else:
        uvicorn.run(app(), host="127.0.0.1", port=int(os.environ["HEARTH_PORT"]), log_level="warning")

"""The front port: one address for the four services, passing each request on to the one its path names."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

import httpx
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from hearth.front_page import FILES, START, away_page, first_page
from hearth.service import prefix
from shared.auth.actions import COOKIE, SAFE_METHODS
from shared.web.pages import STATIC

# RFC 9110, section 7.6.1: these describe one connection and are not passed on.
_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer"}
    | {"transfer-encoding", "upgrade"}
)
_TIMEOUT = httpx.Timeout(60.0, connect=2.0)
# A connection is let go before the service closes it (5 s), so that no request goes into one that is closing.
_LIMITS = httpx.Limits(max_connections=500, max_keepalive_connections=100, keepalive_expiry=2.0)
# Figures of one process, for who runs it: they are asked of the process itself and not through the front port.
_NOT_PASSED_ON = frozenset({b"/metrics", b"/status"})


def front(upstreams: Mapping[str, Sequence[str]]) -> Starlette:
    """The front port's application. `upstreams`: service -> the URLs of its processes, taken in turn."""
    client = httpx.AsyncClient(trust_env=False)
    # The bare transport: a client would add headers and keep the cookies of everybody who passes.
    transport = httpx.AsyncHTTPTransport(limits=_LIMITS)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with client, transport:
            yield

    async def home(request: Request) -> Response:
        return RedirectResponse(START, 303) if COOKIE in request.cookies else first_page(list(upstreams))

    async def health(_request: Request) -> Response:
        ready = await readiness(client, upstreams)
        status = HTTPStatus.OK if all(ready.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse({"ready": all(ready.values()), "services": ready}, status)

    proxies = [Mount(prefix(name), Passage(transport, name, urls)) for name, urls in upstreams.items()]
    return Starlette(
        routes=[Route("/", home), Route("/health", health), Mount(STATIC, FILES), *proxies], lifespan=lifespan
    )


async def readiness(client: httpx.AsyncClient, upstreams: Mapping[str, Sequence[str]]) -> dict[str, bool]:
    """For each service, whether every one of its processes says that it is ready."""

    async def ready(url: str) -> bool:
        try:
            return (await client.get(f"{url}/readyz", timeout=2.0)).is_success
        except httpx.TransportError:
            return False

    async def all_ready(urls: Sequence[str]) -> bool:
        return all(await asyncio.gather(*map(ready, urls)))

    answers = await asyncio.gather(*map(all_ready, upstreams.values()))
    return dict(zip(upstreams, answers, strict=True))


class Passage:
    """An ASGI application that passes requests on to one service, bodies streamed both ways."""

    def __init__(self, transport: httpx.AsyncBaseTransport, service: str, urls: Sequence[str]) -> None:
        self._transport = transport
        self._service = service
        self._urls = [httpx.URL(url) for url in urls]
        self._turn = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._pass_on(request)
        await response(scope, receive, send)

    async def _pass_on(self, request: Request) -> Response:
        path = self._path(request)
        if path.partition(b"?")[0] in _NOT_PASSED_ON:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        try:
            answer = await self._answer(request, path)
        except httpx.TimeoutException:
            return self._away(request, HTTPStatus.GATEWAY_TIMEOUT, "did not answer in time")
        except httpx.TransportError:
            return self._away(request, HTTPStatus.BAD_GATEWAY, "is not there at the moment")
        response = StreamingResponse(_body(answer), answer.status_code)
        response.raw_headers = _end_to_end(answer.headers.raw)
        return response

    async def _answer(self, request: Request, path: bytes) -> httpx.Response:
        """The service's answer; what changes nothing and has no body is asked once more where a connection breaks."""
        has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
        try:
            return await self._ask(request, path, has_body=has_body)
        except (httpx.NetworkError, httpx.RemoteProtocolError):
            if has_body or request.method not in SAFE_METHODS:
                raise
            return await self._ask(request, path, has_body=has_body)

    async def _ask(self, request: Request, path: bytes, *, has_body: bool) -> httpx.Response:
        self._turn = (self._turn + 1) % len(self._urls)
        outgoing = httpx.Request(
            request.method,
            self._urls[self._turn].copy_with(raw_path=path),
            headers=self._forwarded(request),
            content=request.stream() if has_body else None,
            extensions={"timeout": _TIMEOUT.as_dict()},
        )
        return await self._transport.handle_async_request(outgoing)

    def _path(self, request: Request) -> bytes:
        """The path below the prefix with its query, as it was written: percent-encoding is not touched."""
        raw: bytes = request.scope["raw_path"]
        path = raw.removeprefix(prefix(self._service).encode()) or b"/"
        query: bytes = request.scope["query_string"]
        return path + b"?" + query if query else path

    def _forwarded(self, request: Request) -> list[tuple[bytes, bytes]]:
        """The request's headers with where it came from; what the caller claims about that is dropped."""
        kept = [
            (n, v) for n, v in _end_to_end(request.headers.raw) if not n.startswith((b"x-forwarded-", b"forwarded"))
        ]
        origin = {
            "x-forwarded-for": request.client.host if request.client else "unknown",
            "x-forwarded-proto": request.url.scheme,
            "x-forwarded-host": request.headers.get("host", ""),
            "x-forwarded-prefix": prefix(self._service),
        }
        return [*kept, *((name.encode(), value.encode("latin-1")) for name, value in origin.items())]

    def _away(self, request: Request, status: HTTPStatus, what: str) -> Response:
        """A page for a browser, else problem details (RFC 9457).

        Nobody can say here whether a command was carried out, so it says what to do.
        """
        if "text/html" in request.headers.get("accept", ""):
            return away_page(self._service, status, what)
        name = self._service.replace("_", " ")
        sentence = f"the {name} service {what}; wait a moment and send the request again with the same Idempotency-Key"
        problem = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": sentence}
        return JSONResponse(problem, status, {"retry-after": "2"}, media_type="application/problem+json")


async def _body(answer: httpx.Response) -> AsyncIterator[bytes]:
    """The body as it comes, still encoded; the connection is given back even when the caller goes away."""
    try:
        async for chunk in answer.aiter_raw():
            yield chunk
    finally:
        await answer.aclose()


def _end_to_end(headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers meant for the other end, names in lower case: without those that describe one connection."""
    named = Headers(raw=[(name.lower(), value) for name, value in headers]).getlist("connection")
    dropped = _HOP_BY_HOP | {token.strip().lower() for line in named for token in line.split(",")}
    return [(name.lower(), value) for name, value in headers if name.lower().decode("latin-1") not in dropped]

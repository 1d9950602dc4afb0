"""Requests: a server span, a measurement and a line in the log for every HTTP request, without its query or body.

FastAPI's own telemetry records the query and the words of faults, so it stays off: `FastAPI(telemetry=FRAMEWORK_OFF)`.
"""

from time import perf_counter
from typing import Any

import structlog
from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace
from opentelemetry.semconv.attributes.error_attributes import ERROR_TYPE
from opentelemetry.semconv.attributes.http_attributes import (
    HTTP_REQUEST_METHOD,
    HTTP_RESPONSE_STATUS_CODE,
    HTTP_ROUTE,
)
from opentelemetry.semconv.attributes.url_attributes import URL_PATH, URL_SCHEME
from opentelemetry.trace import Span, SpanKind, StatusCode, TracerProvider
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.telemetry.metrics import Metrics
from shared.telemetry.traces import TRACER_SCHEMA, context_of

log = structlog.get_logger(__name__)

# Asked every few seconds by machines: their spans would bury those of people.
PROBES = ("/livez", "/readyz", "/metrics")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SERVER_FAULT = 500

FRAMEWORK_OFF: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}


class TraceRequests:
    """ASGI middleware: continues the caller's trace, and names the span by method and route once the route is known."""

    def __init__(self, app: ASGIApp, metrics: Metrics, provider: TracerProvider | None = None) -> None:
        """`metrics` are the service's; `provider` makes the spans, and without one the process's own does."""
        self.app = app
        self.metrics = metrics
        self.tracer = trace.get_tracer("shared.telemetry", tracer_provider=provider, schema_url=TRACER_SCHEMA)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request inside its span."""
        if scope["type"] != "http" or scope["path"].endswith(PROBES):
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        method = scope["method"] if scope["method"] in METHODS else "_OTHER"
        status: int | None = None

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self.tracer.start_as_current_span(
            method,
            context=context_of(_header(scope, b"traceparent")),
            kind=SpanKind.SERVER,
            attributes={HTTP_REQUEST_METHOD: method, URL_PATH: scope["path"], URL_SCHEME: scope.get("scheme", "http")},
            # A fault's words may quote a request: its class is enough.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                await self.app(scope, receive, answer)
            except Exception as fault:
                span.set_attribute(ERROR_TYPE, type(fault).__name__)
                status = SERVER_FAULT
                raise
            finally:
                route = _route(scope)
                seconds = perf_counter() - started
                _finish(span, method, route, status)
                self.metrics.request(method, route, status, seconds)
                log.info(
                    "request",
                    method=method,
                    path=scope["path"],
                    route=route,
                    status=status,
                    milliseconds=round(seconds * 1000, 1),
                )


def _finish(span: Span, method: str, route: str | None, status: int | None) -> None:
    if route is not None:
        span.update_name(f"{method} {route}")
        span.set_attribute(HTTP_ROUTE, route)
    if status is not None:
        span.set_attribute(HTTP_RESPONSE_STATUS_CODE, status)
        if status >= SERVER_FAULT:
            span.set_status(StatusCode.ERROR)


def _route(scope: Scope) -> str | None:
    """The route as it is written, with the names of its parts, below the root path; none where no route answered."""
    # A route of an included router knows its own path only; FastAPI keeps the whole one beside it.
    whole: Any = scope.get("fastapi", {}).get("effective_route_context")
    route: Any = whole or scope.get("route")
    return None if route is None else f"{scope.get('root_path', '')}{route.path_format}"


def _header(scope: Scope, wanted: bytes) -> str | None:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), None)

"""Requests: is every request traced under its route, measured and logged, and nothing said in it written down?"""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import structlog
from fastapi import APIRouter, FastAPI
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount

from shared.telemetry import FRAMEWORK_OFF, Metrics, TraceRequests, current_traceparent
from shared.telemetry.logs import start_logging
from shared.telemetry.traces import tracer_provider
from shared.web.unexpected import UnexpectedFaults

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
INNER = APIRouter(prefix="/orders")
OUTER = APIRouter(prefix="/cases/{case_id}")


@INNER.get("/{order_id}")
async def order(case_id: str, order_id: str) -> str:
    return f"{case_id} {order_id} {current_traceparent()}"


@OUTER.post("/fail")
async def fail(case_id: str) -> None:
    raise ValueError(f"secret of {case_id}")


OUTER.include_router(INNER)


class House:
    """An app under watch: what it answers, the spans and the lines that came of it."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream
        self.metrics = Metrics("gateway")
        self.exporter = InMemorySpanExporter()
        provider = tracer_provider("gateway", "development", {})
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.app = FastAPI(telemetry=FRAMEWORK_OFF)
        self.app.include_router(OUTER)
        self.app.router.routes.append(Mount("/static", app=PlainTextResponse("style")))
        self.app.add_api_route("/livez", lambda: "alive")
        self.app.add_middleware(TraceRequests, metrics=self.metrics, provider=provider)

    async def ask(self, method: str, url: str, **headers: str) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, root_path="/gateway")
        async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
            return await client.request(method, url, headers=headers)

    @property
    def span(self) -> ReadableSpan:
        (span,) = self.exporter.get_finished_spans()
        return span

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def house() -> Iterator[House]:
    before = (logging.root.handlers[:], logging.root.level)
    theirs = logging.getLogger("faststream")
    theirs.addHandler(logging.StreamHandler())
    theirs.propagate = False
    stream = io.StringIO()
    start_logging("gateway", stream)
    yield House(stream)
    structlog.reset_defaults()
    logging.root.handlers[:], logging.root.level = before


async def test_the_span_is_named_by_method_and_whole_route(house: House) -> None:
    answer = await house.ask("GET", "/cases/7/orders/9?secret=1")
    assert answer.status_code == 200
    assert house.span.name == "GET /gateway/cases/{case_id}/orders/{order_id}"
    assert dict(house.span.attributes or {}) == {
        "http.request.method": "GET",
        "http.route": "/gateway/cases/{case_id}/orders/{order_id}",
        "http.response.status_code": 200,
        "url.path": "/cases/7/orders/9",
        "url.scheme": "http",
    }


async def test_the_callers_trace_goes_on_into_what_the_request_does(house: House) -> None:
    answer = await house.ask("GET", "/cases/7/orders/9", traceparent=CALLER)
    parent = house.span.parent
    assert parent is not None
    assert f"{parent.trace_id:032x}-{parent.span_id:016x}" == CALLER[3:-3]
    assert f"{house.span.context.trace_id:032x}-{house.span.context.span_id:016x}" in answer.text


async def test_a_fault_is_an_error_and_its_words_are_nowhere(house: House) -> None:
    assert (await house.ask("POST", "/cases/7/fail")).status_code == 500
    assert house.span.status.status_code is StatusCode.ERROR
    assert (house.span.attributes or {})["error.type"] == "ValueError"
    assert house.span.events == ()
    assert "secret" not in house.stream.getvalue()
    assert "secret" not in house.span.to_json()


@pytest.mark.parametrize(("url", "status"), [("/nowhere", 404), ("/static/a.css", 200)])
async def test_what_is_no_route_of_ours_is_named_by_its_method_alone(house: House, url: str, status: int) -> None:
    assert (await house.ask("GET", url)).status_code == status
    assert house.span.name == "GET"


async def test_probes_leave_no_trace(house: House) -> None:
    assert (await house.ask("GET", "/livez")).status_code == 200
    assert house.exporter.get_finished_spans() == ()
    assert house.lines == []


async def test_each_request_is_one_line_with_its_trace_and_without_its_query(house: House) -> None:
    await house.ask("GET", "/cases/7/orders/9?secret=1")
    (line,) = house.lines
    assert line["event"] == "request"
    assert line["service"] == "gateway"
    assert line["route"] == "/gateway/cases/{case_id}/orders/{order_id}"
    assert line["status"] == 200
    assert line["trace_id"] == f"{house.span.context.trace_id:032x}"
    assert line["span_id"] == f"{house.span.context.span_id:016x}"
    assert "secret" not in house.stream.getvalue()


async def test_each_request_is_measured(house: House) -> None:
    await house.ask("POST", "/cases/7/fail")
    labels = {"method": "POST", "route": "/gateway/cases/{case_id}/fail", "status": "500"}
    assert house.metrics.registry.get_sample_value("hearth_request_duration_seconds_count", labels) == 1


@pytest.mark.parametrize("name", ["uvicorn.error", "aiokafka.consumer", "faststream", "anything"])
def test_lines_of_libraries_come_out_alike(house: House, name: str) -> None:
    try:
        Path("/secret address").read_text(encoding="utf-8")
    except OSError:
        logging.getLogger(name).exception("cannot reach %s", "the broker")
    (line,) = house.lines
    assert (line["event"], line["level"], line["logger"]) == ("cannot reach the broker", "error", name)
    assert line["fault"] == "FileNotFoundError"
    assert str(line["at"]).count("test_lines_of_libraries") == 1
    assert "secret" not in house.stream.getvalue()


def test_what_libraries_say_of_every_poll_and_request_is_left_out(house: House) -> None:
    logging.getLogger("uvicorn.access").info('"GET /cases?name=secret"')
    logging.getLogger("httpx").info("GET /cases?name=secret")
    assert house.lines == []


def test_a_logger_without_a_name_writes_under_the_services(house: House) -> None:
    structlog.get_logger().warning("news")
    assert (house.lines[-1]["event"], house.lines[-1]["logger"]) == ("news", "gateway")


async def test_a_fault_that_nobody_foresaw_is_logged_as_a_process_does(house: House) -> None:
    def told(_request: Request, trace_id: str) -> Response:
        return PlainTextResponse(trace_id, 500)

    house.app.add_middleware(UnexpectedFaults, answer=told)
    answer = await house.ask("POST", "/cases/7/fail")
    (line,) = [line for line in house.lines if line["event"] == "unexpected_fault"]
    assert (answer.status_code, answer.text) == (500, line["trace_id"])

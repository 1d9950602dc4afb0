"""Whatever fails, the answer is a problem with a sentence, and it never repeats what must not be seen."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from structlog.testing import capture_logs

from shared.web.body_limit import LARGEST
from shared.web.problems import Problem

SENTENCE = "a placement order needs a should-be-placed decision first; record the decision maker's decision"
PAGE = {"Accept": "text/html"}


def decision(count: int) -> dict[str, Any]:
    return {"decided_on": "2026-03-31", "count": count}


async def test_a_refusal_is_told_in_its_own_sentence(http: AsyncClient) -> None:
    answer = await http.post("/decisions", json=decision(1))
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/problems/rule-broken",
        "title": "Rule broken",
        "status": 409,
        "detail": SENTENCE,
        "instance": "/gateway/decisions",
    }


async def test_a_part_that_is_busy_says_when_to_try_again(http: AsyncClient) -> None:
    answer = await http.post("/decisions", json=decision(2))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


async def test_who_is_not_signed_in_is_told_how(http: AsyncClient) -> None:
    answer = await http.post("/decisions", json=decision(3))
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="hearth"')


async def test_without_an_issuer_a_page_is_told_too(http: AsyncClient) -> None:
    answer = await http.post("/decisions", json=decision(3), headers=PAGE)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="hearth"')
    assert "Sign in." in answer.text


async def test_every_field_that_is_wrong_is_named_with_what_to_write(http: AsyncClient) -> None:
    body = {"decided_on": "31 March", "password": "hunter2", "colour": "mauve"}
    answer = await http.post("/decisions", json=body)
    assert answer.status_code == 422
    told = answer.json()
    assert told["type"] == "/problems/not-valid"
    assert set(told["errors"]) == {"body.decided_on", "body.count", "body.password", "body.colour"}
    assert told["errors"]["body.count"] == "is missing, write it"
    assert told["errors"]["body.colour"] == "is not a field here, leave it out"
    assert told["errors"]["body.decided_on"].startswith("write a real date")
    assert all(f"{field}: {advice}" in told["detail"] for field, advice in told["errors"].items())
    assert "hunter2" not in answer.text
    assert "mauve" not in answer.text
    assert "31 March" not in answer.text


@pytest.mark.parametrize("body", ['{"decided_on": "2026-', "", "[]", "null", '"hunter2"', "{'a': hunter2}"])
async def test_a_body_that_is_not_what_was_asked_is_a_problem(http: AsyncClient, body: str) -> None:
    answer = await http.post("/decisions", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-valid")
    assert "hunter2" not in answer.text


@pytest.mark.parametrize("body", [b'{"count": "\xff\xfe"}', b'{"count": ' + b"[" * 900, b"\x00\x01"])
async def test_bytes_that_are_no_json_are_a_problem(http: AsyncClient, body: bytes) -> None:
    answer = await http.post("/decisions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


async def _large() -> AsyncIterator[bytes]:
    for _ in range(5):
        yield b"[" * 64 * 1024


async def test_a_body_that_is_too_large_is_refused(http: AsyncClient) -> None:
    for content in (b"[" * (LARGEST + 1), _large()):
        answer = await http.post("/decisions", content=content, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["detail"]) == (413, "the body is too large; send less at a time")


async def test_a_body_of_the_largest_size_is_read(http: AsyncClient) -> None:
    body = json.dumps(decision(1)).ljust(LARGEST)
    answer = await http.post("/decisions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 409


async def test_an_address_that_is_nowhere_is_a_problem(http: AsyncClient) -> None:
    answer = await http.get("/no such/<place>")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    assert answer.json()["instance"] == "/gateway/no%20such/%3Cplace%3E"


async def test_a_method_that_is_not_taken_is_a_problem_and_says_which_are(http: AsyncClient) -> None:
    answer = await http.delete("/decisions")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert answer.json()["type"] == "/problems/method-not-allowed"


@pytest.fixture
def traced() -> Iterator[str]:
    """A span around the request, and its trace id."""
    with TracerProvider().get_tracer("tests").start_as_current_span("request") as span:
        yield trace.format_trace_id(span.get_span_context().trace_id)


async def test_what_nobody_foresaw_is_told_by_its_trace_and_nothing_else(http: AsyncClient, traced: str) -> None:
    with capture_logs() as logs:
        answer = await http.post("/decisions", json=decision(4))
    assert (answer.status_code, answer.json()["trace_id"]) == (500, traced)
    assert traced in answer.json()["detail"]
    (line,) = logs
    assert (line["event"], line["trace_id"]) == ("unexpected_fault", traced)
    assert line["kinds"] == ["builtins.LookupError", "builtins.ValueError"]
    assert any("in decide" in frame for frame in line["at"])
    for told in (answer.text, json.dumps([frame.splitlines()[0] for frame in line["at"]]), str(line["kinds"])):
        assert "Mill Lane" not in told
        assert "secret row" not in told


async def test_without_a_trace_the_fault_still_has_a_number(http: AsyncClient) -> None:
    with capture_logs() as logs:
        answer = await http.post("/decisions", json=decision(4))
    assert answer.json()["trace_id"] == logs[0]["trace_id"]
    assert len(logs[0]["trace_id"]) == 32


async def test_who_asks_for_a_page_reads_the_same_sentence_there(http: AsyncClient) -> None:
    answer = await http.post("/decisions", json=decision(1), headers=PAGE)
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "text/html; charset=utf-8")
    assert "A placement order needs a should-be-placed decision first" in answer.text
    assert "default-src &#39;none&#39;" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_a_page_lists_the_fields_that_are_wrong(http: AsyncClient) -> None:
    answer = await http.post("/decisions", json={"count": 1, "<b>": 1}, headers=PAGE)
    assert answer.status_code == 422
    assert "<strong>body.decided_on</strong>: is missing, write it" in answer.text
    assert "body.&lt;b&gt;" in answer.text


def test_openapi_documents_the_problem(app: FastAPI) -> None:
    described = app.openapi()
    responses = described["paths"]["/decisions"]["post"]["responses"]
    assert responses["409"] == {
        "description": "Conflict",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    assert "application/json" not in responses["422"]["content"]
    assert described["components"]["schemas"]["Problem"] == Problem.model_json_schema()
    assert app.openapi() is described

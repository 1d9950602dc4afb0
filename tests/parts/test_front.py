"""The front port passes requests on untouched, streams both ways, and speaks for a service that is down."""

import asyncio
import json
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from hearth.front import front
from hearth.front_server import FrontServer
from hearth.parts.kept import free_port, is_open
from hearth.parts.process import LeashedProcess

STAND_IN = Path(__file__).with_name("stand_in.py")


@pytest_asyncio.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[FrontServer]:
    port, folder = free_port(), tmp_path_factory.mktemp("front")
    env = {"HEARTH_PORT": str(port)}
    service = LeashedProcess("gateway", [sys.executable, str(STAND_IN)], run=folder, log=folder / "log", env=env)
    service.start()
    service.wait_until(lambda: is_open(port), within=20)
    nobody = f"http://127.0.0.1:{free_port()}"
    serving = FrontServer(front({"gateway": [f"http://127.0.0.1:{port}"], "family_finding": [nobody]}), 0)
    await serving.start()
    yield serving
    await serving.stop()
    service.stop()


@pytest_asyncio.fixture
async def client(server: FrontServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as asking:
        yield asking


async def test_the_prefix_goes_and_the_rest_of_the_address_stays(client: httpx.AsyncClient) -> None:
    told = (await client.post("/gateway/echo/a%2Fb%20c?x=1&x=%C3%A9", content="a child")).json()
    assert (told["method"], told["body"]) == ("POST", "a child")
    assert told["raw_path"] == "/echo/a%2Fb%20c"
    assert told["query"] == "x=1&x=%C3%A9"


async def test_headers_say_where_the_request_came_from_whatever_the_caller_claims(client: httpx.AsyncClient) -> None:
    claims = {"X-Forwarded-For": "6.6.6.6", "Forwarded": "for=6.6.6.6", "Authorization": "Bearer t", "X-Own": "kept"}
    hop_by_hop = {"Connection": "close, X-Hop", "X-Hop": "1", "TE": "trailers", "Keep-Alive": "timeout=5"}
    answer = await client.get("/gateway/echo/", headers=claims | hop_by_hop)
    headers = dict(answer.json()["headers"])
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["x-forwarded-prefix"] == "/gateway"
    assert headers["x-forwarded-host"] == headers["host"] == client.base_url.netloc.decode()
    assert (headers["authorization"], headers["x-own"]) == ("Bearer t", "kept")
    assert not headers.keys() & {"x-hop", "te", "keep-alive", "forwarded"}


async def test_an_answer_keeps_its_cookies_and_loses_what_is_for_one_connection(client: httpx.AsyncClient) -> None:
    answer = await client.get("/gateway/echo/")
    assert len(answer.headers.get_list("set-cookie")) == 2
    assert "x-secret-hop" not in answer.headers
    assert len(answer.headers.get_list("date")) == 1


async def test_a_request_reaches_the_service_while_it_is_being_sent(
    server: FrontServer, client: httpx.AsyncClient
) -> None:
    address = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b"POST /gateway/upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n")
    async with asyncio.timeout(10):
        while (await client.get("/gateway/so-far")).json() != ["first"]:
            pass
        writer.write(b"6\r\nsecond\r\n0\r\n\r\n")
        assert await reader.readuntil(b'["first","second"')
    writer.close()
    await writer.wait_closed()


async def test_an_answer_reaches_the_caller_while_it_is_being_written(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(10), client.stream("GET", "/gateway/drip") as answer:
        chunks = answer.aiter_bytes()
        assert await anext(chunks) == b"first"
        await client.post("/gateway/release")
        assert await anext(chunks) == b"second"
        assert [chunk async for chunk in chunks] == []


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_service_that_is_down_is_a_problem_with_a_sentence(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/family-finding/families")
    assert answer.status_code == 502
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.text)
    assert problem["status"] == 502
    assert problem["detail"].startswith("the family finding service is not there at the moment; wait a moment")


async def test_a_service_that_is_down_is_a_page_for_a_browser(client: httpx.AsyncClient) -> None:
    answer = await client.get("/family-finding/families", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert "The family finding service is not there at the moment" in answer.text


@pytest.mark.parametrize("path", ["/gateway/metrics", "/gateway/status", "/gateway/status?all=1"])
async def test_the_figures_of_a_process_are_not_for_the_public(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(("method", "statuses", "asked"), [("GET", [200], 2), ("POST", [502, 200], 2)])
async def test_a_read_is_asked_again_where_the_connection_breaks_and_a_command_never(
    method: str, statuses: list[int], asked: int
) -> None:
    came: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.readuntil(b"\r\n\r\n"))
        if len(came) > 1:  # the first time the connection closes without a word
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as breaking:
        port = breaking.sockets[0].getsockname()[1]
        serving = FrontServer(front({"gateway": [f"http://127.0.0.1:{port}"]}), 0)
        await serving.start()
        async with httpx.AsyncClient(base_url=serving.url, trust_env=False) as asking:
            told = [(await asking.request(method, "/gateway/")).status_code for _ in statuses]
        await serving.stop()
    assert (told, len(came)) == (statuses, asked)


def test_what_is_accepted_at_the_port_is_sent_without_delay() -> None:
    with closing(FrontServer(front({}), 0)) as listening, socket.create_connection(("127.0.0.1", listening.port)):
        accepted, _ = listening.listener.accept()
        with accepted:
            assert accepted.proto == socket.IPPROTO_TCP, "asyncio then sends without delay"


async def test_who_is_signed_in_goes_on_to_where_they_are_at_home(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"Cookie": "hearth_token=anything"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/gateway/")


async def test_the_first_page_is_one_of_the_product_and_brings_its_own_style(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    style = re.findall(r'href="(/static/[^"]+\.css)"', page.text)
    assert len(style) == 2
    assert all([(await client.get(address)).status_code == 200 for address in style])
    assert 'href="/gateway/" role="button"' in page.text


async def test_the_first_page_leads_to_every_service_and_its_contracts(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    for address in ("/gateway/", "/gateway/docs", "/gateway/asyncapi.json", "/family-finding/docs"):
        assert f'href="{address}"' in page


async def test_health_names_the_service_that_is_not_ready(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "services": {"gateway": True, "family_finding": False}}


def test_a_taken_port_is_replaced_by_a_free_one() -> None:
    first = FrontServer(front({}), 0)
    second = FrontServer(front({}), first.port)
    assert second.port != first.port
    first.close()
    second.close()

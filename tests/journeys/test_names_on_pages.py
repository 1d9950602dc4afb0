"""Who is named on the pages of every service: by name to who may read names, by reference to the others, by no id."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from httpx import ASGITransport
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.testing import capture_logs

from shared.messaging.parked import Message
from shared.testing.world import World
from shared.web import names
from shared.web.pages import at_the_clock
from tests.gateway.browser import Browser, faults, said_by
from tests.journeys.named_child import (
    AN_ID,
    AUTHORITY,
    DECIDED,
    FACTS,
    LISTS,
    SECRETS,
    SELECTED,
    SERVICES,
    TABS,
    Story,
    walked,
)


@pytest.fixture
async def story(world: World) -> Story:
    """The panel has decided, and adoption is considered."""
    new = Story(world, DECIDED)
    await new.tell()
    return new


@pytest.fixture
async def long_story(world: World) -> Story:
    """A family is selected."""
    new = Story(world, SELECTED)
    await new.tell()
    return new


async def test_who_may_read_names_reads_them_on_every_page_and_nobody_reads_an_id(long_story: Story) -> None:
    for service in SERVICES:
        pages = await walked(long_story, service, "social_worker")
        assert {path: ids for path, text in pages.items() if (ids := AN_ID.findall(text))} == {}
        own = pages[f"/children/{long_story.child}"]
        for words in ("Ottilie Quillfeather", long_story.reference, *FACTS, "Winifred Casewell, North"):
            assert words in own, service
        assert "Ottilie Quillfeather" in pages[LISTS[service]]
    assert "Marigold Featherquill" in (await read(long_story, "gateway", "social_worker")).text


async def test_who_may_not_read_names_reads_references(long_story: Story) -> None:
    for service in SERVICES:
        pages = await walked(long_story, service, "agency_decision_maker")
        assert {path: ids for path, text in pages.items() if (ids := AN_ID.findall(text))} == {}
        assert [(path, one) for path, text in pages.items() for one in SECRETS if one in text.lower()] == []
        own = pages[f"/children/{long_story.child}"]
        for words in (long_story.reference, *FACTS):
            assert words in own, service
        if service == "family_finding":
            assert long_story.family in own
            assert long_story.family in pages["/families"]


async def test_lists_name_children_by_reference_and_age_to_who_may_not_read_names(story: Story) -> None:
    for service in ("planning", "tracking"):
        assert f"{story.reference} 18 weeks" in (await read(story, service, "virtual_school", "/")).text


async def read(story: Story, service: str, role: str, path: str = "") -> Browser:
    """The page of the child in a service, or another one, as somebody sees it."""
    page = await Browser(story.world, role, AUTHORITY, service).open(path or f"/children/{story.child}")
    assert page.status == 200, page.text
    return page


async def test_who_reads_no_legal_matter_is_not_told_of_it_by_a_header(story: Story) -> None:
    page = await read(story, "planning", "family_finder")
    assert f"{story.reference} 18 weeks, born" in page.text
    assert "No order" not in page.text
    assert "Court case" not in page.text
    assert "Casewell" not in page.text


async def test_the_names_of_a_page_are_asked_for_once_and_stand_in_no_log_line(story: Story) -> None:
    for service in ("planning", "family_finding", "tracking"):
        for path in ("/", f"/children/{story.child}"):
            with capture_logs() as lines:
                page = await read(story, service, "social_worker", path)
            assert "Ottilie" in page.text
            asked = [line for line in lines if line.get("path") == names.PATH]
            assert len(asked) == 1, service
            assert [line for line in lines if any(secret in str(line).lower() for secret in SECRETS)] == []


AWAY = "The Legal Gateway does not answer. Children are shown by their reference"


async def broken(_request: Request) -> Response:
    return Response("no", 500)


async def garbled(_request: Request) -> Response:
    return Response('[{"name": "Nobody"}]', media_type="application/json")


async def silent(_request: Request) -> Response:
    await asyncio.Event().wait()
    return Response()


@contextmanager
def told(story: Story, service: str, **settings: Any) -> Iterator[None]:  # noqa: ANN401 - whatever an app is told
    """A service's app told otherwise: who answers for names, or where the others' pages begin."""
    state = story.world.inhabitants[service].app.state
    before = {name: getattr(state, name) for name in settings}
    try:
        for name, value in settings.items():
            setattr(state, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(state, name, value)


def gateways() -> Iterator[httpx.AsyncClient | None]:
    """None, one to which nobody listens, and those that answer badly or not at all."""
    yield None
    yield names.client_of_gateway("http://127.0.0.1:1")
    for answer in (broken, garbled, silent):
        app = Starlette(routes=[Route(names.PATH, answer, methods=["POST"])])
        yield httpx.AsyncClient(transport=ASGITransport(app), base_url="http://gateway")


async def test_without_the_gateway_a_page_works_with_references_and_says_so(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "PATIENCE", 0.05)
    for gateway in gateways():
        for service in ("planning", "family_finding", "tracking"):
            with told(story, service, gateway=gateway):
                own = await read(story, service, "social_worker")
                assert AWAY in own.text
                assert f"{story.reference} 18 weeks, born 18 November 2025" in own.text
                assert "Ottilie" not in own.text
                assert faults(own) == []
                listed = await read(story, service, "social_worker", "/")
                assert AWAY in listed.text
                assert f"{story.reference} 18 weeks" in listed.text
    with told(story, "planning", gateway=None):
        assert AWAY not in (await read(story, "planning", "virtual_school")).text, "nothing was to be named"


async def test_the_header_leads_to_the_same_child_in_each_service_that_one_may_read(story: Story) -> None:
    homes = tuple(one.plan.home for one in story.world.inhabitants.values())
    addresses = [f"{home.path}/children/{story.child}" for home in homes]
    for service, one in story.world.inhabitants.items():
        own = one.plan.home
        one.client = httpx.AsyncClient(transport=ASGITransport(one.app, root_path=own.path), base_url="http://front")
        with told(story, service, homes=homes):
            worker = await read(story, service, "social_worker")
            tabs = worker.page.xpath("//nav[@aria-label='Ottilie Quillfeather']//a")
            assert [(said_by(tab), tab.get("href")) for tab in tabs] == list(zip(TABS, addresses, strict=True))
            assert [said_by(tab) for tab in tabs if tab.get("aria-current") == "page"] == [own.tab]
            assert said_by(worker.page.xpath("//title")[0]) == f"{own.tab} - Ottilie Quillfeather - Hearth"
            if service != "gateway":
                finder = await read(story, service, "family_finder")
                tabs = finder.page.xpath(f"//nav[@aria-label='{story.reference}']//a")
                assert [said_by(tab) for tab in tabs] == ["Plan", "Family", "Dates"]


async def test_the_header_says_since_when_something_about_the_child_waits(story: Story) -> None:
    for service in ("planning", "family_finding", "tracking"):
        assert "Updates waiting" not in (await read(story, service, "social_worker")).text
        one = story.world.inhabitants[service]
        key = str(story.child).encode()
        await one.app.state.subscribers.take_in([Message("gateway.events", "0/1", key, b"nonsense", [])])
        at = story.world.clock.moment
        story.world.clock.moment = at + timedelta(hours=3)
        page = await read(story, service, "social_worker")
        assert f"Updates waiting since {at_the_clock(at)}: dates may be out of date" in page.text
        assert faults(page) == []
        other = await read(story, service, "social_worker", f"/children/{story.brother}")
        assert "Updates waiting" not in other.text

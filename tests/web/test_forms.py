"""The form of a command: made of its class, kept as a draft, refused in plain words, recorded once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Literal
from urllib.parse import quote
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, ValidationError

from hearth.parts.provision import ServiceDatabase
from services.gateway import main as gateway
from services.gateway.child.commands import registration
from services.gateway.panel.commands import decisions
from shared.events.codes.planning import Option
from shared.messaging.unit_of_work import UnitOfWork
from shared.siblings.together import Together
from shared.testing.world import Apps, World, apps_of
from shared.web.commands import Command, CommandRoute, CommandRoutes
from shared.web.forms.choices import Found
from shared.web.forms.fields import fields_of, on_a_form
from shared.web.forms.form import Form, forms_of, no_choices
from shared.web.forms.pages import add_forms
from shared.web.forms.written import document, errors_of
from shared.web.pages import Page

CHILD = "/children/{child_id}"


class Asking(BaseModel):
    """A row of a form."""

    what: str = Field(max_length=1000, title="What is asked")
    due_on: date | None = None


class Everything(Command):
    """A command with a field of every kind."""

    plans: tuple[Option, ...] = ()
    agreed: bool | None = None
    count: int = 1
    asked: tuple[Asking, ...] = ()
    first: Asking | None = None


def test_every_kind_of_field_is_read_as_the_command_wants_it() -> None:
    fields = fields_of(Everything)
    assert [field.kind for field in fields] == ["date", "several_of", "yes_no", "number", "rows", "group"]
    written = {
        "on-day": ["2"], "on-month": ["3"], "on-year": ["2026"],
        "plans": ["adoption", "return_home"],
        "agreed": ["no"],
        "count": ["3"],
        "asked-1-what": [" A genogram "], "asked-1-due_on-day": ["9"], "asked-1-due_on-month": ["3"],
        "asked-1-due_on-year": ["2026"],
        "first-what": ["A visit"],
    }  # fmt: skip
    command = Everything.model_validate(document(fields, written))
    assert command.plans == (Option.ADOPTION, Option.RETURN_HOME)
    assert command.agreed is False
    assert command.count == 3
    assert command.asked == (Asking(what="A genogram", due_on=date(2026, 3, 9)),)
    assert command.first == Asking(what="A visit")


class Paper(BaseModel):
    """A row that is ticked by its code."""

    code: str
    due_on: date
    seen_by: str | None = Field(None, max_length=1000)
    dated: date | None = None


class Papers(Command):
    """A command with a row for each thing that may be chosen."""

    papers: tuple[Paper, ...] = ()
    weeks: Literal[1, 2] = 1
    of: frozenset[UUID] = frozenset()
    hidden: Option | None = None


CHOICES = {"papers-code": [("genogram", "Genogram"), ("chronology", "Chronology")], "hidden": ()}


def test_a_row_counts_that_is_ticked_or_written_in_and_what_cannot_be_chosen_is_not_asked() -> None:
    fields = fields_of(Papers, CHOICES)
    assert [(field.name, field.kind) for field in fields] == [
        ("on", "date"), ("papers", "ticks"), ("weeks", "one_of"), ("of", "lines"),
    ]  # fmt: skip
    child = uuid4()
    written = {
        "on-day": ["2"], "on-month": ["3"], "on-year": ["2026"],
        "papers-0-due_on-day": ["9"], "papers-0-due_on-month": ["3"], "papers-0-due_on-year": ["2026"],
        "papers-1-due_on-day": ["9"], "papers-1-due_on-month": ["3"], "papers-1-due_on-year": ["2026"],
        "papers-1-seen_by": ["The chair"],
        "weeks": ["2"],
        "of": [f"{child}\r\n"],
    }  # fmt: skip
    command = Papers.model_validate(document(fields, written))
    assert command.papers == (Paper(code="chronology", seen_by="The chair", due_on=date(2026, 3, 9)),)
    assert command.weeks == 2
    assert command.of == frozenset({child})
    ticked = document(fields, {**written, "papers-0-code": ["genogram"]})
    assert [row["code"] for row in ticked["papers"]] == ["genogram", "chronology"]
    days = {"papers-0-dated-day": ["1"], "papers-0-dated-month": ["3"], "papers-0-dated-year": ["2026"]}
    said = document(fields, {**written, **days})
    assert [row["code"] for row in said["papers"]] == ["genogram", "chronology"]


ROUTES = CommandRoutes()


class Visit(Together):
    """A command of which brothers and sisters may be chosen."""


@ROUTES.post("/children/{child_id}/visits")
async def record_visit(_child: UUID, command: Visit, _work: UnitOfWork) -> None:
    """Record a visit; what was seen is kept."""


async def brothers(_request: Request, _child: UUID) -> Found:
    return {"with_children": [("1", "Theo")]}


def test_a_form_is_called_by_what_its_handler_does_and_offers_what_is_usual_for_a_field_of_its_command() -> None:
    (form,) = forms_of(ROUTES, usual={"document_id": no_choices, "with_children": brothers})
    assert (form.called, form.route.case, form.route.page) == ("Record a visit", "child_id", "/children/{child_id}")
    assert form.choices is brothers
    (own,) = forms_of(ROUTES, Form(record_visit, "Say who was seen", choices=no_choices), usual={})
    assert (own.called, own.choices) == ("Say who was seen", no_choices)


def test_a_path_that_names_no_case_is_no_commands() -> None:
    with pytest.raises(ValueError, match="names no case; begin it with one"):
        assert CommandRoute("/visits", "record_visit", Visit, record_visit.handler).case


class Planned(Command):
    """A command with a choice that a request may leave out and nobody is to send unread."""

    plan: Option = Option.RETURN_HOME
    agreed: bool


def test_what_is_to_be_chosen_begins_open_on_the_form_and_may_be_left_out_of_a_request() -> None:
    wanted = on_a_form(Planned, ("plan",))
    fields = fields_of(wanted)
    assert [(field.name, field.required, field.default) for field in fields] == [
        ("on", True, ""), ("plan", True, ""), ("agreed", True, ""),
    ]  # fmt: skip
    with pytest.raises(ValidationError) as fault:
        wanted.model_validate(document(fields, {}))
    assert errors_of(fields, {}, fault.value) == {
        "on": "enter a date", "plan": "select one", "agreed": "select yes or no",
    }  # fmt: skip
    assert Planned.model_validate({"on": "2026-03-02", "agreed": True}).plan is Option.RETURN_HOME


def test_a_fault_in_a_row_is_told_at_the_row_in_which_it_was_written() -> None:
    fields = fields_of(Everything)
    written = {"asked-2-due_on-day": ["40"], "asked-2-what": ["A visit"], "count": ["many"]}
    with pytest.raises(ValidationError) as fault:
        Everything.model_validate(document(fields, written))
    assert set(errors_of(fields, written, fault.value)) == {"on", "count", "asked-2-due_on"}


def test_what_is_left_blank_is_not_sent() -> None:
    assert document(fields_of(Everything), {"count": [""], "plans": [], "asked-0-what": [" "]}) == {}


@pytest.fixture(scope="module")
async def apps(databases: dict[str, ServiceDatabase]) -> AsyncIterator[Apps]:
    """The legal gateway with two forms."""
    forms = APIRouter(include_in_schema=False, route_class=Page)
    add_forms(forms, (Form(registration.register_child), Form(decisions.record_gateway_decision)))
    plan = gateway.plan()
    made = replace(plan, routers=(forms, *plan.routers), seals=True)
    async with apps_of([made], {"gateway": databases["gateway"].app_url}) as found:
        yield found


class Browser:
    """Somebody at a form."""

    def __init__(self, world: World, role: str) -> None:
        self.client = world.inhabitants["gateway"].client
        self.headers = {"Authorization": f"Bearer {world.token(role)}", "Accept": "text/html"}

    async def see(self, path: str) -> httpx.Response:
        return await self.client.get(path, headers=self.headers)

    async def send(self, path: str, **written: str) -> httpx.Response:
        return await self.client.post(path, data=written, headers=self.headers)


WRITTEN = {
    "on-day": "30", "on-month": "3", "on-year": "2026", "authority": "warrington",
    "date_of_birth-day": "1", "date_of_birth-month": "11", "date_of_birth-year": "2025",
}  # fmt: skip


async def version_of(world: World, child: UUID) -> int:
    return int((await world.get("gateway", f"/children/{child}", role="social_worker")).json()["version"])


async def test_a_form_records_what_was_written_once_and_goes_on_to_the_child(world: World) -> None:
    child, browser = uuid4(), Browser(world, "social_worker")
    path = f"/children/{child}/registration/form"
    page = await browser.see(path)
    assert page.status_code == 200
    assert 'name="date_of_birth-day"' in page.text
    for _ in range(2):  # a second press of the button
        sent = await browser.send(path, do="record", key="once", **WRITTEN)
        assert sent.status_code == 303
        assert sent.headers["location"] == f"/children/{child}?done=gateway.child_registered.v1&about={child}"
    assert await version_of(world, child) == 1


@pytest.mark.parametrize("key", ["a\0b", "a b", "k" * 201])
async def test_a_key_that_is_none_is_refused_and_the_form_shown_again_has_another(world: World, key: str) -> None:
    child, browser = uuid4(), Browser(world, "social_worker")
    sent = await browser.send(f"/children/{child}/registration/form", do="record", key=key, **WRITTEN)
    assert sent.status_code == 422
    assert "own key was changed on the way; send the form again" in sent.text
    assert f'name="key" value="{key}"' not in sent.text


async def test_a_form_that_is_not_right_says_what_to_write_and_keeps_what_was_written(world: World) -> None:
    browser = Browser(world, "social_worker")
    sent = await browser.send(
        f"/children/{uuid4()}/registration/form", do="record", **{**WRITTEN, "date_of_birth-month": "13"}
    )
    assert sent.status_code == 422
    assert "There is a problem" in sent.text
    assert 'href="#date_of_birth"' in sent.text
    assert 'value="13"' in sent.text


async def test_a_rule_that_refuses_is_told_on_the_form(world: World) -> None:
    child, browser = uuid4(), Browser(world, "social_worker")
    path = f"/children/{child}/registration/form"
    await browser.send(path, do="record", **WRITTEN)
    again = await browser.send(path, do="record", **WRITTEN)
    assert again.status_code == 409
    assert "registered already" in again.text


async def test_a_day_that_is_still_to_come_is_told_on_the_form(world: World) -> None:
    child, browser = uuid4(), Browser(world, "social_worker")
    sent = await browser.send(f"/children/{child}/registration/form", do="record", **{**WRITTEN, "on-day": "31"})
    assert sent.status_code == 409
    assert "There is a problem" in sent.text
    assert "31 March 2026 is still to come; record it on the day, or check the date" in sent.text
    assert (await world.get("gateway", f"/children/{child}", role="social_worker")).status_code == 404


async def test_a_draft_is_there_again_for_its_writer_alone_and_gone_when_it_is_recorded(world: World) -> None:
    child, writer = uuid4(), Browser(world, "social_worker")
    path = f"/children/{child}/registration/form"
    kept = await writer.send(path, do="keep", **{**WRITTEN, "date_of_birth-year": "2019"})
    assert "Draft kept at" in kept.text
    assert 'value="2019"' in (await writer.see(path)).text
    assert 'value="2019"' not in (await Browser(world, "team_manager").see(path)).text
    await writer.send(path, do="record", **WRITTEN)
    assert 'value="2019"' not in (await writer.see(path)).text


async def test_a_form_is_for_those_who_may_do_it(world: World) -> None:
    assert (await Browser(world, "social_worker").see(f"/children/{uuid4()}/decisions/form")).status_code == 403


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "/x\n"])
async def test_a_form_leads_to_no_other_site(world: World, elsewhere: str) -> None:
    child = uuid4()
    sent = await Browser(world, "social_worker").send(
        f"/children/{child}/registration/form", do="record", next=elsewhere, **WRITTEN
    )
    assert sent.headers["location"] == f"/children/{child}?done=gateway.child_registered.v1&about={child}"
    asked = f"next={quote(elsewhere, safe='')}&back={quote(elsewhere, safe='')}"
    shown = await Browser(world, "social_worker").see(f"/children/{uuid4()}/registration/form?{asked}")
    assert f'value="{elsewhere}' not in shown.text

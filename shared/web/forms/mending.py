"""The pages on which an entry is corrected, by who recorded it, or voided: made of the entry's own event."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, create_model

from shared.auth.actions import performs
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.messaging import journal
from shared.messaging.cases import Case
from shared.messaging.corrections import Record, is_fixed
from shared.messaging.unit_of_work import Handler, Store, UnitOfWork
from shared.web.desk import Asked, Desk, desk
from shared.web.entries import CHILD, CorrectEntry, VoidEntry, correcting, voiding
from shared.web.forms.fields import NO, YES, fields_of
from shared.web.forms.pages import Form
from shared.web.words import in_words

READS = "reads_"  # before the name of each field of the entry: a correction has a day and a reason of its own
NOT_WRITTEN = frozenset({"group", "rows", "ticks"})
At = Annotated[Desk, Depends(desk)]


def add_mending(router: APIRouter, case_type: type[Case], page: str) -> None:
    """Give every entry of a child the form that corrects it and the one that voids it; `page` is the child's."""
    entry = f"{CHILD}/entries/{{event_id}}"

    async def correction(request: Request, child_id: UUID, event_id: UUID, at: At) -> Response:
        event = await _event(at, child_id, event_id)
        command = command_of(type(event))
        title = f"Correct: {in_words(event.wire_name.split('.')[1]).lower()}"
        handler = _reading(case_type, event_id)

        async def beside(_request: Request, _case: UUID) -> Mapping[str, Any]:
            return {"given": given(event)}

        asked = Asked(entry, "correct_entry", command, handler, title=title)
        return await _answer(request, Form(asked, page, beside=beside, part=str(event_id)), child_id, at)

    async def void(request: Request, child_id: UUID, event_id: UUID, at: At) -> Response:
        event = await _event(at, child_id, event_id)
        title = f"Void: {in_words(event.wire_name.split('.')[1]).lower()}"
        asked = Asked(entry, "void_entry", VoidEntry, voiding(case_type, event_id), title=title)
        return await _answer(request, Form(asked, page, part=str(event_id)), child_id, at)

    for path, endpoint, action in (("correction", correction, "correct_entry"), ("void", void, "void_entry")):
        router.add_api_route(
            f"{entry}/{path}/form",
            endpoint,
            methods=["GET", "POST"],
            dependencies=[performs(action)],
            name=f"{action}_page",
            response_model=None,
            include_in_schema=False,
        )


def command_of(event: type[Event]) -> type[BaseModel]:
    """The command that says how an entry of this kind reads: its fields, but for those that say which entry it is."""
    said: dict[str, Any] = {}
    for name, info in event.model_fields.items():
        if not is_fixed(name):
            field = copy(info)
            field.title = "Day on which it happened" if name == "occurred_on" else in_words(name)
            said[READS + name] = (info.annotation, field)
    whole = create_model(f"Correct{event.__name__}", __base__=VoidEntry, **said)
    written = {field.name for field in fields_of(whole) if field.kind not in NOT_WRITTEN}
    return create_model(
        f"Correct{event.__name__}", __base__=VoidEntry, **{name: one for name, one in said.items() if name in written}
    )


def given(event: Event) -> Mapping[str, list[str]]:
    """The form's text of an entry as it now reads."""
    found: dict[str, list[str]] = {}
    for name in type(event).model_fields:
        match getattr(event, name):
            case None:
                continue
            case bool() as yes:
                found[READS + name] = [YES if yes else NO]
            case date() as on:
                parts = {"day": on.day, "month": on.month, "year": on.year}
                found |= {f"{READS}{name}-{part}": [str(number)] for part, number in parts.items()}
            case tuple() as several:
                found[READS + name] = [str(one) for one in several]
            case value:
                found[READS + name] = [str(value)]
    return found


def _reading(case_type: type[Case], event_id: UUID) -> Handler:
    """What corrects the fields of an entry that read otherwise than it does."""

    async def correct(case_id: UUID, asked: VoidEntry, work: UnitOfWork) -> Mapping[str, Any] | None:
        await work.load(case_type, case_id)
        record = Record(work.kept[case_id].known, work.service.name)
        record.own(event_id)
        now = record.now(event_id).model_dump(mode="json")
        said = asked.model_dump(mode="json")
        read = {name.removeprefix(READS): value for name, value in said.items() if name.startswith(READS)}
        changes = {name: value for name, value in read.items() if value != now[name]}
        if not changes:
            raise RuleBroken("the entry reads so already; change what is wrong")
        command = CorrectEntry(on=asked.on, reason=asked.reason, changes=changes)
        return await correcting(case_type, event_id)(case_id, command, work)

    return correct


async def _event(at: Desk, child: UUID, event_id: UUID) -> Event:
    """An entry of a child that stands, as it now reads. Raises NotKnown or RuleBroken."""
    store: Store = at.request.app.state.store
    async with store.work(at.caller.authorities) as work:
        entries = (await journal.load(work.connection, [child]))[child]
    record = Record(entries, store.service.name)
    record.own(event_id)
    return record.now(event_id)


async def _answer(request: Request, form: Form, child: UUID, at: Desk) -> Response:
    return await (form.send if request.method == "POST" else form.show)(request, child, at)

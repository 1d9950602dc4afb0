"""The pages on which an entry is corrected, by who recorded it, or voided: made of the entry's own event."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, create_model

from shared.auth.actions import performs
from shared.errors import RuleBroken
from shared.events.base import Correction, Event, Voiding
from shared.events.fields import is_fixed
from shared.messaging import journal
from shared.messaging.corrections import Record
from shared.messaging.store import Store
from shared.messaging.unit_of_work import Handler, UnitOfWork
from shared.web.commands import CommandRoute
from shared.web.desk import Desk, desk
from shared.web.entries import CorrectEntry, CorrectionRules, VoidEntry, correcting, voiding
from shared.web.event_words import words_of
from shared.web.forms.fields import YES, fields_of, is_id
from shared.web.forms.form import Form
from shared.web.forms.pages import FORM, FormPage
from shared.web.forms.written import text_of
from shared.words import in_words

READS = "reads_"  # before the name of each field of the entry: a correction has a day and a reason of its own
NOT_WRITTEN = frozenset({"group", "rows", "ticks"})
At = Annotated[Desk, Depends(desk)]


class Understood(VoidEntry):
    """An entry was made in error, and who voids it has read what that does."""

    understood: Annotated[tuple[Literal["yes"]], Field(title="What this does")]


def add_mending(router: APIRouter, rules: CorrectionRules) -> None:
    """Give every entry of a kind of case the form that corrects it and the one that voids it."""
    entry, case_id = f"{rules.path}/entries/{{event_id}}", Annotated[UUID, Path(alias=rules.parameter)]

    async def correction(request: Request, case: Any, event_id: UUID, at: At) -> Response:
        event = (await _record(at, rules, case)).correctable(event_id, at.caller.subject)

        async def beside(_request: Request, _case: UUID) -> Mapping[str, Any]:
            return {"given": text_of(event, READS)}

        route = CommandRoute(entry, "correct_entry", command_of(type(event)), _reading(rules, event_id))
        form = Form(route, _title("Correct", event))
        return await _answer(request, FormPage(form, beside=beside, part=str(event_id)), case, at)

    async def void(request: Request, case: Any, event_id: UUID, at: At) -> Response:
        event = (await _record(at, rules, case)).own(event_id).event
        grave = rules.grave.get(type(event))

        async def understood(_request: Request, _case: UUID) -> Mapping[str, Sequence[tuple[str, str]]]:
            return {"understood": [(YES, f"I understand that {grave}")]} if grave else {}

        route = CommandRoute(entry, "void_entry", Understood if grave else VoidEntry, voiding(rules, event_id))
        form = Form(route, _title("Mark as entered in error", event), choices=understood)
        return await _answer(request, FormPage(form, part=str(event_id)), case, at)

    for path, endpoint, action, title in (
        ("correction", correction, "correct_entry", "Correct an entry"),
        ("void", void, "void_entry", "Mark an entry as entered in error"),
    ):
        endpoint.__annotations__["case"] = case_id
        router.add_api_route(
            f"{entry}/{path}/form",
            endpoint,
            methods=["GET", "POST"],
            dependencies=[performs(action)],
            name=f"{action} {rules.case_type.kind}{FORM}",
            summary=title,
            response_model=None,
            include_in_schema=False,
        )


def command_of(event: type[Event]) -> type[BaseModel]:
    """The command that says how an entry of this kind reads: its fields, but for ids and those that name the entry."""
    fields: dict[str, Any] = {}
    for name, info in event.model_fields.items():
        if not is_fixed(event, name) and not is_id(info):
            field = copy(info)
            field.title = "Day on which it happened" if name == "occurred_on" else in_words(name)
            fields[READS + name] = (info.annotation, field)
    whole = create_model(f"Correct{event.__name__}", __base__=VoidEntry, **fields)
    written = {field.name for field in fields_of(whole) if field.kind not in NOT_WRITTEN}
    kept = {name: field for name, field in fields.items() if name in written}
    return create_model(f"Correct{event.__name__}", __base__=VoidEntry, **kept)


def _reading(rules: CorrectionRules, event_id: UUID) -> Handler:
    """The handler that corrects the fields of an entry which were written otherwise than it reads."""

    async def correct(case_id: UUID, command: VoidEntry, work: UnitOfWork) -> Mapping[str, Any] | None:
        event = (await rules.record(work, case_id)).correctable(event_id, work.signature.by)
        now = event.model_dump(mode="json")
        written = command.model_dump(mode="json")
        read = {name.removeprefix(READS): value for name, value in written.items() if name.startswith(READS)}
        changes = {name: value for name, value in read.items() if value != now[name]}
        if not changes:
            raise RuleBroken("the entry reads so already; change what is wrong")
        correction = CorrectEntry(on=command.on, reason=command.reason, changes=changes)
        return await correcting(rules, event_id)(case_id, correction, work)

    return correct


async def _record(at: Desk, rules: CorrectionRules, case: UUID) -> Record:
    """The entries of a case, as the caller may see them."""
    store: Store = at.request.app.state.store
    async with store.work(at.caller.authorities) as work:
        return rules.of((await journal.load(work.connection, [case]))[case], work)


def _title(verb: str, event: Event) -> str:
    match event:
        case Voiding():
            return "Bring back what was marked as entered in error"
        case Correction():
            return "Take back the correction"
        case _:
            words = words_of(type(event))
            return f"{verb}: {words[0].lower()}{words[1:]}"


async def _answer(request: Request, page: FormPage, case: UUID, at: Desk) -> Response:
    return await (page.send if request.method == "POST" else page.show)(request, case, at)

"""Entries over HTTP: what was recorded of a case here, by whom and when, and how it is corrected or voided."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, JsonValue, StringConstraints, ValidationError

from shared.auth.actions import performs
from shared.errors import NotKnown, RuleBroken
from shared.events.base import Event
from shared.identifiers import NoteId
from shared.messaging import journal
from shared.messaging.cases import Case
from shared.messaging.corrections import Record, lacking
from shared.messaging.entry_now import entries_now, note_of
from shared.messaging.journal import Entry
from shared.messaging.reasons import keep_reason, reasons_of
from shared.messaging.unit_of_work import Handler, UnitOfWork
from shared.web.commands import Desk, Recorded, Step, desk
from shared.web.problems import problem_responses
from shared.web.reading import Looking

SIGNED = "select event_id, recorded_by, on_behalf_of from journal where case_id = $1"
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2_000, pattern=r"^[^\x00]*$")]


FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]


class VoidEntry(Step):
    """An entry was made in error; `on` is the day of the voiding."""

    on: date = Field(title="Day on which you record this", description="the day on which the entry is mended")
    reason: Reason


class CorrectEntry(VoidEntry):
    """An entry was wrong: these fields read otherwise; `on` is the day of the correction."""

    changes: Annotated[dict[FieldName, JsonValue], Field(min_length=1, max_length=30)]


class WithoutGround(BaseModel):
    """An entry that has lost its ground: what to correct or void next."""

    event_id: UUID
    type: str
    occurred_on: date
    lacks: str


class Mended(Recorded):
    """What a correction recorded, and everything here that has no ground now."""

    without_ground: list[WithoutGround]


class EntryShown(BaseModel):
    """An entry as it was recorded, and what became of it."""

    event_id: UUID
    version: int
    type: str = Field(description="the event's wire name")
    recorded_at: datetime
    recorded_by: str = Field(description="a person; the service itself, for what it concluded")
    on_behalf_of: str | None
    data: dict[str, Any] = Field(description="the event as it was recorded")
    reads: dict[str, Any] | None = Field(description="the event as it counts now; nothing where it was voided")
    mended_by: list[UUID] = Field(description="the entries that correct or void it, in their order")
    reason: str | None = Field(description="of a correction or voiding: why")
    lacks: str | None = Field(description="the ground that it has lost")


@dataclass(frozen=True)
class CorrectionRules:
    """A kind of case whose entries can be mended: where it is, who reads it, and what follows in other cases.

    `path` ends with the parameter that names the case, as `/children/{child_id}`. `grave` says of the events that are
    voided on a page only by who ticks that this is understood what their voiding does.
    """

    case_type: type[Case]
    path: str
    read: str
    follows: Callable[[UUID, VoidEntry, UnitOfWork], Awaitable[None]] | None = None
    grave: Mapping[type[Event], str] = field(default_factory=dict)

    @property
    def parameter(self) -> str:
        """The parameter of the path that names the case."""
        return f"{self.case_type.kind}_id"

    async def record(self, work: UnitOfWork, case_id: UUID) -> Record:
        """The entries of a case, held until the unit of work ends. Raises NotKnown."""
        await work.load(self.case_type, case_id)
        return self.of(work.kept[case_id].known, work)

    def of(self, entries: Sequence[Entry], work: UnitOfWork) -> Record:
        """These entries of a case, as the service keeps them."""
        return Record(entries, work.service.kind_of(self.case_type), work.service.name, work.today)


def add_entries(router: APIRouter, rules: CorrectionRules) -> None:
    """Give the cases of a kind their entries, to those who may read them, and the mending of them."""
    kind, case_id = rules.case_type.kind, Annotated[UUID, Path(alias=rules.parameter)]

    async def correct_entry(
        case: Any, event_id: UUID, command: CorrectEntry, at: Annotated[Desk, Depends(desk)]
    ) -> JSONResponse:
        """Have fields of your own entry read otherwise. What follows is reckoned anew; the entry stays."""
        return await at.do("correct_entry", correcting(rules, event_id), case, command)

    async def void_entry(
        case: Any, event_id: UUID, command: VoidEntry, at: Annotated[Desk, Depends(desk)]
    ) -> JSONResponse:
        """Have an entry, or a correction, count no longer. What follows is reckoned anew; the entry stays."""
        return await at.do("void_entry", voiding(rules, event_id), case, command)

    async def list_entries(case: Any, looking: Looking) -> list[EntryShown]:
        """Everything that was recorded here, in its order: nothing is ever changed or taken away."""
        entries = (await journal.load(looking.connection, [case]))[case]
        if not entries:
            raise NotKnown(f"no {kind} {case} is known here; check the id, or whether it is yours to see")
        return await _shown(looking, rules, case, entries)

    of = "" if kind == "child" else f"_of_{kind}"
    for endpoint in (correct_entry, void_entry, list_entries):
        endpoint.__annotations__["case"] = case_id
    for path, endpoint, action in (("correction", correct_entry, "correct_entry"), ("void", void_entry, "void_entry")):
        router.add_api_route(
            f"{rules.path}/entries/{{event_id}}/{path}",
            endpoint,
            methods=["POST"],
            status_code=201,
            dependencies=[performs(action)],
            operation_id=f"{action}{of}",
            summary=f"{action}{of}".replace("_", " ").capitalize(),
            response_model=Mended,
            responses=problem_responses(400, 401, 403, 404, 409, 412, 422, 503),
        )
    router.add_api_route(
        f"{rules.path}/entries",
        list_entries,
        methods=["GET"],
        dependencies=[performs(rules.read)],
        operation_id=f"list_entries{of}",
        responses=problem_responses(401, 403, 404, 422, 503),
    )


def correcting(rules: CorrectionRules, event_id: UUID) -> Handler:
    """The handler that has fields of an entry read otherwise."""

    async def correct(case_id: UUID, command: CorrectEntry, work: UnitOfWork) -> Mapping[str, Any]:
        record = await rules.record(work, case_id)
        note = await _keep(work, record, event_id, command)
        work.record(record.correct(event_id, command.on, command.changes, by=work.signature.by, note_id=note))
        return await _answer(rules, work, case_id, command)

    return correct


def voiding(rules: CorrectionRules, event_id: UUID) -> Handler:
    """The handler that voids an entry."""

    async def void(case_id: UUID, command: VoidEntry, work: UnitOfWork) -> Mapping[str, Any]:
        record = await rules.record(work, case_id)
        note = await _keep(work, record, event_id, command)
        try:
            work.record(record.void(event_id, command.on, note_id=note))
        except ValidationError as fault:
            advice = "without this correction a later one of the same entry does not fit; void that one first"
            raise RuleBroken(advice) from fault
        return await _answer(rules, work, case_id, command)

    return void


async def _keep(work: UnitOfWork, record: Record, event_id: UUID, command: VoidEntry) -> NoteId:
    event = record.own(event_id).event
    return await keep_reason(work, event.authority, event.case_id, command.reason)


async def _answer(rules: CorrectionRules, work: UnitOfWork, case_id: UUID, command: VoidEntry) -> Mapping[str, Any]:
    """Record what follows from a correction, and answer all that has no ground since."""
    if rules.follows:
        await rules.follows(case_id, command, work)
    await work.conclude()
    kept = work.kept[case_id]
    return {
        "without_ground": [
            WithoutGround(
                event_id=entry.event_id,
                type=entry.event.wire_name,
                occurred_on=entry.event.occurred_on,
                lacks=missing,
            ).model_dump(mode="json")
            for entry, missing in lacking(kept.kind, kept.case, kept.known)
        ]
    }


async def _shown(work: UnitOfWork, rules: CorrectionRules, case_id: UUID, entries: list[Entry]) -> list[EntryShown]:
    signed = {event_id: (by, for_whom) for event_id, by, for_whom in await work.connection.fetch(SIGNED, case_id)}
    reasons = await reasons_of(work, case_id)
    return [
        EntryShown(
            event_id=now.entry.event_id,
            version=now.entry.version,
            type=now.entry.event.wire_name,
            recorded_at=now.entry.recorded_at,
            recorded_by=signed[now.entry.event_id][0],
            on_behalf_of=signed[now.entry.event_id][1],
            data=now.entry.event.model_dump(mode="json"),
            reads=None if now.voided else now.event.model_dump(mode="json"),
            mended_by=[mender.event_id for mender in now.menders],
            reason=reasons.get(note) if (note := note_of(now.entry.event)) else None,
            lacks=now.lacks,
        )
        for now in entries_now(work.service.kind_of(rules.case_type), entries)
        if not now.entry.heard
    ]

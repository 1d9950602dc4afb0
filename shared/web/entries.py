"""Entries over HTTP: what was recorded of a child here, by whom and when, and how it is corrected or voided.

Only of children: of a referral, a sitting or a family the latest entry counts, so a new one mends a mistake there.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, JsonValue, StringConstraints, ValidationError

from shared.auth.actions import performs
from shared.errors import NotKnown, RuleBroken
from shared.events.base import EntryCorrected, EntryVoided
from shared.identifiers import NoteId
from shared.messaging import journal
from shared.messaging.cases import Case, gone_from, standing
from shared.messaging.corrections import Record, lacking
from shared.messaging.journal import Entry
from shared.messaging.reasons import keep_reason, reasons_of
from shared.messaging.unit_of_work import Handler, UnitOfWork
from shared.web.commands import Desk, Recorded, Step, desk
from shared.web.problems import problem_responses
from shared.web.reading import Looking

CHILD = "/children/{child_id}"
SIGNED = "select event_id, recorded_by, on_behalf_of from journal where case_id = $1"
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2_000, pattern=r"^[^\x00]*$")]


class VoidEntry(Step):
    """An entry was made in error; `on` is the day of the voiding."""

    reason: Reason


class CorrectEntry(VoidEntry):
    """An entry was wrong: these fields read otherwise; `on` is the day of the correction."""

    changes: Annotated[dict[str, JsonValue], Field(min_length=1, max_length=30)]


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


def add_entries(router: APIRouter, case_type: type[Case], read: str) -> None:
    """Give the children of a service their entries, to those who may do `read`, and the mending of them."""

    async def correct_entry(
        child_id: UUID, event_id: UUID, command: CorrectEntry, at: Annotated[Desk, Depends(desk)]
    ) -> JSONResponse:
        """Have fields of your own entry read otherwise. What follows is reckoned anew; the entry stays."""
        return await at.do("correct_entry", correcting(case_type, event_id), child_id, command)

    async def void_entry(
        child_id: UUID, event_id: UUID, command: VoidEntry, at: Annotated[Desk, Depends(desk)]
    ) -> JSONResponse:
        """Have an entry, or a correction, count no longer. What follows is reckoned anew; the entry stays."""
        return await at.do("void_entry", voiding(case_type, event_id), child_id, command)

    async def list_entries(child_id: UUID, looking: Looking) -> list[EntryShown]:
        """Everything that was recorded of the child here, in its order: nothing is ever changed or taken away."""
        entries = (await journal.load(looking.connection, [child_id]))[child_id]
        if not entries:
            raise NotKnown(f"no child {child_id} is known here; check the id, or whether the child is yours to see")
        return await _shown(looking, case_type, child_id, entries)

    for path, endpoint, action in (("correction", correct_entry, "correct_entry"), ("void", void_entry, "void_entry")):
        router.add_api_route(
            f"{CHILD}/entries/{{event_id}}/{path}",
            endpoint,
            methods=["POST"],
            status_code=201,
            dependencies=[performs(action)],
            operation_id=action,
            summary=action.replace("_", " ").capitalize(),
            response_model=Mended,
            responses=problem_responses(400, 401, 403, 404, 409, 412, 422, 503),
        )
    router.add_api_route(
        f"{CHILD}/entries",
        list_entries,
        methods=["GET"],
        dependencies=[performs(read)],
        responses=problem_responses(401, 403, 404, 422, 503),
    )


def correcting(case_type: type[Case], event_id: UUID) -> Handler:
    """What has fields of an entry read otherwise."""

    async def correct(case_id: UUID, asked: CorrectEntry, work: UnitOfWork) -> Mapping[str, Any]:
        record = await _record(work, case_type, case_id)
        note = await _keep(work, record, event_id, asked)
        by = work.signature.by
        work.record(record.correct(event_id, asked.on, asked.changes, by=by, note_id=note))
        return await _mended(work, case_id)

    return correct


def voiding(case_type: type[Case], event_id: UUID) -> Handler:
    """What has an entry count no longer."""

    async def void(case_id: UUID, asked: VoidEntry, work: UnitOfWork) -> Mapping[str, Any]:
        record = await _record(work, case_type, case_id)
        note = await _keep(work, record, event_id, asked)
        try:
            work.record(record.void(event_id, asked.on, note_id=note))
        except ValidationError as fault:
            told = "without this correction a later one of the same entry does not fit; void that one first"
            raise RuleBroken(told) from fault
        return await _mended(work, case_id)

    return void


async def _record(work: UnitOfWork, case_type: type[Case], case_id: UUID) -> Record:
    """The child's entries, held until the unit of work ends. Raises NotKnown."""
    await work.load(case_type, case_id)
    return Record(work.kept[case_id].known, work.service.name)


async def _keep(work: UnitOfWork, record: Record, event_id: UUID, asked: VoidEntry) -> NoteId:
    _, event = record.own(event_id)
    return await keep_reason(work, event.authority, event.case_id, asked.reason)


async def _mended(work: UnitOfWork, case_id: UUID) -> Mapping[str, Any]:
    """What is told of a correction: all that has no ground once what follows from it is recorded."""
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


async def _shown(work: UnitOfWork, case_type: type[Case], child: UUID, entries: list[Entry]) -> list[EntryShown]:
    kind = work.service.kind_of(case_type)
    case, _ = kind.folded(child, entries)
    signed = {event_id: (by, for_whom) for event_id, by, for_whom in await work.connection.fetch(SIGNED, child)}
    reasons = await reasons_of(work, child)
    reads = {entry.event_id: entry.event for entry in standing(entries)}
    lacks = {entry.event_id: missing for entry, missing in lacking(kind, case, entries)}
    gone = gone_from(entries)
    return [
        EntryShown(
            event_id=entry.event_id,
            version=entry.version,
            type=entry.event.wire_name,
            recorded_at=entry.recorded_at,
            recorded_by=signed[entry.event_id][0],
            on_behalf_of=signed[entry.event_id][1],
            data=entry.event.model_dump(mode="json"),
            reads=None if entry.event_id in gone else reads.get(entry.event_id, entry.event).model_dump(mode="json"),
            mended_by=[each.event_id for each in entries if _mends(each) == entry.event_id],
            reason=reasons.get(note) if (note := getattr(entry.event, "note_id", None)) else None,
            lacks=lacks.get(entry.event_id),
        )
        for entry in entries
        if not entry.heard
    ]


def _mends(entry: Entry) -> UUID | None:
    """The entry that this one corrects or voids."""
    match entry.event:
        case EntryCorrected(corrects=event_id) | EntryVoided(voids=event_id):
            return event_id
        case _:
            return None

"""Commands about the calendar of sittings: putting them there, moving them, ending them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from services.gateway.panel.commands.referrals import put_before, waiting_children
from services.gateway.panel.domain import sitting_rules as sittings
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.domain.which_sitting import Slot, first_in_time
from services.gateway.panel.read_model.decisions import decided_at
from services.gateway.panel.read_model.sittings import calendar_alone, referrals_before
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.identifiers import Authority, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class CallSitting(Command):
    """A sitting of an authority's panel on a day."""

    authority: Authority
    sits_on: date


@ROUTES.post("/sittings/{sitting_id}/calling")
async def call_sitting(sitting_id: UUID, command: CallSitting, work: UnitOfWork) -> None:
    """Put a sitting in the calendar."""
    sitting = await work.open(PanelSitting, sitting_id)
    slots = await calendar_alone(work.connection, command.authority, command.on)
    taken = {slot.on for slot in slots}
    work.record(sittings.call(sitting, command.authority, command.on, command.sits_on, taken))


class CallSittings(Command):
    """A series of sittings, every week or fortnight, of which bank holidays are left out or kept."""

    authority: Authority
    first: date = Field(title="First sitting")
    weeks: Literal[1, 2] = Field(1, title="Every how many weeks")
    until: date = Field(title="Last day")
    bank_holidays: Literal["leave_out", "keep"] = "leave_out"


@ROUTES.post("/sittings/{sitting_id}/series")
async def call_sittings(sitting_id: UUID, command: CallSittings, work: UnitOfWork) -> Mapping[str, Any]:
    """Put a series of sittings in the calendar; the first has the id in the path. The answer names bank holidays."""
    days = list(sittings.series(command.first, command.weeks, command.until))
    named = {day: name for day in days if (name := sittings.holiday(day))}
    if command.bank_holidays == "leave_out":
        days = [day for day in days if day not in named]
    if not days:
        raise RuleBroken("every day of this series is a bank holiday; keep them, or name another weekday")
    slots = await calendar_alone(work.connection, command.authority, command.on)
    taken = {slot.on for slot in slots}
    for place, day in enumerate(days):
        sitting = await work.open(PanelSitting, new_id() if place else sitting_id)
        work.record(sittings.call(sitting, command.authority, command.on, day, taken))
    done = "Left out" if command.bank_holidays == "leave_out" else "Kept, though a bank holiday"
    listed = ", ".join(f"{words_of_day(day)} ({name})" for day, name in named.items())
    return {"why": f"{done}: {listed}." if named else "No bank holiday is among these days."}


class MoveSitting(Command):
    """The new day of a sitting."""

    sits_on: date


@ROUTES.post("/sittings/{sitting_id}/day")
async def move_sitting(sitting_id: UUID, command: MoveSitting, work: UnitOfWork) -> None:
    """Move a sitting; its referrals go with it, and those that came too late for its new day to the next."""
    sitting = await work.load(PanelSitting, sitting_id)
    slots = await calendar_alone(work.connection, sitting.authority, command.on)
    others = [slot for slot in slots if slot.sitting_id != sitting_id]
    decided = bool(await decided_at(work.connection, sitting_id))
    taken = {slot.on for slot in others}
    work.record(sittings.move(sitting, command.on, command.sits_on, taken, decided=decided))
    here = Slot(command.sits_on, sitting.sitting_id)
    await _go(work, sitting, command.on, [here, *(slot for slot in others if slot.on > here.on)])


@ROUTES.post("/sittings/{sitting_id}/cancellation")
async def cancel_sitting(sitting_id: UUID, command: Step, work: UnitOfWork) -> None:
    """Cancel a sitting; its referrals go to the next."""
    sitting = await work.load(PanelSitting, sitting_id)
    slots = await calendar_alone(work.connection, sitting.authority, command.on)
    decided = bool(await decided_at(work.connection, sitting_id))
    work.record(sittings.cancel(sitting, command.on, decided=decided))
    await _go(work, sitting, command.on, [slot for slot in slots if slot.sitting_id != sitting_id])


@ROUTES.post("/sittings/{sitting_id}/closing")
async def close_sitting(sitting_id: UUID, command: Step, work: UnitOfWork) -> None:
    """End a sitting; what waits on, because it was deferred or incomplete, goes to the next."""
    sitting = await work.load(PanelSitting, sitting_id)
    slots = await calendar_alone(work.connection, sitting.authority, command.on)
    work.record(sittings.close(sitting, command.on))
    await _go(work, sitting, command.on, [slot for slot in slots if slot.on > sitting.on])


async def _go(work: UnitOfWork, sitting: PanelSitting, on: date, slots: Sequence[Slot]) -> None:
    """Put everything that waits for a sitting before the first of these that it can reach."""
    for referral_id in await referrals_before(work.connection, sitting.case_id):
        referral = await work.load(Referral, referral_id)
        if waiting := await waiting_children(work, referral):
            if not slots:
                raise RuleBroken(
                    "referrals wait for this sitting and no later one is in the calendar; put the next one in first"
                )
            received = referral.received(on, work.now)
            place = first_in_time(referral, slots, received, urgent=referral.urgent)
            put_before(work, referral, waiting, on, place)

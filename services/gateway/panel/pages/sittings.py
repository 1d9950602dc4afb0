"""Pages about the panel's sittings: the calendar, one sitting with its agenda, and the pack that is printed of it."""

from collections.abc import Iterable
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.child.pages.page import show
from services.gateway.child.pages.timeline import TELLING
from services.gateway.panel.commands import mending
from services.gateway.panel.domain.agenda import AgendaItem
from services.gateway.panel.pages.summary import summary_of
from services.gateway.panel.read_model.agenda import Agenda, agenda_of
from services.gateway.panel.read_model.decisions import decided_at, without_minutes
from services.gateway.panel.read_model.referrals import ReferralAsRead, referral_of
from services.gateway.panel.read_model.sittings import CALLED, SittingRow, sitting_of
from services.gateway.panel.read_model.waiting import sittings_past, sittings_to_come, sittings_to_finish
from services.gateway.records.names import names_of
from shared.auth.actions import performs
from shared.errors import NotKnown
from shared.identifiers import new_id
from shared.messaging.looking import look_at
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes
from shared.web.happened import happened
from shared.web.names import Names
from shared.web.pages import Page, who
from shared.web.reading import Looking, Reading, Today

SITTINGS = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])
A_YEAR = 60  # sittings of a year, weekly, and some
PAST = 20


@SITTINGS.get("/sittings")
async def calendar(request: Request, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """The sittings to come, those held of which something is still to be recorded, and the last of the others."""
    found = await sittings_to_come(reading, today, A_YEAR)
    unfinished = await sittings_to_finish(reading, today, A_YEAR)
    past = await sittings_past(reading, today, PAST)
    names = await names_of(looking, who(request), [one.chair_id for one in (*found, *unfinished, *past)])
    return show(
        request,
        "sittings.html",
        sittings=found,
        unfinished=unfinished,
        past=past,
        names=names,
        new_sitting=new_id(),
    )


@SITTINGS.get("/sittings/{sitting_id}")
async def sitting(request: Request, sitting_id: UUID, reading: Reading, looking: Looking) -> HTMLResponse:
    """One sitting: who sits, the agenda in its order with why each item is there, papers and minutes."""
    row = await sitting_of(reading, sitting_id)
    agenda = await agenda_of(looking, sitting_id)
    minutes = (await Notes(looking).one(row.minutes_note_id)).text if row.minutes_note_id else ""
    without = await without_minutes(looking.connection, sitting_id)
    return show(
        request,
        "sitting.html",
        sitting=row,
        agenda=agenda,
        called=row.state == CALLED,
        held=bool(row.minutes_version or await decided_at(looking.connection, sitting_id)),
        minutes=minutes,
        without_minutes=without,
        undecided=[item for item in agenda.items if waits(item)],
        names=await names_at(looking, request, row, agenda.items, without),
        happened=await happened(looking, request, mending.SITTINGS, sitting_id, TELLING),
    )


@SITTINGS.get("/sittings/{sitting_id}/pack")
async def pack(request: Request, sitting_id: UUID, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """The pack of a sitting, to be printed: its agenda, and of each child where the matter stands and the papers."""
    row = await sitting_of(reading, sitting_id)
    agenda = await agenda_of(looking, sitting_id)
    matters = await look_at(looking, LegalMatter, [item.child_id for item in agenda.items])
    summaries = {child: await summary_of(looking, who(request), matter, today) for child, matter in matters.items()}
    found = {item.referral_id for item in agenda.items if item.referral_id}
    referrals: dict[UUID, ReferralAsRead] = {one: await referral_of(reading, one) for one in found}
    return show(
        request,
        "pack.html",
        sitting=row,
        today=today,
        agenda=agenda,
        summaries=summaries,
        referrals=referrals,
        names=await names_at(looking, request, row, agenda.items),
    )


def waits(item: AgendaItem) -> bool:
    """Whether the panel is still to decide about a child who is before it."""
    return item.referral_id is not None and item.decision_id is None


def item_of(agenda: Agenda, child: UUID) -> AgendaItem:
    """The child's item. Raises NotKnown."""
    found = next((item for item in agenda.items if item.child_id == child), None)
    if found is None:
        raise NotKnown("this child is not before the panel at this sitting; see its agenda for those who are")
    return found


async def names_at(
    work: UnitOfWork, request: Request, row: SittingRow, items: Iterable[AgendaItem], children: Iterable[UUID] = ()
) -> Names:
    """What those who sit, the children on the agenda and these, and those of a conflict of interest are called."""
    conflicts = [one for pair in row.conflicts for one in pair]
    people = [
        row.chair_id,
        *row.members,
        *conflicts,
        *children,
        *(item.child_id for item in items),
        *(item.chair_id for item in items),
    ]
    return await names_of(work, who(request), people)

"""The start: what is there to do for who is signed in, and the list of children."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.ext.asyncio import AsyncSession

from services.gateway.child.pages.page import show
from services.gateway.child.read_model.matters import legal_matters
from services.gateway.court.read_model.orders import OrderRow, ending
from services.gateway.court.read_model.overdue import directions_overdue
from services.gateway.panel.pages.referrals import referrals_of
from services.gateway.panel.read_model import waiting
from services.gateway.panel.read_model.decisions import director_notices, open_actions
from services.gateway.records.names import names_of
from shared.auth.actions import performs
from shared.identifiers import new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes
from shared.web.forms.drafts import Drafts
from shared.web.forms.links import FormLink, Forms
from shared.web.pages import Page, who
from shared.web.reading import Looking, Reading, Today

LINES = 100  # on a page of the list
FEW = 20  # of each kind at the start
SITTINGS = 5
SOON = timedelta(weeks=20)  # a supervision order is before the panel three months before it ends
CHILDREN_IN_COURT = 200
KINDS = "select distinct case_id, case_kind from journal where case_id = any($1)"

HOME = APIRouter(include_in_schema=False, route_class=Page, dependencies=[performs("read_legal_matter")])


@HOME.get("/")
async def home(request: Request, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """Your work."""
    caller = who(request)
    referrals = await referrals_of(caller, reading, looking, FEW)
    actions = [one for role in sorted(caller.roles) for one in await open_actions(reading, FEW, owner=role)]
    notices = await director_notices(reading, FEW) if caller.may("read_director_notices") else []
    orders = await orders_ending(reading, today)
    overdue = await directions_overdue(looking, today, CHILDREN_IN_COURT)
    children = [child for one in referrals.referrals for child in one.children]
    for rows in (actions, notices, orders[:FEW]):
        children += [str(one.child_id) for one in rows]
    children += [str(child) for child, _ in overdue[:FEW]]
    sittings = await waiting.sittings_to_come(reading, today, SITTINGS)
    kept = await drafts(request, looking)
    children += [str(case) for _, case, _ in kept]
    return show(
        request,
        "home.html",
        today=today,
        waiting=referrals,
        sittings=sittings,
        actions=actions,
        notices=notices,
        orders=orders[:FEW],
        overdue=overdue[:FEW],
        drafts=kept,
        texts=await Notes(looking).texts(
            [
                *(one.note_id for one in actions),
                *(one.note_id for one in notices),
                *(one.report_note_id for one in notices),
            ]
        ),
        names=await names_of(looking, caller, [*children, *(one.chair_id for one in sittings)]),
        new_id=new_id,
    )


async def orders_ending(reading: AsyncSession, today: date) -> list[OrderRow]:
    """Orders that end soon, the first to end first."""
    return list(await ending(reading, today, today + SOON, LINES))


async def drafts(request: Request, looking: UnitOfWork) -> list[tuple[FormLink, UUID, object]]:
    """The caller's drafts: the form of each, what it is about, and when it was kept."""
    forms = Forms(request)
    mine = Drafts(request.app.state.store, looking.vault, who(request).subject)
    kept = await mine.every(looking.connection)
    kinds = dict(await looking.connection.fetch(KINDS, [case for _, case, _ in kept]))
    found = ((forms.of_draft(form, case, kinds.get(case, "")), case, saved_at) for form, case, saved_at in kept)
    return [(link, case, saved_at) for link, case, saved_at in found if link]


@HOME.get("/children")
async def children(
    request: Request, reading: Reading, looking: Looking, after: Annotated[UUID | None, Query()] = None
) -> HTMLResponse:
    """The legal matters that the caller may see; `after` is the last child of the page before."""
    found = await legal_matters(reading, LINES + 1, after)
    following = found[LINES - 1].child_id if len(found) > LINES else None
    matters = found[:LINES]
    names = await names_of(looking, who(request), [one.child_id for one in matters])
    return show(request, "matters.html", matters=matters, following=following, names=names, new_child=new_id())


@HOME.get("/orders")
async def orders(request: Request, reading: Reading, looking: Looking, today: Today) -> HTMLResponse:
    """Orders in force that end soon."""
    found = await orders_ending(reading, today)
    names = await names_of(looking, who(request), [one.child_id for one in found])
    return show(request, "orders.html", orders=found, until=today + SOON, today=today, names=names)

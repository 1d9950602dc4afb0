"""Commands that bring children before the panel, with their papers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from services.gateway.child.domain.family import allocated
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.commands.paper import MOST_PAPERS, Paper, record
from services.gateway.panel.domain import referral_rules as referring
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.which_sitting import Place, choose, stay_or_go
from services.gateway.panel.read_model.sittings import calendar
from shared.errors import RuleBroken
from shared.events.codes.gateway import ReferralPurpose
from shared.identifiers import ChildId, Code, ReferralId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.notes import Notes, Text
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()

MOST_CHILDREN = 20


class ReferToLegalGateway(Command):
    """Bring a child, with brothers and sisters, before the Legal Gateway Panel; the papers may follow."""

    purpose: ReferralPurpose = ReferralPurpose.THRESHOLD
    with_children: tuple[ChildId, ...] = Field((), title="Together with", max_length=MOST_CHILDREN)
    urgent: bool = Field(default=False, title="Urgent", description="heard at the first sitting, whatever is missing")
    team: Code | None = Field(None, description="where it is not the team that holds the child's case")
    panel_date: date | None = Field(None, description="where it is not the next sitting in the calendar")
    papers: tuple[Paper, ...] = Field((), max_length=MOST_PAPERS)


@ROUTES.post("/children/{child_id}/referrals")
async def refer_to_legal_gateway(child: UUID, command: ReferToLegalGateway, work: UnitOfWork) -> Mapping[str, Any]:
    """Refer the child to the next sitting whose cut-off is still to come; the answer says which and why."""
    children = (child, *command.with_children)
    await work.lock(children)
    matters = [await work.load(LegalMatter, one) for one in children]
    held_by = allocated(matters[0])
    referral_id = ReferralId(new_id())
    await work.open(Referral, referral_id)
    work.record(
        referring.begin(
            referral_id,
            matters,
            command.on,
            purpose=command.purpose,
            urgent=command.urgent,
            team=command.team or (held_by.team if held_by else None),
        )
    )
    for paper in command.papers:
        await record(work, referral_id, command.on, paper)
    return await _choose(work, matters, referral_id, command.on, panel_date=command.panel_date)


class ChooseSitting(Command):
    """Another sitting for a referral, or the next; and whether it has become urgent."""

    panel_date: date | None = None
    urgent: bool | None = None


@ROUTES.post("/referrals/{referral_id}/sitting")
async def choose_sitting(referral_id: UUID, command: ChooseSitting, work: UnitOfWork) -> Mapping[str, Any]:
    """Put the referral before another sitting; past its cut-off it goes to the one after, unless urgent."""
    referral = await work.load(Referral, referral_id)
    waiting = await waiting_children(work, referral)
    if not waiting:
        raise RuleBroken("the panel has decided about every child of this referral; refer those anew who need it")
    return await _choose(
        work, waiting, referral.referral_id, command.on, panel_date=command.panel_date, urgent=command.urgent
    )


class WithdrawReferral(Command):
    """Why the panel will not hear of the children."""

    reason: Text


@ROUTES.post("/referrals/{referral_id}/withdrawal")
async def withdraw_referral(referral_id: UUID, command: WithdrawReferral, work: UnitOfWork) -> None:
    """Withdraw the referral."""
    referral = await work.load(Referral, referral_id)
    waiting = await waiting_children(work, referral)
    reason = await Notes(work).write(referral.authority, referral_id, "withdrawal", command.reason)
    work.record(*referring.withdraw(referral, waiting, command.on, reason))


async def waiting_children(work: UnitOfWork, referral: Referral) -> list[LegalMatter]:
    """The children of a referral about whom the panel has not decided, held until the transaction ends."""
    children = referral.begun.children
    await work.lock(children)
    matters = [await work.load(LegalMatter, child) for child in children]
    return [one for one in matters if one.referral and one.referral.referral_id == referral.referral_id]


async def stay_or_move(work: UnitOfWork, referral: Referral, waiting: Sequence[LegalMatter], on: date) -> None:
    """Put a referral that changed before the sitting that it now reaches, where that or what is told of it differs."""
    if not waiting:
        return
    slots = await calendar(work.connection, referral.authority, on)
    place = stay_or_go(referral, slots, referral.received(on, work.now), on)
    if place and not (place.is_of(referral) and all(referring.is_told(referral, matter, on) for matter in waiting)):
        put_before(work, referral, waiting, on, place)


def put_before(  # noqa: PLR0913 - what this consists of
    work: UnitOfWork,
    referral: Referral,
    waiting: Sequence[LegalMatter],
    on: date,
    place: Place,
    *,
    urgent: bool | None = None,
) -> None:
    """Put a referral before a sitting, and tell it of each of the children who wait."""
    work.record(referring.submit(referral, on, place, urgent=urgent))
    now: Referral = work.kept[referral.case_id].case
    work.record(*(referring.tell(now, matter, on) for matter in waiting))


def why(work: UnitOfWork, referral: Referral) -> Mapping[str, Any]:
    """What the answer says of where a referral goes."""
    now: Referral = work.kept[referral.case_id].case
    return {"why": now.why}


async def _choose(  # noqa: PLR0913 - what the choice depends on
    work: UnitOfWork,
    waiting: Sequence[LegalMatter],
    referral_id: ReferralId,
    on: date,
    *,
    panel_date: date | None,
    urgent: bool | None = None,
) -> Mapping[str, Any]:
    referral = await work.load(Referral, referral_id)
    referral.about(on)
    slots = await calendar(work.connection, referral.authority, on)
    received = referral.received(on, work.now)
    hurried = referral.urgent if urgent is None else urgent
    place = choose(referral, slots, on, received, panel_date=panel_date, urgent=hurried)
    put_before(work, referral, waiting, on, place, urgent=urgent)
    return why(work, referral)

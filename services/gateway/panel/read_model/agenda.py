"""What is shown of a sitting's agenda, and the rows by which children are found who are due before the panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Field, SQLModel

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain.agenda import AgendaItem, agenda, due_before_panel
from services.gateway.panel.domain.cut_off import received_at
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from services.gateway.panel.read_model.sittings import next_after, referrals_before
from shared.messaging.looking import look, look_at
from shared.messaging.unit_of_work import UnitOfWork

DUE = "select distinct child_id from panel_duties where authority = $1 and due_on < $2"
NOTICED = "select distinct child_id from panel_duties where authority = $1 and notice_from <= $2"


class PanelDutyRow(SQLModel, table=True):
    """That a decision of the panel is due for a child. What is due on a day is reckoned anew from the case."""

    __tablename__ = "panel_duties"

    child_id: UUID = Field(primary_key=True)
    place: int = Field(primary_key=True)
    authority: str = Field(index=True)
    rule_id: str
    due_on: date = Field(index=True)
    notice_from: date


@dataclass(frozen=True)
class StandingAction:
    """An action that the policy has the panel consider each time; `only_if` says when."""

    kind: str
    words: str
    only_if: str | None


@dataclass(frozen=True)
class Agenda:
    """A sitting's agenda. `papers_due_out` are the referrals that may be heard and are not circulated yet."""

    sitting_id: UUID
    sits_on: date
    next_sits_on: date | None
    items: list[AgendaItem]
    papers_due_out: list[UUID]
    standing_actions: list[StandingAction]


def project(matter: LegalMatter, _version: int, today: date) -> Iterable[SQLModel]:
    """The rows of what is due for one child before the panel."""
    known_on = max(today, matter.last_on or today)
    dated = [(one, one.due_on) for one in due_before_panel(matter, known_on) if one.due_on]
    for place, (one, due_on) in enumerate(dated, 1):
        yield PanelDutyRow.model_construct(
            child_id=matter.child_id,
            place=place,
            authority=matter.authority,
            rule_id=one.rule_id,
            due_on=due_on,
            notice_from=one.notice_from or due_on,
        )


async def agenda_of(work: UnitOfWork, sitting_id: UUID) -> Agenda:
    """The agenda of a sitting at this moment. Raises NotKnown."""
    sitting = await look(work, PanelSitting, sitting_id)
    upcoming = await next_after(work.connection, sitting)
    referral_ids = await referrals_before(work.connection, sitting_id)
    referrals = list((await look_at(work, Referral, referral_ids)).values())
    query, until = (DUE, upcoming) if upcoming else (NOTICED, sitting.on)
    due = [child for (child,) in await work.connection.fetch(query, sitting.authority, until)]
    children = {*due, *(child for referral in referrals for child in referral.begun.children)}
    matters = await look_at(work, LegalMatter, sorted(children))
    return Agenda(
        sitting_id=sitting_id,
        sits_on=sitting.on,
        next_sits_on=upcoming,
        items=agenda(sitting, referrals, matters, upcoming, received_at(work.today, work.now)),
        papers_due_out=[
            one.case_id for one in referrals if one.may_be_heard and one.referral_id not in sitting.circulated
        ],
        standing_actions=[
            StandingAction(item.code, item.words, item.only_if) for item in sitting.law.items("standing_actions")
        ],
    )

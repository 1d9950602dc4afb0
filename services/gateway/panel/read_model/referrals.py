"""What is shown of referrals: one row a referral, one a paper and version; where it goes and what is missing."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col, select

from services.gateway.panel.domain.cut_off import cut_off
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.read_model.decisions import GatewayDecisionRow, decided_of
from shared.errors import NotKnown
from shared.events.codes.gateway import PaperState
from shared.events.gateway import ReferralOpened, ReferralPaperRecorded, ReferralWithdrawn
from shared.policy.grammar import Item
from shared.policy.reading.packs import policy_of

NOT_ASKED_YET = "not_asked_yet"  # a paper that is asked for on a condition, of which nobody said that it holds


class ReferralFields(SQLModel):
    """A referral: of whom, for what, at which sitting and why there. `missing` are codes of the policy's list."""

    referral_id: UUID = Field(primary_key=True)
    authority: str = Field(index=True)
    version: int
    purpose: str
    children: list[str] = Field(sa_type=JSONB)
    team: str | None = Field(default=None, index=True)
    urgent: bool
    opened_on: date
    withdrawn_on: date | None = None
    sitting_id: UUID | None = Field(default=None, index=True)
    panel_date: date | None = Field(default=None, index=True)
    late: bool
    missed: date | None = None
    papers_due_on: date | None = None
    papers_due_time: str | None = None
    missing: list[str] = Field(sa_type=JSONB)
    why: str


class ReferralRow(ReferralFields, table=True):
    """One row a referral."""

    __tablename__ = "referrals"


class ReferralPaperRow(SQLModel, table=True):
    """What was recorded of a paper, in its order: each version that came stays; the last says how it stands."""

    __tablename__ = "referral_papers"

    referral_id: UUID = Field(primary_key=True)
    place: int = Field(primary_key=True)
    authority: str = Field(index=True)
    paper: str
    state: str
    version: int | None = None
    recorded_on: date
    dated: date | None = None
    document_id: UUID | None = None
    note_id: UUID | None = None


class AskedPaper(SQLModel):
    """A paper that the policy asks for, in its words, and how it stands."""

    paper: str
    words: str
    only_if: str | None = None
    state: str
    version: int | None = None
    document_id: UUID | None = None


class ReferralAsRead(ReferralFields):
    """A referral with its papers, everything recorded of them, and what was decided for each child."""

    papers: list[AskedPaper]
    recorded: list[ReferralPaperRow]
    decisions: list[GatewayDecisionRow]


def project(referral: Referral, version: int, _today: date) -> Iterable[SQLModel]:
    """The rows of one referral at a version."""
    begun, submitted = referral.latest(ReferralOpened), referral.submitted
    if begun is None:
        return
    limit = cut_off(referral.law, submitted.panel_date) if submitted else None
    withdrawn = referral.latest(ReferralWithdrawn)
    yield ReferralRow.model_construct(
        referral_id=referral.referral_id,
        authority=begun.authority,
        version=version,
        purpose=begun.purpose,
        children=[str(child) for child in begun.children],
        team=begun.team,
        urgent=referral.urgent,
        opened_on=begun.occurred_on,
        withdrawn_on=withdrawn.occurred_on if withdrawn else None,
        sitting_id=submitted.sitting_id if submitted else None,
        panel_date=submitted.panel_date if submitted else None,
        late=submitted.late if submitted else False,
        missed=submitted.missed if submitted else None,
        papers_due_on=limit.on if limit else None,
        papers_due_time=limit.time if limit else None,
        missing=[item.code for item in referral.missing],
        why=referral.why,
    )
    for place, told in enumerate(referral.every(ReferralPaperRecorded), 1):
        yield ReferralPaperRow.model_construct(
            referral_id=referral.referral_id,
            place=place,
            authority=begun.authority,
            paper=told.paper,
            state=told.state,
            version=told.version,
            recorded_on=told.occurred_on,
            dated=told.dated,
            document_id=told.document_id,
            note_id=told.note_id,
        )


async def referral_of(session: AsyncSession, referral_id: UUID) -> ReferralAsRead:
    """One referral. Raises NotKnown."""
    row = await session.get(ReferralRow, referral_id)
    if row is None:
        raise NotKnown(f"no referral {referral_id} is known here; check the id, or whether it is yours to see")
    query = select(ReferralPaperRow).where(ReferralPaperRow.referral_id == referral_id).order_by("place")
    recorded = list((await session.scalars(query)).all())
    return ReferralAsRead(
        **row.model_dump(),
        papers=_asked(row, recorded),
        recorded=recorded,
        decisions=list(await decided_of(session, [referral_id])),
    )


def _asked(row: ReferralRow, recorded: Sequence[ReferralPaperRow]) -> list[AskedPaper]:
    last = {told.paper: told for told in recorded}
    asked = policy_of(row.authority).items(f"gateway_papers_{row.purpose}", "gateway_papers")
    return [_stands(item, last.get(item.code)) for item in asked]


def _stands(item: Item, told: ReferralPaperRow | None) -> AskedPaper:
    nothing = NOT_ASKED_YET if item.only_if else PaperState.MISSING
    return AskedPaper(
        paper=item.code,
        words=item.words,
        only_if=item.only_if,
        state=told.state if told else nothing,
        version=told.version if told else None,
        document_id=told.document_id if told else None,
    )


async def referrals(
    session: AsyncSession, limit: int, *, team: str | None = None, sitting: UUID | None = None
) -> Sequence[ReferralRow]:
    """Referrals that the caller may see and that were not withdrawn, the next panel first."""
    query = select(ReferralRow).where(col(ReferralRow.withdrawn_on).is_(None))
    if team:
        query = query.where(ReferralRow.team == team)
    if sitting:
        query = query.where(ReferralRow.sitting_id == sitting)
    return (await session.scalars(query.order_by("panel_date", "referral_id").limit(limit))).all()

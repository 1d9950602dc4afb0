"""One of the papers of a referral: how it stands since a day, as an entry of its own."""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict, Field

from services.gateway.panel.domain import referral_rules as referring
from services.gateway.panel.domain.referral import Referral
from shared.errors import RuleBroken
from shared.events.codes.gateway import PaperState
from shared.identifiers import Code, DocumentId
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.documents import Documents
from shared.records.notes import Text, note
from shared.written_days import WrittenDays

MOST_PAPERS = 50


class Paper(WrittenDays):
    """How one of the papers stands that the policy asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paper: Code
    state: PaperState = PaperState.RECEIVED
    dated: date | None = Field(None, description="the day that the paper itself bears")
    document_id: DocumentId | None = None
    reason: Text | None = Field(None, description="why it is missing or does not apply")


async def record(work: UnitOfWork, referral_id: UUID, on: date, told: Paper) -> None:
    """Record how a paper stands, whatever follows for the referral.

    Raises NotKnown, or RuleBroken for a document that is neither the referral's nor one of its children's.
    """
    referral = await work.load(Referral, referral_id)
    if told.document_id:
        named = await Documents(work).one(told.document_id)
        if named.case_id not in {referral_id, *referral.begun.children}:
            raise RuleBroken("that document is of another case; name one of this referral's, or of its children's")
    work.record(
        referring.record_paper(
            referral,
            on,
            told.paper,
            told.state,
            dated=told.dated,
            document_id=told.document_id,
            note_id=await note(work, referral, "paper", told.reason),
        )
    )

"""Papers of a referral that come with their document: kept and recorded as received in one step."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.gateway.panel.commands.papers import RecordReferralPaper, record_referral_paper
from services.gateway.panel.domain.referral import Referral
from shared.messaging.unit_of_work import UnitOfWork
from shared.records.commands import keep_document
from shared.records.documents import NewDocument


class ReceivedPaper(NewDocument):
    """A paper of a referral, and the day on which it was received."""

    on: date


async def keep_referral_paper(referral_id: UUID, new: ReceivedPaper, work: UnitOfWork) -> Mapping[str, Any]:
    """Keep a paper of a referral, and record in the same step that it was received."""
    kept = await keep_document(Referral)(referral_id, new, work) or {}
    received = RecordReferralPaper(on=new.on, paper=new.kind, dated=new.dated, document_id=new.document_id)
    told = await record_referral_paper.handler(referral_id, received, work) or {}
    return {**told, **kept}

"""Keeping documents: a paper that the archive has becomes a version of its kind on the record of a case."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.gateway.commands.referrals import RecordReferralPaper, record_paper
from services.gateway.domain.referral import Referral
from services.gateway.records.documents import Documents, NewDocument
from shared.history import History
from shared.messaging.unit_of_work import Handler, UnitOfWork


def keep_document(case_type: type[History]) -> Handler:
    """What keeps a document on a case of this class."""

    async def keep(case_id: UUID, new: NewDocument, work: UnitOfWork) -> Mapping[str, Any]:
        case = await work.load(case_type, case_id)
        document = await Documents(work).record(case.authority, case_id, new)
        return {"document": document.model_dump(mode="json")}

    return keep


def keep_referral_paper(on: date) -> Handler:
    """What keeps a paper of a referral, and records in the same step that it was received on a day."""

    async def keep(referral_id: UUID, new: NewDocument, work: UnitOfWork) -> Mapping[str, Any]:
        kept = await keep_document(Referral)(referral_id, new, work) or {}
        received = RecordReferralPaper(on=on, paper=new.kind, dated=new.dated, document_id=new.document_id)
        return {**await record_paper(referral_id, received, work), **kept}

    return keep

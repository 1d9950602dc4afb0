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
from shared.web.commands import Command


def keep_document(case_type: type[History]) -> Handler:
    """What keeps a document on a case of this class."""

    async def keep(case_id: UUID, new: NewDocument, work: UnitOfWork) -> Mapping[str, Any]:
        case = await work.load(case_type, case_id)
        document = await Documents(work).record(case.authority, case_id, new)
        return {"document": document.model_dump(mode="json")}

    return keep


class FilePaper(Command):
    """The file of one of the papers of a referral, which the archive has already."""

    new: NewDocument
    dated: date | None = None


async def file_paper(referral_id: UUID, command: FilePaper, work: UnitOfWork) -> Mapping[str, Any]:
    """Keep the file, and record in the same step that the paper was received."""
    referral = await work.load(Referral, referral_id)
    document = await Documents(work).record(referral.authority, referral_id, command.new)
    received = RecordReferralPaper(
        on=command.on, paper=command.new.kind, dated=command.dated, document_id=command.new.document_id
    )
    told = await record_paper(referral_id, received, work)
    return {**told, "document": document.model_dump(mode="json")}

"""Commands that bring a family before the panel."""

from datetime import date
from uuid import UUID

from pydantic import NonNegativeInt

from services.gateway.domain import referral
from services.gateway.domain.matter import LegalMatter
from shared.events.codes import (
    ReferralPurpose,
)
from shared.identifiers import ReferralId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command


class ReferToLegalGateway(Command):
    """Bring the family before the Legal Gateway Panel."""

    purpose: ReferralPurpose = ReferralPurpose.THRESHOLD
    panel_date: date
    papers_missing: NonNegativeInt = 0


async def refer(child: UUID, command: ReferToLegalGateway, work: UnitOfWork) -> None:
    """Refer the child to a sitting."""
    matter = await work.load(LegalMatter, child)
    work.record(
        referral.refer(
            matter,
            ReferralId(new_id()),
            command.on,
            purpose=command.purpose,
            panel_date=command.panel_date,
            papers_missing=command.papers_missing,
        )
    )

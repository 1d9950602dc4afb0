"""What is to be known before a sitting is chosen, as where a referral goes then, and before the panel decides."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from fastapi import Request

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.domain.cut_off import received_at
from services.gateway.panel.domain.panel_actions import always_asked
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.which_sitting import too_late_for
from services.gateway.panel.read_model.sittings import calendar
from shared.messaging.looking import look
from shared.messaging.unit_of_work import UnitOfWork
from shared.policy.reading.packs import policy_of
from shared.web.reading import looking


async def before_referring(request: Request, child: UUID) -> Mapping[str, str]:
    """For which sittings the papers of a child who is referred now come too late."""
    async with looking(request) as (work, _):
        authority = (await look(work, LegalMatter, child)).authority
        return await _of(work, authority, received_at(work.today, work.now))


async def before_choosing(request: Request, referral_id: UUID) -> Mapping[str, str]:
    """For which sittings the papers of a referral, as they are, came too late."""
    async with looking(request) as (work, _):
        referral = await look(work, Referral, referral_id)
        received = referral.received(work.today, work.now)
        return await _of(work, referral.authority, received)


async def before_deciding(request: Request, child: UUID) -> Mapping[str, str]:
    """What the policy has the panel ask for with every decision for legal action."""
    async with looking(request) as (work, _):
        asked = always_asked(await look(work, LegalMatter, child))
    words = "; ".join(item.words for item in asked)
    return {"actions": f"For legal action the policy has the panel ask for: {words}."} if words else {}


async def _of(work: UnitOfWork, authority: str, received: datetime) -> Mapping[str, str]:
    slots = await calendar(work.connection, authority, work.today)
    told = too_late_for(slots, policy_of(authority), received)
    return {"panel_date": told} if told else {}

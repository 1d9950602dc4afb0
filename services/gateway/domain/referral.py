"""Referral: what brings a child before a sitting of the Legal Gateway Panel."""

from datetime import date

from services.gateway.domain.matter import LegalMatter
from shared.errors import RuleBroken
from shared.events.codes import ReferralPurpose
from shared.events.gateway import ReferredToLegalGateway
from shared.identifiers import ReferralId


def refer(  # noqa: PLR0913 - what a referral consists of
    matter: LegalMatter,
    referral_id: ReferralId,
    on: date,
    *,
    purpose: ReferralPurpose,
    panel_date: date,
    papers_missing: int,
) -> ReferredToLegalGateway:
    """Refer the family to a sitting of the Legal Gateway Panel."""
    if matter.referral:
        raise RuleBroken("a referral of this child waits for the panel already; record the panel's decision first")
    if panel_date < on:
        raise RuleBroken("the panel's date is before the referral; name the next sitting")
    return ReferredToLegalGateway(
        **matter.about(on),
        referral_id=referral_id,
        purpose=purpose,
        panel_date=panel_date,
        papers_missing=papers_missing,
    )

"""What can be corrected or voided here, how the rest is mended, and what the children of a mended referral are told."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.panel.commands.referrals import stay_or_move
from services.gateway.panel.domain.decisions import also_reads
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.sitting import PanelSitting
from shared.errors import RuleBroken
from shared.events.base import Event, Voiding, mending
from shared.events.codes.gateway import GatewayOutcome
from shared.events.gateway import (
    GatewayDecisionMade,
    GatewayMinutesRecorded,
    LegalGatewayReferralWithdrawn,
    PanelMinutesRecorded,
    PanelSittingCalled,
    ReferralOpened,
    ReferralSubmitted,
    ReferralWithdrawn,
    ReferredToLegalGateway,
)
from shared.messaging.cases import AlsoReads, standing
from shared.messaging.reasons import keep_reason
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.entries import CorrectionRules, VoidEntry

Told = type[ReferredToLegalGateway] | type[LegalGatewayReferralWithdrawn]
TOLD: tuple[Told, ...] = (ReferredToLegalGateway, LegalGatewayReferralWithdrawn)
FOLLOWS = "this follows from the referral; correct or void the entry there, and the child is told"
NEW_VERSION = "minutes are corrected by a new version only, and the earlier one stays; record them anew"

INSTEAD_OF_CHILD: Final[Mapping[type[Event], str]] = {
    ReferredToLegalGateway: FOLLOWS,
    LegalGatewayReferralWithdrawn: FOLLOWS,
    GatewayMinutesRecorded: NEW_VERSION,
}
ALSO_READS: Final[Mapping[type[Event], AlsoReads]] = {GatewayDecisionMade: also_reads}
INSTEAD_OF_REFERRAL: Final[Mapping[type[Event], str]] = {
    ReferralSubmitted: "the latest sitting that was chosen counts; choose the right one for the referral",
}
INSTEAD_OF_SITTING: Final[Mapping[type[Event], str]] = {
    PanelSittingCalled: "referrals go where their sitting goes; move the sitting, or cancel it",
    PanelMinutesRecorded: NEW_VERSION,
}


async def tell_children(referral_id: UUID, asked: VoidEntry, work: UnitOfWork) -> None:
    """Have its children's records say of a mended referral what it now is: how it stands, or that it never was."""
    kept = work.kept[referral_id]
    referral: Referral = kept.case
    children = next(entry.event.children for entry in kept.known if isinstance(entry.event, ReferralOpened))
    await work.lock(children)
    matters = [await work.load(LegalMatter, child) for child in children]
    if referral.latest(ReferralOpened) is None:
        await _never_was(work, referral_id, matters, asked)
        return
    waiting = [matter for matter in matters if not _decided(matter, referral_id)]
    if withdrawn := referral.latest(ReferralWithdrawn):
        work.record(
            *(
                LegalGatewayReferralWithdrawn(**matter.about(withdrawn.occurred_on), referral_id=referral.referral_id)
                for matter in waiting
                if matter.referral and matter.referral.referral_id == referral_id
            )
        )
        return
    for matter in waiting:
        await _take_back(work, matter, referral_id, (LegalGatewayReferralWithdrawn,), asked)
    now = [await work.load(LegalMatter, matter.case_id) for matter in waiting]
    if any(matter.referral and matter.referral.referral_id != referral_id for matter in now):
        raise RuleBroken("another referral of a child of this one waits for the panel; withdraw that one first")
    await stay_or_move(work, referral, now, asked.on)


async def _never_was(work: UnitOfWork, referral_id: UUID, matters: Sequence[LegalMatter], asked: VoidEntry) -> None:
    if any(each.referral_id == referral_id for matter in matters for each in matter.every(GatewayDecisionMade)):
        raise RuleBroken("the panel decided on this referral; have that decision voided first")
    for matter in matters:
        await _take_back(work, matter, referral_id, TOLD, asked)


async def _take_back(
    work: UnitOfWork, matter: LegalMatter, referral_id: UUID, kinds: tuple[Told, ...], asked: VoidEntry
) -> None:
    """Void what a child's record tells of a referral, for the reason that was given."""
    told = [
        entry
        for entry in standing(work.kept[matter.case_id].known)
        if isinstance(entry.event, kinds) and entry.event.referral_id == referral_id
    ]
    for entry in told:
        note = await keep_reason(work, matter.authority, matter.case_id, asked.reason)
        work.record(mending(Voiding, entry.event, occurred_on=asked.on, voids=entry.event_id, note_id=note))


def _decided(matter: LegalMatter, referral_id: UUID) -> bool:
    decisions = [each for each in matter.every(GatewayDecisionMade) if each.referral_id == referral_id]
    return any(each.outcome is not GatewayOutcome.DEFERRED for each in decisions)


REFERRALS: Final = CorrectionRules(Referral, "/referrals/{referral_id}", "read_legal_matter", tell_children)
SITTINGS: Final = CorrectionRules(PanelSitting, "/sittings/{sitting_id}", "read_legal_matter")

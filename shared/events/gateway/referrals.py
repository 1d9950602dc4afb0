"""Referrals: one for several brothers and sisters, with the papers that the policy asks for."""

from datetime import date
from uuid import UUID

from shared.events.base import ChildEvent, Correction, Event, Voiding, event
from shared.events.codes.gateway import BypassReason, PaperState, ReferralPurpose
from shared.events.codes.roles import Role
from shared.events.fields import Fixed, Identifies, RestsOn
from shared.identifiers import ChildId, Code, DocumentId, NoteId, ReferralId, SittingId


class ReferralEvent(Event):
    """A fact about a referral to the Legal Gateway."""

    about = "referral"

    referral_id: RestsOn[ReferralId]

    @property
    def case_id(self) -> UUID:
        """The referral."""
        return self.referral_id


@event("gateway.referral_opened.v1")
class ReferralOpened(ReferralEvent):
    """A referral of one or more children of a family was begun."""

    said = "Referral started"

    referral_id: Identifies[ReferralId]
    purpose: ReferralPurpose
    children: Fixed[tuple[ChildId, ...]]
    team: Code | None = None
    urgent: bool = False


@event("gateway.referral_paper_recorded.v1")
class ReferralPaperRecorded(ReferralEvent):
    """How one of the papers that the policy asks for stands; the latest counts."""

    said = "Paper for the panel recorded"

    paper: Code
    state: PaperState
    version: Fixed[int | None] = None
    dated: date | None = None
    document_id: Fixed[DocumentId | None] = None
    note_id: Fixed[NoteId | None] = None


@event("gateway.referral_submitted.v1")
class ReferralSubmitted(ReferralEvent):
    """The referral was put before a sitting; the latest counts. `late` where it missed an earlier sitting's cut-off.

    `missed` is that earlier sitting's day; `urgent` says so from now on, where it says anything.
    """

    said = "Referral sent to the panel"

    sitting_id: Fixed[SittingId | None] = None
    panel_date: date
    papers_missing: int = 0
    late: bool = False
    missed: date | None = None
    urgent: bool | None = None


@event("gateway.referral_withdrawn.v1")
class ReferralWithdrawn(ReferralEvent):
    """The referral will not go to the panel."""

    note_id: Fixed[NoteId | None] = None


@event("gateway.referral_entry_corrected.v1")
class ReferralEntryCorrected(ReferralEvent, Correction):
    """An earlier entry about a referral was wrong: the named fields of event `corrects` read as in `changes`."""


@event("gateway.referral_entry_voided.v1")
class ReferralEntryVoided(ReferralEvent, Voiding):
    """An earlier entry about a referral was made in error: event `voids` never happened."""


@event("gateway.referred_to_legal_gateway.v1")
class ReferredToLegalGateway(ChildEvent):
    """The family was referred to a sitting of the Legal Gateway Panel; `late` where its papers missed the cut-off."""

    said = "Referral to the panel recorded"

    referral_id: Identifies[ReferralId]
    purpose: ReferralPurpose
    panel_date: date | None = None
    papers_missing: int = 0
    sitting_id: Fixed[SittingId | None] = None
    urgent: bool = False
    late: bool = False


@event("gateway.legal_gateway_referral_withdrawn.v1")
class LegalGatewayReferralWithdrawn(ChildEvent):
    """The referral of this child will not go to the panel."""

    said = "Referral withdrawn"

    referral_id: RestsOn[ReferralId]


@event("gateway.legal_gateway_bypassed.v1")
class LegalGatewayBypassed(ChildEvent):
    """A Service Manager ratified that the case need not go to the Legal Gateway."""

    said = "Agreement not to go to the panel recorded"

    ratified_by_role: Role
    reason: BypassReason
    note_id: Fixed[NoteId | None] = None

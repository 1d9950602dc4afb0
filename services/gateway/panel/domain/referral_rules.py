"""Referring: bringing children before the panel, their papers, and the sitting before which they come."""

from collections.abc import Iterator, Sequence
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.orders_in_force import in_force_after
from services.gateway.panel.domain.referral import Referral
from services.gateway.panel.domain.which_sitting import Place
from services.gateway.pre_proceedings.domain.pre_proceedings_period import period_before
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import PaperState, ReferralPurpose
from shared.events.gateway import (
    LegalGatewayReferralWithdrawn,
    ReferralOpened,
    ReferralPaperRecorded,
    ReferralSubmitted,
    ReferralWithdrawn,
    ReferredToLegalGateway,
)
from shared.grounds import Grounds, Offer, ruled
from shared.identifiers import SUPPOSED, Code, DocumentId, NoteId, ReferralId

IN_PRE_PROCEEDINGS = frozenset({ReferralPurpose.REVIEW_WEEK_16, ReferralPurpose.END_PRE_PROCEEDINGS})


def begin(  # noqa: PLR0913 - what a referral consists of
    referral_id: ReferralId,
    matters: Sequence[LegalMatter],
    on: date,
    *,
    purpose: ReferralPurpose,
    urgent: bool = False,
    team: str | None = None,
) -> ReferralOpened:
    """Refer a child, with brothers and sisters, to the Legal Gateway Panel."""
    abouts = [matter.about(on) for matter in matters]
    for matter in matters:
        _may_be_referred(matter, purpose, on)
    if len({matter.case_id for matter in matters}) < len(matters):
        raise RuleBroken("a child is named twice; name each brother and sister once")
    if len({about["authority"] for about in abouts}) > 1:
        raise RuleBroken("these children are of several authorities; refer those of each authority by themselves")
    group = matters[0].sibling_group
    if any(group is None or other.sibling_group != group for other in matters[1:]):
        raise RuleBroken(
            "a child named here is no brother or sister of the first; record them as such, or refer each by itself"
        )
    return ReferralOpened(
        referral_id=referral_id,
        authority=abouts[0]["authority"],
        occurred_on=on,
        purpose=purpose,
        children=tuple(matter.child_id for matter in matters),
        team=team,
        urgent=urgent,
    )


def referable_for(matter: LegalMatter, on: date) -> tuple[ReferralPurpose, ...]:
    """For what the child may be referred on a day; nothing while a referral waits."""
    return tuple(purpose for purpose in ReferralPurpose if not _barred(matter, purpose, on))


def _barred(matter: LegalMatter, purpose: ReferralPurpose, on: date) -> bool:
    try:
        _may_be_referred(matter, purpose, on)
    except RuleBroken:
        return True
    return False


def _may_be_referred(matter: LegalMatter, purpose: ReferralPurpose, on: date) -> None:
    if matter.referral:
        raise RuleBroken("a referral of this child waits for the panel already; record the panel's decision first")
    GROUNDS.must_stand(matter, supposed(matter, purpose, on))


def supposed(matter: LegalMatter, purpose: ReferralPurpose, on: date) -> ReferredToLegalGateway:
    """What would be told of a child who is referred for a purpose."""
    return ReferredToLegalGateway(**matter.about(on), referral_id=ReferralId(SUPPOSED), purpose=purpose)


def _must_fit_the_matter(matter: LegalMatter, told: ReferredToLegalGateway) -> None:
    """Refuse a purpose that is none of a matter that stands so; how the referral stands since is told anew."""
    if any(each.referral_id == told.referral_id for each in matter.every(ReferredToLegalGateway)):
        return
    purpose, on = told.purpose, told.occurred_on
    if purpose in IN_PRE_PROCEEDINGS:
        matter.in_pre_proceedings()
    if purpose is ReferralPurpose.SECOND_PERIOD and (matter.pre_proceedings or not period_before(matter)):
        raise RuleBroken(
            "a second period follows pre-proceedings that ended, and there are none since the last proceedings; "
            "refer the child for the threshold"
        )
    if purpose is ReferralPurpose.SUPERVISION_ORDER_EXTENSION and not in_force_after(matter, on, "supervision_order"):
        raise RuleBroken("no supervision order stands that could be extended; record the order, or check the purpose")


def record_paper(  # noqa: PLR0913 - what is recorded of a paper
    referral: Referral,
    on: date,
    paper: Code,
    state: PaperState,
    *,
    dated: date | None = None,
    document_id: DocumentId | None = None,
    note_id: NoteId | None = None,
) -> ReferralPaperRecorded:
    """Record how one of the papers stands; each that is received is a version of its own, and none is overwritten."""
    about = referral.about(on)
    asked = {item.code for item in referral.asked}
    if asked and paper not in asked:
        raise RuleBroken(f"{paper} is no paper of this referral; it is one of {', '.join(sorted(asked))}")
    if state is PaperState.NOT_APPLICABLE and note_id is None:
        raise RuleBroken("a paper that does not apply needs its reason; say why it does not")
    if state is not PaperState.RECEIVED and (dated or document_id):
        raise RuleBroken("only a paper that was received has a date and a document; record it as received")
    if dated and dated > on:
        raise RuleBroken("the paper's date is after the day on which it came; check both")
    versions = [one for one in referral.every(ReferralPaperRecorded) if one.paper == paper and one.version]
    return ReferralPaperRecorded(
        **about,
        paper=paper,
        state=state,
        version=len(versions) + 1 if state is PaperState.RECEIVED else None,
        dated=dated,
        document_id=document_id,
        note_id=note_id,
    )


def submit(referral: Referral, on: date, place: Place, *, urgent: bool | None = None) -> ReferralSubmitted:
    """Put the referral before a sitting."""
    return ReferralSubmitted(
        **referral.about(on),
        sitting_id=place.slot.sitting_id,
        panel_date=place.slot.on,
        papers_missing=len(referral.missing),
        late=place.missed is not None,
        missed=place.missed,
        urgent=urgent,
    )


def tell(referral: Referral, matter: LegalMatter, on: date) -> ReferredToLegalGateway:
    """Tell of one of the children how the referral stands before the panel."""
    submitted = referral.submitted
    return ReferredToLegalGateway(
        **matter.about(on),
        referral_id=referral.referral_id,
        purpose=referral.begun.purpose,
        panel_date=submitted.panel_date if submitted else None,
        papers_missing=len(referral.missing),
        sitting_id=submitted.sitting_id if submitted else None,
        urgent=referral.urgent,
        late=referral.late,
    )


def is_told(referral: Referral, matter: LegalMatter, on: date) -> bool:
    """Whether what is now to be told of one of the children was told last."""
    told, last = tell(referral, matter, on), matter.referral
    return last is not None and told == last.model_copy(update={"occurred_on": on})


def withdraw(
    referral: Referral, waiting: Sequence[LegalMatter], on: date, note_id: NoteId
) -> tuple[ReferralWithdrawn, *tuple[LegalGatewayReferralWithdrawn, ...]]:
    """Take the referral back from the panel, for those of its children who still wait."""
    withdrawn = ReferralWithdrawn(**referral.about(on), note_id=note_id)
    if not waiting:
        raise RuleBroken("the panel has decided about every child of this referral; there is nothing to withdraw")
    told = (LegalGatewayReferralWithdrawn(**matter.about(on), referral_id=referral.referral_id) for matter in waiting)
    return (withdrawn, *told)


GROUNDS = Grounds[LegalMatter](
    (ruled((ReferredToLegalGateway,), _must_fit_the_matter, "a record that bears it: {refusal}", in_turn=True),)
)


def _referred(matter: LegalMatter, on: date) -> Iterator[Event]:
    yield from (supposed(matter, purpose, on) for purpose in ReferralPurpose)


def _waits_for_nothing(matter: LegalMatter, _on: date) -> bool:
    return matter.referral is None


OFFERS: tuple[Offer[LegalMatter], ...] = (Offer("refer_to_legal_gateway", _referred, _waits_for_nothing),)

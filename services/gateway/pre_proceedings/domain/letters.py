"""Letters to parents: before proceedings, and where proceedings are issued at once."""

from collections.abc import Callable, Iterable
from datetime import date

from services.gateway.child.domain.family import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import TURNS
from services.gateway.pre_proceedings.domain import pre_proceedings_period
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import GatewayOutcome
from shared.events.gateway import (
    GatewayDecisionMade,
    ImmediateIssueLetterDelivered,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
)
from shared.grounds import Grounds, Offer, ruled
from shared.identifiers import DecisionId, DocumentId, PersonId


def to_work_with_parents(matter: LegalMatter) -> GatewayDecisionMade | None:
    """The panel's decision that opened the last pre-proceedings, whatever it decided since."""
    opened = [each for each in matter.every(GatewayDecisionMade) if each.outcome is GatewayOutcome.PRE_PROCEEDINGS]
    return opened[-1] if opened else None


def to_issue(matter: LegalMatter) -> GatewayDecisionMade | None:
    """The panel's decision that care proceedings be issued, where nothing that settles that came after it."""
    settled = [each for each in matter.every(GatewayDecisionMade) if each.outcome in TURNS]
    return settled[-1] if settled and settled[-1].outcome is GatewayOutcome.CARE_PROCEEDINGS else None


def draft_letter(
    matter: LegalMatter, on: date, document_id: DocumentId | None = None, to: PersonId | None = None
) -> PreProceedingsLetterDrafted:
    """Draft the letter before proceedings."""
    matter.in_pre_proceedings(on)
    drafted = PreProceedingsLetterDrafted(
        **matter.about(on), decision_id=_opened_by(matter), document_id=document_id, person_id=to
    )
    return GROUNDS.must_stand(matter, drafted)


def send_letter(
    matter: LegalMatter, on: date, document_id: DocumentId | None = None, to: PersonId | None = None
) -> PreProceedingsLetterSent:
    """Send the letter before proceedings to the parents, or to one of them."""
    must_be_of_family(matter, to)
    matter.in_pre_proceedings(on)
    sent = PreProceedingsLetterSent(
        **matter.about(on), decision_id=_opened_by(matter), document_id=document_id, person_id=to
    )
    return GROUNDS.must_stand(matter, sent)


def _must_be_drafted(matter: LegalMatter, sent: PreProceedingsLetterSent) -> None:
    since = matter.in_pre_proceedings().occurred_on
    drafts = [letter for letter in matter.every(PreProceedingsLetterDrafted) if letter.occurred_on >= since]
    if not drafts:
        raise RuleBroken("the letter is not drafted; draft it, then send it")
    if sent.occurred_on < drafts[0].occurred_on:
        raise RuleBroken(
            f"the letter was drafted on {words_of_day(drafts[0].occurred_on)}; it is sent on that day or later"
        )


def deliver_immediate_issue_letter(
    matter: LegalMatter, on: date, document_id: DocumentId | None = None, to: PersonId | None = None
) -> ImmediateIssueLetterDelivered:
    """The letter that proceedings are issued at once reached the parents, or one of them.

    An emergency application needs none.
    """
    about = matter.about(on)
    must_be_of_family(matter, to)
    decision = _to_issue_by(matter, on)
    earlier = matter.every(ImmediateIssueLetterDelivered)
    of_decision = [each for each in earlier if each.decision_id == decision.decision_id]
    if delivered := next((each for each in of_decision if to is None or each.person_id in {None, to}), None):
        raise RuleBroken(
            f"the letter was delivered on {words_of_day(delivered.occurred_on)} already; "
            "name another parent, or correct that entry if the day is wrong"
        )
    letter = ImmediateIssueLetterDelivered(
        **about, decision_id=decision.decision_id, document_id=document_id, person_id=to
    )
    return GROUNDS.must_stand(matter, letter)


def _to_issue_by(matter: LegalMatter, on: date) -> GatewayDecisionMade:
    """The panel's decision that care proceedings be issued. Refuses where none is, or none was by a day."""
    decision = to_issue(matter)
    if decision is None:
        raise RuleBroken(
            "the panel's last decision on legal action is not for care proceedings; record that decision first, "
            "or send the letter before proceedings"
        )
    if on < decision.occurred_on:
        raise RuleBroken(
            f"the panel decided on {words_of_day(decision.occurred_on)}; the letter is delivered on that day or later"
        )
    return decision


def without_letter(matter: LegalMatter) -> tuple[PersonId, ...]:
    """Who holds parental responsibility and was sent no letter of these pre-proceedings; nobody before the first."""
    started = matter.pre_proceedings
    sent = [
        each for each in matter.every(PreProceedingsLetterSent) if started and each.occurred_on >= started.occurred_on
    ]
    if not sent or any(each.person_id is None for each in sent):
        return ()
    reached = {each.person_id for each in sent}
    holders = (one.person_id for one in family(matter).values() if one.parental_responsibility)
    return tuple(one for one in holders if one not in reached)


def must_be_of_family(matter: LegalMatter, to: PersonId | None) -> None:
    """Refuse a letter to somebody who is not recorded as of the child's family."""
    if to and to not in family(matter):
        raise RuleBroken("the letter goes to somebody who is not of the child's family here; record who that is first")


def _opened_by(matter: LegalMatter) -> DecisionId | None:
    decision = to_work_with_parents(matter)
    return decision.decision_id if decision else None


GROUNDS = Grounds[LegalMatter](
    (
        *pre_proceedings_period.GROUNDS.table,
        ruled(
            (PreProceedingsLetterSent, ImmediateIssueLetterDelivered),
            lambda matter, letter: must_be_of_family(matter, letter.person_id),
            "the one to whom it went, of the child's family",
        ),
        ruled((PreProceedingsLetterSent,), _must_be_drafted, "the draft of the letter", in_turn=True),
        ruled(
            (ImmediateIssueLetterDelivered,),
            lambda matter, letter: _to_issue_by(matter, letter.occurred_on),
            "the panel's decision for proceedings",
            in_turn=True,
        ),
    )
)


def _written(letter: type[Event]) -> Callable[[LegalMatter, date], Iterable[Event]]:
    return lambda matter, on: [letter.model_validate(matter.about(on))]


def _delivered(matter: LegalMatter, on: date) -> Iterable[Event]:
    decision = to_issue(matter)
    return [ImmediateIssueLetterDelivered(**matter.about(on), decision_id=decision.decision_id)] if decision else []


def _in_pre_proceedings(matter: LegalMatter, _on: date) -> bool:
    return matter.pre_proceedings is not None


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("draft_pre_proceedings_letter", _written(PreProceedingsLetterDrafted), _in_pre_proceedings),
    Offer("send_pre_proceedings_letter", _written(PreProceedingsLetterSent), _in_pre_proceedings),
    Offer("draft_immediate_issue_letter", now=lambda matter, _on: to_issue(matter) is not None),
    Offer("deliver_immediate_issue_letter", _delivered),
)

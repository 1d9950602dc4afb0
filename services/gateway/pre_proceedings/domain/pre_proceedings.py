"""Pre-proceedings: the letters to the parents, the meetings, and the report where the work runs over."""

from collections.abc import Callable
from datetime import date

from services.gateway.child.domain.family import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import TURNS
from services.gateway.pre_proceedings.domain import pre_proceedings_period
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.gateway import GatewayOutcome, MeetingWithParents, PreProceedingsOutcome
from shared.events.gateway import (
    ExceptionReportMade,
    GatewayDecisionMade,
    ImmediateIssueLetterDelivered,
    LegalPlanningMeetingHeld,
    PreProceedingsEnded,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsReviewed,
    PreProceedingsStarted,
    ReferredToLegalGateway,
)
from shared.grounds import Ground, Grounds, by_the_day, ruled
from shared.identifiers import DecisionId, DocumentId, MeetingId, NoteId, PersonId


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


def hold_legal_planning_meeting(
    matter: LegalMatter, meeting_id: MeetingId, on: date, note_id: NoteId | None = None
) -> LegalPlanningMeetingHeld:
    """Plan with legal what is before the panel or was decided there, pre-proceedings or not."""
    held = LegalPlanningMeetingHeld(**matter.about(on), meeting_id=meeting_id, note_id=note_id)
    return GROUNDS.must_stand(matter, held)


def meet_parents(
    matter: LegalMatter,
    meeting_id: MeetingId,
    on: date,
    kind: MeetingWithParents = MeetingWithParents.INITIAL,
    note_id: NoteId | None = None,
) -> PreProceedingsMeetingHeld:
    """Meet the parents and their solicitors: at first, to review, and finally to tell them what was decided."""
    if kind is not MeetingWithParents.FINAL:
        matter.in_pre_proceedings(on)
    held = PreProceedingsMeetingHeld(**matter.about(on), meeting_id=meeting_id, kind=kind, note_id=note_id)
    GROUNDS.must_stand(matter, held)
    initial = _initial_meeting(matter)
    if kind is MeetingWithParents.INITIAL and initial:
        raise RuleBroken(
            f"the initial meeting was held on {words_of_day(initial.occurred_on)}; record this one as a review meeting"
        )
    return held


def _initial_meeting(matter: LegalMatter) -> PreProceedingsMeetingHeld | None:
    """The initial meeting of the open period."""
    started = matter.pre_proceedings
    held = [each for each in matter.every(PreProceedingsMeetingHeld) if each.kind is MeetingWithParents.INITIAL]
    return next((each for each in held if started and each.occurred_on >= started.occurred_on), None)


def _have_a_letter(matter: LegalMatter, _held: PreProceedingsMeetingHeld) -> bool:
    """Whether the parents were sent the letter of the open period."""
    started = matter.pre_proceedings
    sent = matter.every(PreProceedingsLetterSent)
    return started is not None and any(letter.occurred_on >= started.occurred_on for letter in sent)


def _of_kind(*kinds: MeetingWithParents) -> Callable[[PreProceedingsMeetingHeld], bool]:
    return lambda held: held.kind in kinds


def _must_be_stepped_down(matter: LegalMatter, held: PreProceedingsMeetingHeld) -> None:
    turn = matter.latest(PreProceedingsStarted, PreProceedingsEnded)
    if not isinstance(turn, PreProceedingsEnded) or turn.outcome is not PreProceedingsOutcome.STEP_DOWN:
        raise RuleBroken(
            "the panel has not stepped the case down, so there is no outcome to tell; "
            "record its decision first, or hold a review meeting"
        )
    if held.occurred_on < turn.occurred_on:
        raise RuleBroken(
            f"the panel stepped the case down on {words_of_day(turn.occurred_on)}; check the day of the meeting"
        )


def report_exception(
    matter: LegalMatter, on: date, *, document_id: DocumentId | None, note_id: NoteId | None
) -> ExceptionReportMade:
    """Report why pre-proceedings run over, and the time that is needed."""
    matter.in_pre_proceedings(on)
    if not (document_id or note_id):
        raise RuleBroken("an exception report says why and how long; give its text or its document")
    about, decision_id = matter.about(on), matter.decision.decision_id if matter.decision else None
    report = ExceptionReportMade(**about, decision_id=decision_id, document_id=document_id, note_id=note_id)
    return GROUNDS.must_stand(matter, report)


def review(matter: LegalMatter, on: date, note_id: NoteId) -> PreProceedingsReviewed:
    """Review the child as Head of Service; past the week that the policy names every month, and before it at will."""
    matter.in_pre_proceedings(on)
    return GROUNDS.must_stand(matter, PreProceedingsReviewed(**matter.about(on), note_id=note_id))


def _opened_by(matter: LegalMatter) -> DecisionId | None:
    decision = to_work_with_parents(matter)
    return decision.decision_id if decision else None


GROUNDS = Grounds[LegalMatter](
    (
        Ground(
            (LegalPlanningMeetingHeld,),
            by_the_day(ReferredToLegalGateway, GatewayDecisionMade),
            "a referral to the panel or a decision of it",
            "the child was not before the panel by that day; refer the child to the Legal Gateway first",
        ),
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
        Ground(
            (PreProceedingsMeetingHeld,),
            _have_a_letter,
            "the letter before proceedings",
            "the parents have no letter yet; send the letter before proceedings first",
            only=_of_kind(MeetingWithParents.INITIAL, MeetingWithParents.REVIEW),
            in_turn=True,
        ),
        Ground(
            (PreProceedingsMeetingHeld,),
            lambda matter, _held: _initial_meeting(matter) is not None,
            "the initial meeting with the parents",
            "there is nothing to review yet; hold the initial meeting with the parents first",
            only=_of_kind(MeetingWithParents.REVIEW),
            in_turn=True,
        ),
        ruled(
            (PreProceedingsMeetingHeld,),
            _must_be_stepped_down,
            "the step-down of which the parents are told",
            only=_of_kind(MeetingWithParents.FINAL),
            in_turn=True,
        ),
    )
)

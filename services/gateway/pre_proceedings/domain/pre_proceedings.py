"""Pre-proceedings: the meetings, the review, and the report where the work runs over."""

from collections.abc import Callable, Iterable
from datetime import date

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.pre_proceedings.domain import pre_proceedings_period
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes.gateway import MeetingWithParents, PreProceedingsOutcome
from shared.events.gateway import (
    ExceptionReportMade,
    GatewayDecisionMade,
    LegalPlanningMeetingHeld,
    PreProceedingsEnded,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsReviewed,
    PreProceedingsStarted,
    ReferredToLegalGateway,
)
from shared.grounds import Ground, Grounds, Offer, by_the_day, ruled
from shared.identifiers import SUPPOSED, DocumentId, MeetingId, NoteId


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


GROUNDS = Grounds[LegalMatter](
    (
        Ground(
            (LegalPlanningMeetingHeld,),
            by_the_day(ReferredToLegalGateway, GatewayDecisionMade),
            "a referral to the panel or a decision of it",
            "the child was not before the panel by that day; refer the child to the Legal Gateway first",
        ),
        *pre_proceedings_period.GROUNDS.table,
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


def _a(step: type[Event], **said: object) -> Callable[[LegalMatter, date], Iterable[Event]]:
    """One such step, which says this."""
    return lambda matter, on: [step.model_validate({**matter.about(on), **said})]


def _met(matter: LegalMatter, on: date) -> Iterable[Event]:
    return [PreProceedingsMeetingHeld(**matter.about(on), kind=kind) for kind in MeetingWithParents]


def _in_them(matter: LegalMatter, _on: date) -> bool:
    return matter.pre_proceedings is not None


OFFERS: tuple[Offer[LegalMatter], ...] = (
    Offer("hold_legal_planning_meeting", _a(LegalPlanningMeetingHeld)),
    Offer("draft_meeting_invitation", now=_in_them),
    Offer("hold_pre_proceedings_meeting", _met),
    Offer("report_pre_proceedings_exception", _a(ExceptionReportMade), _in_them),
    Offer("review_pre_proceedings", _a(PreProceedingsReviewed, note_id=SUPPOSED), _in_them),
)

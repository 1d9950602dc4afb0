"""Pre-proceedings: the letters to the parents, the meetings, and the report where the work runs over."""

from datetime import date

from services.gateway.child.domain.family import family
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import TURNS
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
    return PreProceedingsLetterDrafted(
        **matter.about(on), decision_id=_opened_by(matter), document_id=document_id, person_id=to
    )


def send_letter(
    matter: LegalMatter, on: date, document_id: DocumentId | None = None, to: PersonId | None = None
) -> PreProceedingsLetterSent:
    """Send the letter before proceedings to the parents, or to one of them."""
    must_be_of_family(matter, to)
    since = matter.in_pre_proceedings(on).occurred_on
    drafts = [letter for letter in matter.every(PreProceedingsLetterDrafted) if letter.occurred_on >= since]
    if not drafts:
        raise RuleBroken("the letter is not drafted; draft it, then send it")
    if on < drafts[0].occurred_on:
        raise RuleBroken(
            f"the letter was drafted on {words_of_day(drafts[0].occurred_on)}; it is sent on that day or later"
        )
    return PreProceedingsLetterSent(
        **matter.about(on), decision_id=_opened_by(matter), document_id=document_id, person_id=to
    )


def deliver_immediate_issue_letter(
    matter: LegalMatter, on: date, document_id: DocumentId | None = None, to: PersonId | None = None
) -> ImmediateIssueLetterDelivered:
    """The letter that proceedings are issued at once reached the parents, or one of them.

    An emergency application needs none.
    """
    about = matter.about(on)
    must_be_of_family(matter, to)
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
    earlier = matter.every(ImmediateIssueLetterDelivered)
    of_decision = [each for each in earlier if each.decision_id == decision.decision_id]
    if delivered := next((each for each in of_decision if to is None or each.person_id in {None, to}), None):
        raise RuleBroken(
            f"the letter was delivered on {words_of_day(delivered.occurred_on)} already; "
            "name another parent, or correct that entry if the day is wrong"
        )
    return ImmediateIssueLetterDelivered(
        **about, decision_id=decision.decision_id, document_id=document_id, person_id=to
    )


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
    about = matter.about(on)
    if not (matter.by(ReferredToLegalGateway, on) or matter.by(GatewayDecisionMade, on)):
        raise RuleBroken("the child was not before the panel by that day; refer the child to the Legal Gateway first")
    return LegalPlanningMeetingHeld(**about, meeting_id=meeting_id, note_id=note_id)


def meet_parents(
    matter: LegalMatter,
    meeting_id: MeetingId,
    on: date,
    kind: MeetingWithParents = MeetingWithParents.INITIAL,
    note_id: NoteId | None = None,
) -> PreProceedingsMeetingHeld:
    """Meet the parents and their solicitors: at first, to review, and finally to tell them what was decided."""
    if kind is MeetingWithParents.FINAL:
        _must_be_stepped_down(matter, on)
    else:
        _may_meet(matter, kind, on)
    return PreProceedingsMeetingHeld(**matter.about(on), meeting_id=meeting_id, kind=kind, note_id=note_id)


def _may_meet(matter: LegalMatter, kind: MeetingWithParents, on: date) -> None:
    since = matter.in_pre_proceedings(on).occurred_on
    if not any(letter.occurred_on >= since for letter in matter.every(PreProceedingsLetterSent)):
        raise RuleBroken("the parents have no letter yet; send the letter before proceedings first")
    held = [each for each in matter.every(PreProceedingsMeetingHeld) if each.occurred_on >= since]
    initial = next((each for each in held if each.kind is MeetingWithParents.INITIAL), None)
    if kind is MeetingWithParents.INITIAL and initial:
        raise RuleBroken(
            f"the initial meeting was held on {words_of_day(initial.occurred_on)}; record this one as a review meeting"
        )
    if kind is MeetingWithParents.REVIEW and not initial:
        raise RuleBroken("there is nothing to review yet; hold the initial meeting with the parents first")


def _must_be_stepped_down(matter: LegalMatter, on: date) -> None:
    turn = matter.latest(PreProceedingsStarted, PreProceedingsEnded)
    if not isinstance(turn, PreProceedingsEnded) or turn.outcome is not PreProceedingsOutcome.STEP_DOWN:
        raise RuleBroken(
            "the panel has not stepped the case down, so there is no outcome to tell; "
            "record its decision first, or hold a review meeting"
        )
    if on < turn.occurred_on:
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
    decision_id = matter.decision.decision_id if matter.decision else None
    return ExceptionReportMade(**matter.about(on), decision_id=decision_id, document_id=document_id, note_id=note_id)


def review(matter: LegalMatter, on: date, note_id: NoteId) -> PreProceedingsReviewed:
    """Review the child as Head of Service; past the week that the policy names every month, and before it at will."""
    matter.in_pre_proceedings(on)
    return PreProceedingsReviewed(**matter.about(on), note_id=note_id)


def _opened_by(matter: LegalMatter) -> DecisionId | None:
    decision = to_work_with_parents(matter)
    return decision.decision_id if decision else None

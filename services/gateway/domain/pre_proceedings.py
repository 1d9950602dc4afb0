"""Pre-proceedings: the letter, the meetings, and how long the work with the parents may last."""

from datetime import date

from services.gateway.domain.matter import LegalMatter
from shared.errors import RuleBroken
from shared.events.gateway import (
    LegalPlanningMeetingHeld,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
)
from shared.identifiers import DecisionId, MeetingId


def draft_letter(matter: LegalMatter, on: date) -> PreProceedingsLetterDrafted:
    """Draft the letter before proceedings."""
    matter.in_pre_proceedings()
    return PreProceedingsLetterDrafted(**matter.about(on), decision_id=_decision_id(matter))


def send_letter(matter: LegalMatter, on: date) -> PreProceedingsLetterSent:
    """Send the letter before proceedings to the parents."""
    since = matter.in_pre_proceedings().occurred_on
    if not any(letter.occurred_on >= since for letter in matter.every(PreProceedingsLetterDrafted)):
        raise RuleBroken("the letter is not drafted; draft it, then send it")
    return PreProceedingsLetterSent(**matter.about(on), decision_id=_decision_id(matter))


def hold_legal_planning_meeting(matter: LegalMatter, meeting_id: MeetingId, on: date) -> LegalPlanningMeetingHeld:
    """Plan the pre-proceedings with legal."""
    matter.in_pre_proceedings()
    return LegalPlanningMeetingHeld(**matter.about(on), meeting_id=meeting_id)


def meet_parents(matter: LegalMatter, meeting_id: MeetingId, on: date) -> PreProceedingsMeetingHeld:
    """Meet the parents and their solicitors."""
    since = matter.in_pre_proceedings().occurred_on
    if not any(letter.occurred_on >= since for letter in matter.every(PreProceedingsLetterSent)):
        raise RuleBroken("the parents have no letter yet; send the letter before proceedings first")
    return PreProceedingsMeetingHeld(**matter.about(on), meeting_id=meeting_id)


def _decision_id(matter: LegalMatter) -> DecisionId | None:
    return matter.decision.decision_id if matter.decision else None

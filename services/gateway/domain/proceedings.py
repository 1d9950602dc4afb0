"""Proceedings: what was asked of the family court, its hearings and timetable, and how they ended."""

from datetime import date

from services.gateway.domain.matter import LEGAL_ACTION, LegalMatter
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes import Application, HearingKind, PreProceedingsOutcome, ProceedingsOutcome
from shared.events.gateway import (
    HearingHeld,
    HearingListed,
    PreProceedingsEnded,
    ProceedingsConcluded,
    ProceedingsIssued,
)
from shared.identifiers import CourtCaseNumber


def issue(
    matter: LegalMatter,
    on: date,
    *,
    application: Application,
    court_case_number: CourtCaseNumber,
    hearing_on: date | None,
) -> tuple[Event, ...]:
    """Record that the court issued an application; pre-proceedings end with it."""
    if not matter.decision or matter.decision.outcome not in LEGAL_ACTION:
        raise RuleBroken("the Legal Gateway has not agreed legal action; take the case to the panel first")
    if matter.proceedings:
        raise RuleBroken(f"proceedings {matter.proceedings.court_case_number} are open; conclude them first")
    issued = ProceedingsIssued(
        **matter.about(on), application=application, court_case_number=court_case_number, hearing_on=hearing_on
    )
    if matter.pre_proceedings:
        return (PreProceedingsEnded(**matter.about(on), outcome=PreProceedingsOutcome.CARE_PROCEEDINGS), issued)
    return (issued,)


def list_hearing(
    matter: LegalMatter, on: date, *, kind: HearingKind, hearing_on: date, final_evidence_due: date | None
) -> HearingListed:
    """Record that the court listed a hearing."""
    matter.in_proceedings()
    return HearingListed(**matter.about(on), kind=kind, on=hearing_on, final_evidence_due=final_evidence_due)


def hold_hearing(matter: LegalMatter, on: date, *, kind: HearingKind, final_evidence_due: date | None) -> HearingHeld:
    """Record that a hearing was held."""
    matter.in_proceedings()
    return HearingHeld(**matter.about(on), kind=kind, on=on, final_evidence_due=final_evidence_due)


def conclude(matter: LegalMatter, on: date, outcome: ProceedingsOutcome) -> ProceedingsConcluded:
    """Record that the proceedings concluded."""
    matter.in_proceedings()
    return ProceedingsConcluded(**matter.about(on), outcome=outcome)

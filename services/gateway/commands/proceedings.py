"""Commands about the court."""

from datetime import date
from uuid import UUID

from services.gateway.domain import proceedings
from services.gateway.domain.matter import LegalMatter
from shared.events.codes import (
    Application,
    HearingKind,
    ProceedingsOutcome,
)
from shared.identifiers import CourtCaseNumber
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command


class IssueProceedings(Command):
    """The court issued an application."""

    application: Application = Application.CARE
    court_case_number: CourtCaseNumber
    hearing_on: date | None = None


async def issue_proceedings(child: UUID, command: IssueProceedings, work: UnitOfWork) -> None:
    """Record that proceedings were issued."""
    matter = await work.load(LegalMatter, child)
    work.record(
        *proceedings.issue(
            matter,
            command.on,
            application=command.application,
            court_case_number=command.court_case_number,
            hearing_on=command.hearing_on,
        )
    )


class ListHearing(Command):
    """The court listed a hearing."""

    kind: HearingKind
    hearing_on: date
    final_evidence_due: date | None = None


async def list_hearing(child: UUID, command: ListHearing, work: UnitOfWork) -> None:
    """Record a listed hearing."""
    matter = await work.load(LegalMatter, child)
    work.record(
        proceedings.list_hearing(
            matter,
            command.on,
            kind=command.kind,
            hearing_on=command.hearing_on,
            final_evidence_due=command.final_evidence_due,
        )
    )


class HoldHearing(Command):
    """A hearing was held."""

    kind: HearingKind
    final_evidence_due: date | None = None


async def hold_hearing(child: UUID, command: HoldHearing, work: UnitOfWork) -> None:
    """Record a held hearing."""
    matter = await work.load(LegalMatter, child)
    work.record(
        proceedings.hold_hearing(matter, command.on, kind=command.kind, final_evidence_due=command.final_evidence_due)
    )


class ConcludeProceedings(Command):
    """The proceedings concluded."""

    outcome: ProceedingsOutcome


async def conclude_proceedings(child: UUID, command: ConcludeProceedings, work: UnitOfWork) -> None:
    """Record that the proceedings concluded."""
    work.record(proceedings.conclude(await work.load(LegalMatter, child), command.on, command.outcome))

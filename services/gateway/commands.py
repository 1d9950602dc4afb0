"""What people may ask of the legal gateway: each command directly above its handler."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import NonNegativeInt

from services.gateway.domain import LegalMatter
from shared.events.codes import (
    Application,
    Entry,
    GatewayOutcome,
    HearingKind,
    Option,
    ProceedingsOutcome,
    ReferralPurpose,
)
from shared.events.gateway import (
    AdoptionOrderGranted,
    CareOrderGranted,
    ChildArrangementsOrderGranted,
    InterimCareOrderGranted,
    OrderGranted,
    PlacementOrderGranted,
    SpecialGuardianshipOrderGranted,
    SupervisionOrderGranted,
)
from shared.identifiers import (
    Authority,
    CourtCaseNumber,
    DecisionId,
    MeetingId,
    OrderId,
    ReferralId,
    new_id,
)
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, Step


class RegisterChild(Command):
    """Make a child known to Hearth."""

    authority: Authority
    date_of_birth: date | None = None
    expected_date_of_birth: date | None = None
    entry: Entry = Entry.REFERRAL


async def register_child(child: UUID, command: RegisterChild, work: UnitOfWork) -> None:
    """Register the child under the authority that is responsible."""
    matter = await work.open(LegalMatter, child)
    work.record(
        matter.register(
            command.authority,
            command.on,
            born=command.date_of_birth,
            expected=command.expected_date_of_birth,
            entry=command.entry,
        )
    )


class ReferToLegalGateway(Command):
    """Bring the family before the Legal Gateway Panel."""

    purpose: ReferralPurpose = ReferralPurpose.THRESHOLD
    panel_date: date
    papers_missing: NonNegativeInt = 0


async def refer(child: UUID, command: ReferToLegalGateway, work: UnitOfWork) -> None:
    """Refer the child to a sitting."""
    matter = await work.load(LegalMatter, child)
    work.record(
        matter.refer(
            ReferralId(new_id()),
            command.on,
            purpose=command.purpose,
            panel_date=command.panel_date,
            papers_missing=command.papers_missing,
        )
    )


class RecordGatewayDecision(Command):
    """What the panel decided about one child."""

    outcome: GatewayOutcome
    primary_plan: Option | None = None
    contingencies: tuple[Option, ...] = ()
    review_on: date | None = None


async def record_decision(child: UUID, command: RecordGatewayDecision, work: UnitOfWork) -> None:
    """Record the panel's decision."""
    matter = await work.load(LegalMatter, child)
    work.record(
        *matter.decide(
            DecisionId(new_id()),
            command.on,
            outcome=command.outcome,
            primary_plan=command.primary_plan,
            contingencies=command.contingencies,
            review_on=command.review_on,
        )
    )


async def record_minutes(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Put the sitting's minutes on the record."""
    work.record((await work.load(LegalMatter, child)).record_minutes(command.on))


async def draft_letter(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Draft the letter before proceedings."""
    work.record((await work.load(LegalMatter, child)).draft_letter(command.on))


async def send_letter(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Send the letter before proceedings."""
    work.record((await work.load(LegalMatter, child)).send_letter(command.on))


async def hold_legal_planning_meeting(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record a legal planning meeting."""
    matter = await work.load(LegalMatter, child)
    work.record(matter.hold_legal_planning_meeting(MeetingId(new_id()), command.on))


async def hold_pre_proceedings_meeting(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record a pre-proceedings meeting with the parents."""
    matter = await work.load(LegalMatter, child)
    work.record(matter.hold_pre_proceedings_meeting(MeetingId(new_id()), command.on))


class IssueProceedings(Command):
    """The court issued an application."""

    application: Application = Application.CARE
    court_case_number: CourtCaseNumber
    hearing_on: date | None = None


async def issue_proceedings(child: UUID, command: IssueProceedings, work: UnitOfWork) -> None:
    """Record that proceedings were issued."""
    matter = await work.load(LegalMatter, child)
    work.record(
        *matter.issue(
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
        matter.list_hearing(
            command.on, kind=command.kind, hearing_on=command.hearing_on, final_evidence_due=command.final_evidence_due
        )
    )


class HoldHearing(Command):
    """A hearing was held."""

    kind: HearingKind
    final_evidence_due: date | None = None


async def hold_hearing(child: UUID, command: HoldHearing, work: UnitOfWork) -> None:
    """Record a held hearing."""
    matter = await work.load(LegalMatter, child)
    work.record(matter.hold_hearing(command.on, kind=command.kind, final_evidence_due=command.final_evidence_due))


class OrderKind(StrEnum):
    """Which order the court made."""

    INTERIM_CARE = "interim_care"
    CARE = "care"
    SUPERVISION = "supervision"
    PLACEMENT = "placement"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    CHILD_ARRANGEMENTS = "child_arrangements"
    ADOPTION = "adoption"


ORDERS: dict[OrderKind, type[OrderGranted]] = {
    OrderKind.INTERIM_CARE: InterimCareOrderGranted,
    OrderKind.CARE: CareOrderGranted,
    OrderKind.SUPERVISION: SupervisionOrderGranted,
    OrderKind.PLACEMENT: PlacementOrderGranted,
    OrderKind.SPECIAL_GUARDIANSHIP: SpecialGuardianshipOrderGranted,
    OrderKind.CHILD_ARRANGEMENTS: ChildArrangementsOrderGranted,
    OrderKind.ADOPTION: AdoptionOrderGranted,
}


class RecordOrder(Command):
    """The court made an order."""

    order: OrderKind
    until: date | None = None


async def record_order(child: UUID, command: RecordOrder, work: UnitOfWork) -> None:
    """Record an order of the court."""
    matter = await work.load(LegalMatter, child)
    work.record(matter.grant(ORDERS[command.order], OrderId(new_id()), command.on, command.until))


class ConcludeProceedings(Command):
    """The proceedings concluded."""

    outcome: ProceedingsOutcome


async def conclude_proceedings(child: UUID, command: ConcludeProceedings, work: UnitOfWork) -> None:
    """Record that the proceedings concluded."""
    work.record((await work.load(LegalMatter, child)).conclude(command.on, command.outcome))

"""What is asked on the way to the should-be-placed decision."""

from datetime import date
from uuid import UUID

from services.planning.adoption import domain
from services.planning.child.domain import PermanenceCase
from shared.events.codes.planning import AuditOutcome, ReportStage
from shared.identifiers import DecisionId, new_id
from shared.messaging.unit_of_work import UnitOfWork
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class CompleteChildPermanenceReport(Command):
    """The child permanence report was started, or completed for a step."""

    stage: ReportStage


@ROUTES.post("/children/{child_id}/child-permanence-reports")
async def complete_child_permanence_report(
    child: UUID, command: CompleteChildPermanenceReport, work: UnitOfWork
) -> None:
    """Record a version of the child permanence report; earlier versions stay."""
    case = await work.load(PermanenceCase, child)
    work.record(domain.complete_report(case, command.on, stage=command.stage))


class AuditChildPermanenceReport(Command):
    """The latest version of the child permanence report was audited."""

    stage: ReportStage
    outcome: AuditOutcome


@ROUTES.post("/children/{child_id}/child-permanence-reports/audits")
async def audit_child_permanence_report(child: UUID, command: AuditChildPermanenceReport, work: UnitOfWork) -> None:
    """Record what an audit of the child permanence report found."""
    case = await work.load(PermanenceCase, child)
    work.record(domain.audit_report(case, command.on, stage=command.stage, outcome=command.outcome))


class BookAdoptionDecision(Command):
    """A day was booked for the should-be-placed decision."""

    decision_on: date


@ROUTES.post("/children/{child_id}/adoption-decisions/booked")
async def book_adoption_decision(child: UUID, command: BookAdoptionDecision, work: UnitOfWork) -> None:
    """Record the day for which the decision is booked."""
    case = await work.load(PermanenceCase, child)
    work.record(domain.book_decision(case, command.on, decision_on=command.decision_on))


class DecideAdoption(Command):
    """The Agency Decision Maker's decision."""

    should_be_placed: bool


@ROUTES.post("/children/{child_id}/adoption-decisions")
async def decide_adoption(child: UUID, command: DecideAdoption, work: UnitOfWork) -> None:
    """Decide whether the child should be placed for adoption."""
    case = await work.load(PermanenceCase, child)
    work.record(
        domain.decide(case, DecisionId(new_id()), command.on, should_be_placed=command.should_be_placed),
    )


@ROUTES.post("/children/{child_id}/adoption-medicals/booked")
async def book_adoption_medical(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the adoption medical was booked."""
    work.record(domain.book_medical(await work.load(PermanenceCase, child), command.on))


@ROUTES.post("/children/{child_id}/adoption-medicals/completed")
async def complete_adoption_medical(child: UUID, command: Step, work: UnitOfWork) -> None:
    """Record that the adoption medical was completed."""
    work.record(domain.complete_medical(await work.load(PermanenceCase, child), command.on))

"""What is asked on the way to the should-be-placed decision."""

from datetime import date

from services.planning.adoption import domain
from services.planning.child.domain import PermanenceCase
from shared.events.codes.planning import AuditOutcome, ReportStage
from shared.events.planning import (
    AdoptionDecisionBooked,
    AdoptionDecisionMade,
    AdoptionMedicalBooked,
    AdoptionMedicalCompleted,
    ChildPermanenceReportAudited,
    ChildPermanenceReportCompleted,
)
from shared.identifiers import DecisionId, new_id
from shared.web.commands import Command, CommandRoutes, Step

ROUTES = CommandRoutes()


class CompleteChildPermanenceReport(Command):
    """The child permanence report was started, or completed for a step."""

    stage: ReportStage


@ROUTES.post("/children/{child_id}/child-permanence-reports")
def complete_child_permanence_report(
    case: PermanenceCase, command: CompleteChildPermanenceReport
) -> ChildPermanenceReportCompleted:
    """Record a version of the child permanence report; earlier versions stay."""
    return domain.complete_report(case, command.on, stage=command.stage)


class AuditChildPermanenceReport(Command):
    """The latest version of the child permanence report was audited."""

    stage: ReportStage
    outcome: AuditOutcome


@ROUTES.post("/children/{child_id}/child-permanence-reports/audits")
def audit_child_permanence_report(
    case: PermanenceCase, command: AuditChildPermanenceReport
) -> ChildPermanenceReportAudited:
    """Record what an audit of the child permanence report found."""
    return domain.audit_report(case, command.on, stage=command.stage, outcome=command.outcome)


class BookAdoptionDecision(Command):
    """A day was booked for the should-be-placed decision."""

    decision_on: date


@ROUTES.post("/children/{child_id}/adoption-decisions/booked")
def book_adoption_decision(case: PermanenceCase, command: BookAdoptionDecision) -> AdoptionDecisionBooked:
    """Record the day for which the decision is booked."""
    return domain.book_decision(case, command.on, decision_on=command.decision_on)


class DecideAdoption(Command):
    """The Agency Decision Maker's decision."""

    should_be_placed: bool


@ROUTES.post("/children/{child_id}/adoption-decisions")
def decide_adoption(case: PermanenceCase, command: DecideAdoption) -> AdoptionDecisionMade:
    """Decide whether the child should be placed for adoption."""
    return domain.decide(case, DecisionId(new_id()), command.on, should_be_placed=command.should_be_placed)


@ROUTES.post("/children/{child_id}/adoption-medicals/booked")
def book_adoption_medical(case: PermanenceCase, command: Step) -> AdoptionMedicalBooked:
    """Record that the adoption medical was booked."""
    return domain.book_medical(case, command.on)


@ROUTES.post("/children/{child_id}/adoption-medicals/completed")
def complete_adoption_medical(case: PermanenceCase, command: Step) -> AdoptionMedicalCompleted:
    """Record that the adoption medical was completed."""
    return domain.complete_medical(case, command.on)

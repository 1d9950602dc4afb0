"""The way to the should-be-placed decision: the child permanence report, the medical, and the Agency Decision Maker."""

from datetime import date

from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import AuditOutcome, Option, ReportStage
from shared.events.gateway import GatewayDecisionMade
from shared.events.planning import (
    AdoptionDecisionBooked,
    AdoptionDecisionMade,
    AdoptionMedicalBooked,
    AdoptionMedicalCompleted,
    ChildPermanenceReportAudited,
    ChildPermanenceReportCompleted,
    PermanencePlanAgreed,
    TogetherOrApartDecided,
)
from shared.identifiers import DecisionId


def complete_report(case: PermanenceCase, on: date, *, stage: ReportStage) -> ChildPermanenceReportCompleted:
    """The child permanence report is started, or a version of it is complete for a step. Old versions stay."""
    about = case.step(on)
    report = case.latest(ChildPermanenceReportCompleted)
    if stage is ReportStage.STARTED and report:
        raise RuleBroken(
            f"the report was started on {words_of_day(report.occurred_on)} already; "
            "name the stage for which it is complete"
        )
    return ChildPermanenceReportCompleted(**about, version=report.version + 1 if report else 1, stage=stage)


def audit_report(
    case: PermanenceCase, on: date, *, stage: ReportStage, outcome: AuditOutcome
) -> ChildPermanenceReportAudited:
    """The latest version of the report is audited."""
    about = case.step(on)
    report = case.latest(ChildPermanenceReportCompleted)
    if not report or report.stage is ReportStage.STARTED:
        raise RuleBroken("no child permanence report is complete; complete it, then audit it")
    return ChildPermanenceReportAudited(**about, version=report.version, stage=stage, outcome=outcome)


def book_decision(case: PermanenceCase, on: date, *, decision_on: date) -> AdoptionDecisionBooked:
    """A day is booked for the should-be-placed decision."""
    about = case.step(on)
    _must_plan_adoption(case, on)
    if decision_on < on:
        raise RuleBroken("the decision is booked for a day that is past; name the day on which it will be made")
    return AdoptionDecisionBooked(**about, decided_on=decision_on)


def decide(case: PermanenceCase, decision_id: DecisionId, on: date, *, should_be_placed: bool) -> AdoptionDecisionMade:
    """The Agency Decision Maker decides on the child permanence report whether the child should be placed for adoption.

    For a child with brothers or sisters in planning, the together or apart decision comes first (W 9.4).
    """
    about = case.step(on)
    _must_plan_adoption(case, on)
    reports = case.every(ChildPermanenceReportCompleted)
    if not any(each.stage is not ReportStage.STARTED and each.occurred_on <= on for each in reports):
        raise RuleBroken(f"no child permanence report was complete by {words_of_day(on)}; complete the report first")
    if case.registered and case.registered.sibling_group_id and not case.by(TogetherOrApartDecided, on):
        raise RuleBroken("the child has brothers or sisters in planning; decide first whether they are placed together")
    present = case.latest(AdoptionDecisionMade)
    if present and present.should_be_placed is should_be_placed:
        raise RuleBroken(
            f"that was decided on {words_of_day(present.occurred_on)} already; record only a decision that differs"
        )
    return AdoptionDecisionMade(**about, decision_id=decision_id, should_be_placed=should_be_placed, decided_on=on)


def book_medical(case: PermanenceCase, on: date) -> AdoptionMedicalBooked:
    """The adoption medical is booked, as soon as adoption is among the plans."""
    about = case.step(on)
    plan = case.latest(PermanencePlanAgreed)
    planned = plan and Option.ADOPTION in {plan.primary, *plan.contingencies}
    if not planned and not any(each.adoption_considered for each in case.every(GatewayDecisionMade)):
        raise RuleBroken("adoption is not among the plans for this child; agree a plan that names it first")
    return AdoptionMedicalBooked(**about)


def complete_medical(case: PermanenceCase, on: date) -> AdoptionMedicalCompleted:
    """The medical adviser completes the adoption medical."""
    about = case.step(on)
    if not case.by(AdoptionMedicalBooked, on):
        raise RuleBroken(f"no adoption medical was booked by {words_of_day(on)}; book it first")
    return AdoptionMedicalCompleted(**about)


def _must_plan_adoption(case: PermanenceCase, on: date) -> None:
    plan = case.latest(PermanencePlanAgreed)
    if not plan or plan.primary is not Option.ADOPTION or plan.occurred_on > on:
        raise RuleBroken(
            f"adoption is not the plan agreed by {words_of_day(on)}; "
            "agree a plan with adoption as its primary option first"
        )

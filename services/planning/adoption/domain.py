"""The way to the should-be-placed decision: the child permanence report, the medical, and the Agency Decision Maker."""

from datetime import date

from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.base import Event
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
from shared.grounds import Ground, Grounds, by_the_day
from shared.identifiers import DecisionId


def complete_report(case: PermanenceCase, on: date, *, stage: ReportStage) -> ChildPermanenceReportCompleted:
    """The child permanence report is started, or a version of it is complete for a step. Old versions stay."""
    report = case.latest(ChildPermanenceReportCompleted)
    version = report.version + 1 if report else 1
    completed = ChildPermanenceReportCompleted(**case.about(on), version=version, stage=stage)
    if stage is ReportStage.STARTED and report:
        raise RuleBroken(
            f"the report was started on {words_of_day(report.occurred_on)} already; "
            "name the stage for which it is complete"
        )
    return GROUNDS.must_stand(case, completed)


def audit_report(
    case: PermanenceCase, on: date, *, stage: ReportStage, outcome: AuditOutcome
) -> ChildPermanenceReportAudited:
    """The latest version of the report is audited."""
    report = case.latest(ChildPermanenceReportCompleted)
    version = report.version if report else 1
    audited = ChildPermanenceReportAudited(**case.about(on), version=version, stage=stage, outcome=outcome)
    return GROUNDS.must_stand(case, audited)


def book_decision(case: PermanenceCase, on: date, *, decision_on: date) -> AdoptionDecisionBooked:
    """A day is booked for the should-be-placed decision."""
    booked = GROUNDS.must_stand(case, AdoptionDecisionBooked(**case.about(on), decided_on=decision_on))
    if decision_on < on:
        raise RuleBroken("the decision is booked for a day that is past; name the day on which it will be made")
    return booked


def decide(case: PermanenceCase, decision_id: DecisionId, on: date, *, should_be_placed: bool) -> AdoptionDecisionMade:
    """The Agency Decision Maker decides on the child permanence report whether the child should be placed for adoption.

    For a child with brothers or sisters in planning, the together or apart decision comes first (W 9.4).
    """
    made = AdoptionDecisionMade(
        **case.about(on), decision_id=decision_id, should_be_placed=should_be_placed, decided_on=on
    )
    GROUNDS.must_stand(case, made)
    present = case.latest(AdoptionDecisionMade)
    if present and present.should_be_placed is should_be_placed:
        raise RuleBroken(
            f"that was decided on {words_of_day(present.occurred_on)} already; record only a decision that differs"
        )
    return made


def book_medical(case: PermanenceCase, on: date) -> AdoptionMedicalBooked:
    """The adoption medical is booked, as soon as adoption is among the plans."""
    return GROUNDS.must_stand(case, AdoptionMedicalBooked(**case.about(on)))


def complete_medical(case: PermanenceCase, on: date) -> AdoptionMedicalCompleted:
    """The medical adviser completes the adoption medical."""
    return GROUNDS.must_stand(case, AdoptionMedicalCompleted(**case.about(on)))


def _is_the_plan(case: PermanenceCase, event: Event) -> bool:
    plan = case.latest(PermanencePlanAgreed)
    return plan is not None and plan.primary is Option.ADOPTION and plan.occurred_on <= event.occurred_on


def _is_planned(case: PermanenceCase, _booked: AdoptionMedicalBooked) -> bool:
    plan = case.latest(PermanencePlanAgreed)
    planned = plan is not None and Option.ADOPTION in {plan.primary, *plan.contingencies}
    return planned or any(each.adoption_considered for each in case.every(GatewayDecisionMade))


def _is_complete(case: PermanenceCase, _audited: ChildPermanenceReportAudited) -> bool:
    report = case.latest(ChildPermanenceReportCompleted)
    return report is not None and report.stage is not ReportStage.STARTED


def _was_complete(case: PermanenceCase, made: AdoptionDecisionMade) -> bool:
    reports = case.every(ChildPermanenceReportCompleted)
    return any(each.stage is not ReportStage.STARTED and each.occurred_on <= made.occurred_on for each in reports)


def _siblings_were_decided_on(case: PermanenceCase, made: AdoptionDecisionMade) -> bool:
    alone = case.registered is None or case.registered.sibling_group_id is None
    return alone or case.by(TogetherOrApartDecided, made.occurred_on)


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        Ground(
            (ChildPermanenceReportAudited,),
            _is_complete,
            "a child permanence report that was complete",
            "no child permanence report is complete; complete it, then audit it",
            in_turn=True,
        ),
        Ground(
            (AdoptionDecisionBooked, AdoptionDecisionMade),
            _is_the_plan,
            "adoption as the agreed plan",
            "adoption is not the plan agreed by {on}; agree a plan with adoption as its primary option first",
            in_turn=True,
        ),
        Ground(
            (AdoptionDecisionMade,),
            _was_complete,
            "the child permanence report",
            "no child permanence report was complete by {on}; complete the report first",
        ),
        Ground(
            (AdoptionDecisionMade,),
            _siblings_were_decided_on,
            "the decision whether brothers and sisters are placed together",
            "the child has brothers or sisters in planning; decide first whether they are placed together",
        ),
        Ground(
            (AdoptionMedicalBooked,),
            _is_planned,
            "adoption among the plans",
            "adoption is not among the plans for this child; agree a plan that names it first",
            in_turn=True,
        ),
        Ground(
            (AdoptionMedicalCompleted,),
            by_the_day(AdoptionMedicalBooked),
            "the booking of the adoption medical",
            "no adoption medical was booked by {on}; book it first",
        ),
    )
)

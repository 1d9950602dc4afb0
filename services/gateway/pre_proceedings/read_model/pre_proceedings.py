"""What is shown of pre-proceedings: the last period, its days and their source, what is done and what is missing."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.gateway.child.domain.matter import LegalMatter
from services.gateway.pre_proceedings.domain import pre_proceedings_plan as plan
from services.gateway.pre_proceedings.domain import pre_proceedings_weeks as weeks
from services.gateway.pre_proceedings.domain.pre_proceedings_period import Period, periods
from services.gateway.pre_proceedings.domain.pre_proceedings_plan import missing_to_conclude
from shared.events.base import Event
from shared.events.codes.gateway import MeetingWithParents, PreProceedingsOutcome, StepDownTo
from shared.events.codes.planning import AssessmentKind
from shared.events.gateway import (
    ExceptionReportMade,
    ImmediateIssueLetterDelivered,
    LegalPlanningMeetingHeld,
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    PreProceedingsMeetingHeld,
    PreProceedingsReviewed,
)
from shared.policy.reckoning.obligation import Obligation, State

# The steps by the names under which they are shown.
STEPS: dict[str, type[Event]] = {
    "letter_drafted": PreProceedingsLetterDrafted,
    "letter_sent": PreProceedingsLetterSent,
    "immediate_issue_letter_delivered": ImmediateIssueLetterDelivered,
    "legal_planning_meeting": LegalPlanningMeetingHeld,
    "meeting_with_parents": PreProceedingsMeetingHeld,
    "exception_report": ExceptionReportMade,
    "review_by_head_of_service": PreProceedingsReviewed,
}


class Point(BaseModel):
    """A day that the policy sets, how it stands, and why it is that day."""

    what: str
    due_on: date
    state: State
    rule_id: str
    source: str
    reckoning: list[str]
    if_extended: bool = Field(default=False, description="it counts only once the panel has extended the period")


class Step(BaseModel):
    """A step that was done."""

    step: str
    on: date
    kind: MeetingWithParents | None = None
    document_id: UUID | None = None
    note_id: UUID | None = None


class Extension(BaseModel):
    """More time that the panel gave."""

    on: date
    until: date
    purpose: str | None
    note_id: UUID | None


class Part(BaseModel):
    """A part that a good plan states."""

    code: str
    words: str
    stated: bool


class Plan(BaseModel):
    """The latest version of the pre-proceedings plan."""

    version: int
    on: date
    approved: bool
    parts: list[Part]
    document_id: UUID | None
    note_id: UUID | None


class Assessment(BaseModel):
    """An assessment that was agreed."""

    assessment_id: UUID
    kind: AssessmentKind
    subject_id: UUID | None
    note_id: UUID | None
    agreed_on: date
    due_on: date
    finalised_on: date | None


class PreProceedingsAsRead(BaseModel):
    """The last period of pre-proceedings; without one, only the plan and what is due of letters."""

    period: int | None = None
    since: date | None = None
    until: date | None = None
    ended_on: date | None = None
    outcome: PreProceedingsOutcome | None = None
    step_down_to: StepDownTo | None = None
    extensions: list[Extension] = []
    plan: Plan | None = None
    assessments: list[Assessment] = []
    steps: list[Step] = []
    due: list[Point] = Field([], description="the letters, meetings and reviews, with their days")
    points: list[Point] = Field([], description="the weeks: review, end, longest end")
    missing_to_conclude: list[str] = []


def shown(matter: LegalMatter, today: date) -> PreProceedingsAsRead:
    """What is shown of a child's pre-proceedings on a day."""
    matter.must_be_known()
    period = next(reversed(periods(matter)), None)
    since = period.since if period else date.min
    found = PreProceedingsAsRead(
        plan=_plan(matter),
        assessments=_assessments(matter, since),
        steps=_steps(matter, since),
        due=_points(weeks.steps_due(matter, today)),
    )
    return found.model_copy(update=_period(matter, period, today)) if period else found


def _period(matter: LegalMatter, period: Period, today: date) -> dict[str, object]:
    points = _points(weeks.points(matter, today))
    if not period.ended and matter.registered:
        points += _points(weeks.points_if_extended(matter, today), if_extended=True)
    return {
        "period": period.started.period,
        "since": period.since,
        "until": period.until,
        "ended_on": period.ended.occurred_on if period.ended else None,
        "outcome": period.ended.outcome if period.ended else None,
        "step_down_to": period.ended.step_down_to if period.ended else None,
        "extensions": [
            Extension(on=each.occurred_on, until=each.until, purpose=each.purpose, note_id=each.note_id)
            for each in period.extensions
        ],
        "points": points,
        "missing_to_conclude": [] if period.ended else list(missing_to_conclude(matter)),
    }


def _plan(matter: LegalMatter) -> Plan | None:
    latest = plan.latest_plan(matter)
    if latest is None:
        return None
    return Plan(
        version=latest.version,
        on=latest.occurred_on,
        approved=latest.approved,
        parts=[
            Part(code=item.code, words=item.words, stated=item.code in latest.parts)
            for item in matter.law.items(plan.PARTS)
        ],
        document_id=latest.document_id,
        note_id=latest.note_id,
    )


def _assessments(matter: LegalMatter, since: date) -> list[Assessment]:
    return [
        Assessment(
            assessment_id=agreed.assessment_id,
            kind=agreed.kind,
            subject_id=agreed.subject_id,
            note_id=agreed.note_id,
            agreed_on=agreed.occurred_on,
            due_on=agreed.due_on,
            finalised_on=done.occurred_on if (done := plan.finalised(matter, agreed.assessment_id)) else None,
        )
        for agreed in plan.agreed_assessments(matter, since)
    ]


def _steps(matter: LegalMatter, since: date) -> list[Step]:
    names = {kind: name for name, kind in STEPS.items()}
    done = (each for each in matter.every(*STEPS.values()) if each.occurred_on >= since)
    return [Step(step=names[type(each)], on=each.occurred_on, **each.model_dump()) for each in done]


def _points(found: Iterable[Obligation], *, if_extended: bool = False) -> list[Point]:
    return [
        Point(
            what=one.what,
            due_on=one.due_on,
            state=one.state,
            rule_id=one.rule_id,
            source=one.source,
            reckoning=list(one.why.arithmetic),
            if_extended=if_extended,
        )
        for one in found
        if one.due_on
    ]

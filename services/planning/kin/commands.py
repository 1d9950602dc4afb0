"""What is asked about the child's people: assessments, the family's own plan, and staying close."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.planning.child.domain import PermanenceCase
from services.planning.kin.domain import assessments, belonging
from shared.events.codes.planning import (
    AssessmentKind,
    AssessmentOutcome,
    FamilyTimeKind,
    LifeStoryKind,
    SiblingConfiguration,
)
from shared.events.planning import (
    AssessmentCompleted,
    AssessmentStarted,
    FamilyGroupConferenceHeld,
    FamilyTimeAgreed,
    LifeStoryWorkProgressed,
    TogetherOrApartDecided,
)
from shared.identifiers import PersonId
from shared.web.commands import Command, CommandRoutes

ROUTES = CommandRoutes()


class StartAssessment(Command):
    """An assessment was commissioned."""

    kind: AssessmentKind
    subject_id: PersonId | None = Field(default=None, description="the person who is assessed, where it is one person")


@ROUTES.post("/children/{child_id}/assessments")
def start_assessment(case: PermanenceCase, command: StartAssessment) -> AssessmentStarted:
    """Record that an assessment began."""
    return assessments.start_assessment(case, command.on, kind=command.kind, subject_id=command.subject_id)


class CompleteAssessment(StartAssessment):
    """An assessment came to its outcome."""

    outcome: AssessmentOutcome


@ROUTES.post("/children/{child_id}/assessments/completed")
def complete_assessment(case: PermanenceCase, command: CompleteAssessment) -> AssessmentCompleted:
    """Record what an assessment concluded."""
    return assessments.complete_assessment(
        case, command.on, kind=command.kind, subject_id=command.subject_id, outcome=command.outcome
    )


class HoldFamilyGroupConference(Command):
    """The family met to make its own plan."""

    carers_identified: Annotated[int, Field(ge=0, le=50)] = 0


@ROUTES.post("/children/{child_id}/family-group-conferences")
def hold_family_group_conference(case: PermanenceCase, command: HoldFamilyGroupConference) -> FamilyGroupConferenceHeld:
    """Record a family group conference, and how many possible carers it named."""
    return assessments.hold_family_group_conference(case, command.on, carers_identified=command.carers_identified)


class DecideTogetherOrApart(Command):
    """Whether brothers and sisters are placed together, how long that is sought, and what follows if not."""

    configuration: SiblingConfiguration
    search_until: date | None = None
    contingency: SiblingConfiguration | None = None


@ROUTES.post("/children/{child_id}/together-or-apart")
def decide_together_or_apart(case: PermanenceCase, command: DecideTogetherOrApart) -> TogetherOrApartDecided:
    """Record the decision about brothers and sisters, for this child."""
    return assessments.decide_together_or_apart(
        case,
        command.on,
        configuration=command.configuration,
        search_until=command.search_until,
        contingency=command.contingency,
    )


class AgreeFamilyTime(Command):
    """Family time was agreed."""

    kind: FamilyTimeKind


@ROUTES.post("/children/{child_id}/family-time")
def agree_family_time(case: PermanenceCase, command: AgreeFamilyTime) -> FamilyTimeAgreed:
    """Record that family time was agreed."""
    return belonging.agree_family_time(case, command.on, kind=command.kind)


class RecordLifeStoryWork(Command):
    """A piece of life story work was done."""

    kind: LifeStoryKind


@ROUTES.post("/children/{child_id}/life-story-work")
def record_life_story_work(case: PermanenceCase, command: RecordLifeStoryWork) -> LifeStoryWorkProgressed:
    """Record a piece of life story work."""
    return belonging.progress_life_story_work(case, command.on, kind=command.kind)

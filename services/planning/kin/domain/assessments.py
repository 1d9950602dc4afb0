"""Assessments: what is known of the parents, of connected people, and of brothers and sisters?"""

from datetime import date

from services.planning.child import domain as child
from services.planning.child.domain import PermanenceCase
from shared.calendar import words_of_day
from shared.errors import RuleBroken
from shared.events.codes.planning import AssessmentKind, AssessmentOutcome, SiblingConfiguration
from shared.events.planning import (
    AssessmentCompleted,
    AssessmentStarted,
    FamilyGroupConferenceHeld,
    TogetherOrApartDecided,
)
from shared.grounds import Ground, Grounds
from shared.identifiers import PersonId


def start_assessment(
    case: PermanenceCase, on: date, *, kind: AssessmentKind, subject_id: PersonId | None
) -> AssessmentStarted:
    """An assessment is commissioned, of a person where it is of one."""
    started = GROUNDS.must_stand(case, AssessmentStarted(**case.about(on), kind=kind, subject_id=subject_id))
    if _under_way(case, kind, subject_id):
        raise RuleBroken(f"the {_words(kind)} assessment is under way already; complete it before another one starts")
    return started


def complete_assessment(
    case: PermanenceCase, on: date, *, kind: AssessmentKind, subject_id: PersonId | None, outcome: AssessmentOutcome
) -> AssessmentCompleted:
    """An assessment comes to its outcome. One that existed before, or that others commissioned, has no start here."""
    completed = AssessmentCompleted(**case.about(on), kind=kind, subject_id=subject_id, outcome=outcome)
    return GROUNDS.must_stand(case, completed)


def hold_family_group_conference(
    case: PermanenceCase, on: date, *, carers_identified: int
) -> FamilyGroupConferenceHeld:
    """The family meets to make its own plan."""
    held = FamilyGroupConferenceHeld(**case.about(on), carers_identified=carers_identified)
    return GROUNDS.must_stand(case, held)


def decide_together_or_apart(
    case: PermanenceCase,
    on: date,
    *,
    configuration: SiblingConfiguration,
    search_until: date | None,
    contingency: SiblingConfiguration | None,
) -> TogetherOrApartDecided:
    """Brothers and sisters stay together unless assessed otherwise (W 9.4)."""
    decided = TogetherOrApartDecided(
        **case.about(on), configuration=configuration, search_until=search_until, contingency=contingency
    )
    GROUNDS.must_stand(case, decided)
    if contingency is configuration:
        raise RuleBroken("the contingency is the planned configuration itself; name another one")
    if search_until and search_until <= on:
        raise RuleBroken("the search for this configuration ends before it begins; name a later day")
    return decided


def _under_way(case: PermanenceCase, kind: AssessmentKind, subject_id: PersonId | None) -> AssessmentStarted | None:
    """The start of such an assessment that has not come to its outcome."""
    under_way = None
    for event in case.recorded:
        if isinstance(event, AssessmentStarted) and (event.kind, event.subject_id) == (kind, subject_id):
            under_way = event
        if isinstance(event, AssessmentCompleted) and (event.kind, event.subject_id) == (kind, subject_id):
            under_way = None
    return under_way


def _words(kind: AssessmentKind) -> str:
    return kind.replace("_", " ")


def _was_started_by_then(case: PermanenceCase, completed: AssessmentCompleted) -> bool:
    started = _under_way(case, completed.kind, completed.subject_id)
    return started is None or started.occurred_on <= completed.occurred_on


def _started_later(case: PermanenceCase, completed: AssessmentCompleted) -> str:
    started = _under_way(case, completed.kind, completed.subject_id)
    since = words_of_day(started.occurred_on) if started else "a later day"
    return f"this assessment was started on {since}; name that day or a later one"


def _were_assessed(case: PermanenceCase, decided: TogetherOrApartDecided) -> bool:
    return any(
        each.kind is AssessmentKind.TOGETHER_OR_APART and each.occurred_on <= decided.occurred_on
        for each in case.every(AssessmentCompleted)
    )


GROUNDS = Grounds[PermanenceCase](
    (
        *child.GROUNDS.table,
        Ground(
            (AssessmentCompleted,),
            _was_started_by_then,
            "an assessment that had been started by that day",
            _started_later,
            in_turn=True,
        ),
        Ground(
            (TogetherOrApartDecided,),
            _were_assessed,
            "the together or apart assessment",
            "only an assessment parts brothers and sisters; complete the together or apart assessment first",
            only=lambda decided: decided.configuration is not SiblingConfiguration.TOGETHER,
        ),
    )
)

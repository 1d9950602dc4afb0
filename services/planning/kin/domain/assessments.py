"""Assessments: what is known of the parents, of connected people, and of brothers and sisters?"""

from datetime import date

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
from shared.identifiers import PersonId


def start_assessment(
    case: PermanenceCase, on: date, *, kind: AssessmentKind, subject_id: PersonId | None
) -> AssessmentStarted:
    """An assessment is commissioned, of a person where it is of one."""
    about = case.step(on)
    if _under_way(case, kind, subject_id):
        raise RuleBroken(f"the {_words(kind)} assessment is under way already; complete it before another one starts")
    return AssessmentStarted(**about, kind=kind, subject_id=subject_id)


def complete_assessment(
    case: PermanenceCase, on: date, *, kind: AssessmentKind, subject_id: PersonId | None, outcome: AssessmentOutcome
) -> AssessmentCompleted:
    """An assessment comes to its outcome. One that existed before, or that others commissioned, has no start here."""
    about = case.step(on)
    started = _under_way(case, kind, subject_id)
    if started and on < started.occurred_on:
        raise RuleBroken(
            f"this assessment was started on {words_of_day(started.occurred_on)}; name that day or a later one"
        )
    return AssessmentCompleted(**about, kind=kind, subject_id=subject_id, outcome=outcome)


def hold_family_group_conference(
    case: PermanenceCase, on: date, *, carers_identified: int
) -> FamilyGroupConferenceHeld:
    """The family meets to make its own plan."""
    return FamilyGroupConferenceHeld(**case.step(on), carers_identified=carers_identified)


def decide_together_or_apart(
    case: PermanenceCase,
    on: date,
    *,
    configuration: SiblingConfiguration,
    search_until: date | None,
    contingency: SiblingConfiguration | None,
) -> TogetherOrApartDecided:
    """Brothers and sisters stay together unless assessed otherwise (W 9.4)."""
    about = case.step(on)
    assessed = any(
        each.kind is AssessmentKind.TOGETHER_OR_APART and each.occurred_on <= on
        for each in case.every(AssessmentCompleted)
    )
    if configuration is not SiblingConfiguration.TOGETHER and not assessed:
        raise RuleBroken(
            "only an assessment parts brothers and sisters; complete the together or apart assessment first"
        )
    if contingency is configuration:
        raise RuleBroken("the contingency is the planned configuration itself; name another one")
    if search_until and search_until <= on:
        raise RuleBroken("the search for this configuration ends before it begins; name a later day")
    return TogetherOrApartDecided(
        **about, configuration=configuration, search_until=search_until, contingency=contingency
    )


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

"""What is assessed, what does the family itself propose, and how does the child fare on the way?"""

import pytest

from services.planning.kin.domain import assessments, belonging
from services.planning.plan import domain as plans
from shared.events.codes.planning import (
    AssessmentKind,
    AssessmentOutcome,
    FamilyTimeKind,
    LifeStoryKind,
    SiblingConfiguration,
    SupportPlanKind,
    ViewKind,
)
from tests.planning.story import MRS_PRICE, Story, day, fostered, in_planning, planned, refused

TOGETHER, APART = SiblingConfiguration.TOGETHER, SiblingConfiguration.APART


def start(story: Story, on: str) -> None:
    story.does(assessments.start_assessment, day(on), kind=AssessmentKind.VIABILITY, subject_id=MRS_PRICE)


def complete(story: Story, on: str, kind: AssessmentKind = AssessmentKind.VIABILITY) -> None:
    story.does(
        assessments.complete_assessment,
        day(on),
        kind=kind,
        subject_id=MRS_PRICE if kind is AssessmentKind.VIABILITY else None,
        outcome=AssessmentOutcome.POSITIVE,
    )


def test_one_assessment_of_a_kind_and_a_person_is_under_way_at_a_time() -> None:
    story = in_planning()
    start(story, "01-20")
    with refused("the viability assessment is under way already; complete it before another one starts"):
        start(story, "01-21")
    story.does(assessments.start_assessment, day("01-21"), kind=AssessmentKind.VIABILITY, subject_id=None)
    complete(story, "02-20")
    start(story, "03-01")


def test_an_assessment_is_completed_on_or_after_the_day_it_started() -> None:
    story = in_planning()
    start(story, "01-20")
    with refused("this assessment was started on 20 January 2026; name that day or a later one"):
        complete(story, "01-19")


def test_an_assessment_that_others_commissioned_is_recorded_with_its_outcome_alone() -> None:
    story = in_planning()
    complete(story, "01-20")
    assert len(story.recorded) == 1


def test_a_conference_names_possible_carers() -> None:
    held = assessments.hold_family_group_conference(in_planning().case, day("01-20"), carers_identified=2)
    assert held.carers_identified == 2


def decide(story: Story, planned_as: SiblingConfiguration, until: str, otherwise: SiblingConfiguration) -> None:
    story.does(
        assessments.decide_together_or_apart,
        day("03-01"),
        configuration=planned_as,
        search_until=day(until),
        contingency=otherwise,
    )


def test_brothers_and_sisters_stay_together_unless_assessed_otherwise() -> None:
    story = in_planning()
    decide(story, TOGETHER, "09-01", APART)
    with refused("only an assessment parts brothers and sisters; complete the together or apart assessment first"):
        decide(story, APART, "09-01", TOGETHER)
    complete(story, "02-28", AssessmentKind.TOGETHER_OR_APART)
    decide(story, APART, "09-01", TOGETHER)


def test_the_search_for_a_configuration_has_an_end_and_another_way() -> None:
    with refused("the contingency is the planned configuration itself; name another one"):
        decide(in_planning(), TOGETHER, "09-01", TOGETHER)
    with refused("the search for this configuration ends before it begins; name a later day"):
        decide(in_planning(), TOGETHER, "03-01", APART)


def test_family_time_is_agreed_for_a_child_in_care() -> None:
    with refused("the child is not looked after on 20 January 2026; record that the child became looked after first"):
        belonging.agree_family_time(in_planning().case, day("01-20"), kind=FamilyTimeKind.DIRECT)
    belonging.agree_family_time(fostered().case, day("01-20"), kind=FamilyTimeKind.DIRECT)


def test_a_childs_view_is_a_view_of_a_plan() -> None:
    with refused("no plan was agreed by 20 January 2026 that the child could think of; agree the plan first"):
        plans.record_view(fostered().case, day("01-20"), kind=ViewKind.DIFFERS_FROM_PLAN)
    plans.record_view(fostered().case, day("01-20"), kind=ViewKind.TOO_YOUNG_TO_SAY)
    plans.record_view(planned().case, day("02-20"), kind=ViewKind.DIFFERS_FROM_PLAN)


def test_the_plan_of_life_story_work_begins_in_care_and_the_rest_goes_on_after() -> None:
    with refused("the child is not looked after on 20 January 2026; record that the child became looked after first"):
        belonging.progress_life_story_work(in_planning().case, day("01-20"), kind=LifeStoryKind.PLAN)
    belonging.progress_life_story_work(fostered().case, day("01-20"), kind=LifeStoryKind.PLAN)
    belonging.progress_life_story_work(in_planning().case, day("01-20"), kind=LifeStoryKind.LATER_LIFE_LETTER)


@pytest.mark.parametrize("kind", SupportPlanKind)
def test_a_support_plan_is_drafted(kind: SupportPlanKind) -> None:
    assert plans.draft_support_plan(in_planning().case, day("01-20"), kind=kind).kind is kind

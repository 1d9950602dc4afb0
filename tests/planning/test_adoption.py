"""What must be there before the Agency Decision Maker decides?"""

from uuid import UUID

import pytest

from services.planning.adoption import domain as adoption
from services.planning.kin.domain import assessments
from shared.events.codes.planning import AuditOutcome, Option, ReportStage, SiblingConfiguration
from shared.events.gateway import ChildRegistered
from shared.events.planning import AdoptionDecisionMade
from shared.identifiers import DecisionId, SiblingGroupId
from tests.planning.story import (
    LEGAL_ACTION_AGREED,
    REGISTERED,
    Story,
    day,
    in_planning,
    planned,
    refused,
    should_be_placed,
)

NOT_THE_PLAN = "adoption is not the plan agreed by 4 May 2026; agree a plan with adoption as its primary option first"


def decide(story: Story, on: str = "05-04", *, yes: bool = True) -> AdoptionDecisionMade:
    return story.does(adoption.decide, DecisionId(UUID(int=51)), day(on), should_be_placed=yes)


def test_the_decision_maker_decides_on_the_plan_and_the_report() -> None:
    shown = should_be_placed().row()
    assert (shown.should_be_placed, shown.decided_on, shown.report_version) == (True, day("05-04"), 1)


@pytest.mark.parametrize("story", [in_planning(), planned(Option.SPECIAL_GUARDIANSHIP)], ids=["none", "another"])
def test_no_decision_where_adoption_is_not_the_plan(story: Story) -> None:
    with refused(NOT_THE_PLAN):
        decide(story)
    with refused(NOT_THE_PLAN):
        adoption.book_decision(story.case, day("05-04"), decision_on=day("05-18"))


def test_no_decision_from_before_the_plan() -> None:
    with refused("adoption is not the plan agreed by 9 February 2026"):
        decide(planned(), "02-09")


def test_no_decision_without_a_complete_report() -> None:
    story = planned()
    sentence = "no child permanence report was complete by 4 May 2026; complete the report first"
    with refused(sentence):
        decide(story)
    story.does(adoption.complete_report, day("03-01"), stage=ReportStage.STARTED)
    with refused(sentence):
        decide(story)
    story.does(adoption.complete_report, day("05-05"), stage=ReportStage.BEFORE_DECISION)
    with refused(sentence):
        decide(story)


def test_no_decision_about_one_of_a_sibling_group_before_it_is_settled_whether_they_stay_together() -> None:
    one_of_three = REGISTERED.model_copy(update={"sibling_group_id": SiblingGroupId(UUID(int=71))})
    story = planned()
    others = {event for event in story.case.heard if not isinstance(event, ChildRegistered)}
    story.case = type(story.case)(
        story.case.child_id, story.case.laws, frozenset({*others, one_of_three}), story.case.recorded
    )
    story.does(adoption.complete_report, day("04-20"), stage=ReportStage.BEFORE_DECISION)
    with refused("the child has brothers or sisters in planning; decide first whether they are placed together"):
        decide(story)
    story.does(
        assessments.decide_together_or_apart,
        day("05-01"),
        configuration=SiblingConfiguration.TOGETHER,
        search_until=day("11-01"),
        contingency=SiblingConfiguration.APART,
    )
    assert decide(story).should_be_placed


def test_the_same_is_not_decided_twice_but_a_decision_may_be_reversed() -> None:
    story = should_be_placed()
    with refused("that was decided on 4 May 2026 already; record only a decision that differs"):
        decide(story, "06-01")
    decide(story, "06-01", yes=False)
    assert story.row().should_be_placed is False


def test_a_decision_is_booked_for_a_day_to_come() -> None:
    story = planned()
    assert story.does(adoption.book_decision, day("04-01"), decision_on=day("05-04")).decided_on == day("05-04")
    with refused("the decision is booked for a day that is past; name the day on which it will be made"):
        adoption.book_decision(story.case, day("04-01"), decision_on=day("03-31"))


def test_the_report_is_started_once_and_each_version_is_kept() -> None:
    story = planned()
    stages = [ReportStage.STARTED, ReportStage.MANAGER, ReportStage.BEFORE_DECISION]
    made = [story.does(adoption.complete_report, day("03-01"), stage=stage).version for stage in stages]
    assert made == [1, 2, 3]
    with refused("the report was started on 1 March 2026 already; name the stage for which it is complete"):
        adoption.complete_report(story.case, day("03-02"), stage=ReportStage.STARTED)


def test_a_report_is_complete_before_it_is_audited() -> None:
    story = planned()
    story.does(adoption.complete_report, day("03-01"), stage=ReportStage.STARTED)
    audit = {"stage": ReportStage.MANAGER, "outcome": AuditOutcome.ACCEPTED}
    with refused("no child permanence report is complete; complete it, then audit it"):
        adoption.audit_report(story.case, day("03-02"), stage=ReportStage.MANAGER, outcome=AuditOutcome.ACCEPTED)
    story.does(adoption.complete_report, day("04-01"), stage=ReportStage.MANAGER)
    made = adoption.audit_report(story.case, day("04-02"), stage=ReportStage.MANAGER, outcome=AuditOutcome.ACCEPTED)
    assert made.model_dump(include={"version", *audit}) == {"version": 2, **audit}


def test_a_medical_is_booked_when_adoption_is_among_the_plans() -> None:
    with refused("adoption is not among the plans for this child; agree a plan that names it first"):
        adoption.book_medical(in_planning().case, day("01-20"))
    assert adoption.book_medical(planned().case, day("02-20")).occurred_on == day("02-20")
    considered = LEGAL_ACTION_AGREED.model_copy(update={"adoption_considered": True})
    adoption.book_medical(in_planning().hears(considered).case, day("01-20"))


def test_a_medical_is_booked_before_it_is_completed() -> None:
    story = planned()
    with refused("no adoption medical was booked by 1 March 2026; book it first"):
        adoption.complete_medical(story.case, day("03-01"))
    story.does(adoption.book_medical, day("02-20"))
    assert adoption.complete_medical(story.case, day("03-01")).occurred_on == day("03-01")

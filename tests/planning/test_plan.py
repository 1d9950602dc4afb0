"""Is there a plan, who agreed it, and what must come first?"""

import pytest

from services.planning.meetings import domain as meetings
from services.planning.plan import domain as plans
from shared.events.codes.gateway import BypassReason, GatewayOutcome
from shared.events.codes.planning import Option, RatifiedBy, ReviewKind
from shared.events.codes.roles import Role
from shared.events.gateway import LegalGatewayBypassed
from shared.events.planning import PlanningMeetingHeld, ReviewHeld
from tests.planning.story import (
    ABOUT,
    LEGAL_ACTION_AGREED,
    PLACED_FOR_ADOPTION,
    PLACEMENT_ORDER,
    REGISTERED,
    Story,
    agree,
    day,
    fostered,
    in_planning,
    looked_after,
    planned,
    refused,
)

ADOPTION, HOME = Option.ADOPTION, Option.RETURN_HOME


def meet(story: Story, on: str, *tracks: Option, next_on: str | None = None) -> PlanningMeetingHeld:
    return story.does(
        meetings.hold_planning_meeting, day(on), tracks=tracks or (HOME,), next_on=day(next_on) if next_on else None
    )


def review(story: Story, on: str, kind: ReviewKind = ReviewKind.CHILD_IN_CARE) -> ReviewHeld:
    return story.does(meetings.hold_review, day(on), kind=kind, plan_endorsed=None, iro_view=None)


def test_meetings_are_numbered_and_set_the_next() -> None:
    story = in_planning()
    assert [meet(story, "01-26").number, meet(story, "03-09", HOME, ADOPTION, next_on="04-09").number] == [1, 2]
    shown = story.row()
    assert (shown.planning_meetings, shown.last_meeting_on, shown.next_meeting_on) == (2, day("03-09"), day("04-09"))
    assert shown.tracks == ["return_home", "adoption"]


def test_planning_starts_when_legal_action_is_agreed_and_not_before() -> None:
    with refused(
        "by 11 January 2026 no legal action is agreed and the child is not looked after;"
        " take the case to the Legal Gateway, or record that the child became looked after"
    ):
        meet(in_planning(), "01-11")


def test_planning_does_not_start_where_the_threshold_is_not_met() -> None:
    not_met = LEGAL_ACTION_AGREED.model_copy(update={"outcome": GatewayOutcome.THRESHOLD_NOT_MET})
    with refused("no legal action is agreed and the child is not looked after"):
        meet(Story().hears(REGISTERED, not_met), "01-26")


def test_planning_starts_for_a_child_in_care_and_for_one_who_need_not_go_to_the_gateway() -> None:
    assert meet(looked_after(), "01-26").number == 1
    bypassed = LegalGatewayBypassed(
        **ABOUT,
        occurred_on=day("01-08"),
        ratified_by_role=Role.SERVICE_MANAGER,
        reason=BypassReason.AGED_16_OR_17_WITH_PLAN_OF_RETURN,
    )
    assert meet(Story().hears(REGISTERED, bypassed), "01-26").number == 1


def test_a_meeting_names_each_plan_once_and_a_later_day_for_the_next() -> None:
    with refused("a plan is named twice among the tracks; name each plan once"):
        meet(in_planning(), "01-26", HOME, HOME)
    with refused("the next meeting is not after this one; name a later day"):
        meet(in_planning(), "01-26", next_on="01-26")


def test_reviews_of_each_kind_are_numbered_by_themselves() -> None:
    story = fostered()
    assert [review(story, "02-10").number, review(story, "05-05").number] == [1, 2]
    story.hears(PLACEMENT_ORDER, PLACED_FOR_ADOPTION)
    assert review(story, "08-20", ReviewKind.ADOPTION).number == 1
    assert (story.row().care_reviews, story.row().adoption_reviews, story.row().last_review_on) == (2, 1, day("08-20"))


def test_a_review_is_of_a_looked_after_child() -> None:
    with refused("the child is not looked after on 10 February 2026; record that the child became looked after first"):
        review(in_planning(), "02-10")


def test_an_adoption_review_is_of_a_child_who_may_be_placed_for_adoption() -> None:
    with refused("the child neither is nor may be placed for adoption; hold a child in care review"):
        review(fostered(), "02-10", ReviewKind.ADOPTION)
    assert review(fostered().hears(PLACED_FOR_ADOPTION), "08-20", ReviewKind.ADOPTION).number == 1
    assert review(fostered().hears(PLACEMENT_ORDER), "08-20", ReviewKind.ADOPTION).number == 1


def test_the_plan_and_every_version_of_it_are_shown() -> None:
    story = planned(HOME)
    review(story, "05-05")
    agree(story, day("05-05"), ADOPTION)
    shown = story.row()
    assert (shown.primary_plan, shown.contingencies, shown.plan_version) == ("adoption", ["permanent_fostering"], 2)
    assert [(each.version, each.primary_plan) for each in story.versions()] == [(1, "return_home"), (2, "adoption")]


def test_a_plan_comes_out_of_a_planning_meeting() -> None:
    with refused("a plan comes out of a permanence planning meeting; record the meeting first"):
        agree(fostered(), day("02-10"), HOME)


@pytest.mark.parametrize(
    ("contingencies", "sentence"),
    [
        ((), "a plan needs at least one contingency; add what follows if the primary plan fails"),
        ((HOME,), "the primary plan is also named as a contingency; name another contingency"),
        ((ADOPTION, ADOPTION), "a contingency is named twice; name each once"),
    ],
)
def test_a_plan_has_contingencies_beside_it(contingencies: tuple[Option, ...], sentence: str) -> None:
    story = in_planning()
    meet(story, "01-26")
    with refused(sentence):
        plans.agree_plan(
            story.case, day("01-26"), primary=HOME, contingencies=contingencies, ratified_by=RatifiedBy.MEETING
        )


def test_a_meeting_agrees_the_first_plan_but_no_other_primary_plan() -> None:
    story = in_planning()
    meet(story, "01-26")
    agree(story, day("01-26"), HOME, RatifiedBy.MEETING)
    agree(story, day("03-09"), HOME, RatifiedBy.MEETING)
    with refused(
        "a changed primary plan is not ratified by a planning meeting;"
        " take it to a review, the final care planning meeting or the court"
    ):
        agree(story, day("03-09"), ADOPTION, RatifiedBy.MEETING)


def test_what_ratified_the_plan_must_have_taken_place() -> None:
    story = Story().hears(REGISTERED, LEGAL_ACTION_AGREED)
    meet(story, "01-26")
    with refused("no review was held by 10 February 2026; record the review that ratified the plan first"):
        agree(story, day("02-10"), HOME, RatifiedBy.REVIEW)
    with refused("no proceedings were issued by 10 February 2026; have them recorded with the Legal Gateway first"):
        agree(story, day("02-10"), HOME, RatifiedBy.COURT)
    with refused("no final care planning meeting ratified this plan; record the meeting that did first"):
        agree(story, day("02-10"), HOME, RatifiedBy.FINAL_CARE_PLANNING)


def test_the_final_care_planning_meeting_ratifies_the_plan_that_it_names() -> None:
    story = planned(HOME)
    story.does(meetings.hold_final_care_planning_meeting, day("04-20"), ratified_plan=ADOPTION)
    agree(story, day("04-20"), ADOPTION, RatifiedBy.FINAL_CARE_PLANNING)
    with refused("no final care planning meeting ratified this plan"):
        agree(story, day("04-21"), HOME, RatifiedBy.FINAL_CARE_PLANNING)


def test_a_final_care_planning_meeting_is_held_in_proceedings() -> None:
    with refused("no proceedings were issued by 13 January 2026; have them recorded with the Legal Gateway first"):
        meetings.hold_final_care_planning_meeting(in_planning().case, day("01-13"), ratified_plan=ADOPTION)


def test_the_court_may_ratify_another_plan() -> None:
    story = planned(HOME)
    agree(story, day("06-30"), ADOPTION, RatifiedBy.COURT)
    assert story.row().ratified_by == "court"

"""Periods of pre-proceedings: what the panel's decisions do to them, what they need, and for how long they last."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.gateway.court.domain import proceedings
from services.gateway.panel.domain import referral_rules as referring
from services.gateway.pre_proceedings.domain import pre_proceedings, pre_proceedings_plan
from services.gateway.pre_proceedings.domain.pre_proceedings_period import periods
from services.gateway.pre_proceedings.domain.what_follows import Terms, follows
from shared.events.codes.gateway import (
    Application,
    GatewayOutcome,
    PreProceedingsOutcome,
    ProceedingsOutcome,
    ReferralPurpose,
    StepDownTo,
)
from shared.events.codes.planning import AssessmentKind
from shared.events.gateway import (
    GatewayDecisionMade,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsStarted,
    ProceedingsConcluded,
)
from shared.identifiers import ReferralId
from shared.policy.reading.packs import policy_of
from tests.gateway.period_story import (
    ABOUT,
    DECIDED,
    EVERY_PART,
    REASON,
    Story,
    day,
    in_pre_proceedings,
    ready_to_conclude,
    refused,
)

# What the panel's decisions do


def test_pre_proceedings_begin_with_the_decision_that_agrees_them() -> None:
    started = Story().decides(GatewayOutcome.PRE_PROCEEDINGS, review_on=day("07-21"))
    assert isinstance(started, PreProceedingsStarted)
    assert (started.occurred_on, started.period, started.until) == (DECIDED, 1, day("07-21"))


@pytest.mark.parametrize(
    "outcome", [GatewayOutcome.THRESHOLD_NOT_MET, GatewayOutcome.RATIFIED, GatewayOutcome.DEFERRED]
)
def test_other_decisions_leave_pre_proceedings_alone(outcome: GatewayOutcome) -> None:
    assert in_pre_proceedings().decides(outcome, day("05-12")) is None


def test_care_proceedings_end_pre_proceedings_only_when_they_are_issued() -> None:
    story = in_pre_proceedings()
    assert story.decides(GatewayOutcome.CARE_PROCEEDINGS, day("05-12")) is None
    assert story.matter.pre_proceedings


def test_pre_proceedings_do_not_begin_twice() -> None:
    story = in_pre_proceedings()
    with refused("in pre-proceedings since 31 March 2026; the panel extends or ends them"):
        story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("05-12"))


def test_the_second_period_that_proceedings_end_is_told_as_the_second() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("11-03"), purpose=ReferralPurpose.SECOND_PERIOD)
    story.decides(GatewayOutcome.CARE_PROCEEDINGS, day("12-01"))
    ended, _ = proceedings.issue(
        story.matter,
        day("12-03"),
        application=Application.CARE,
        court_case_number="WA26C50001",
        hearing_on=None,
    )
    assert isinstance(ended, PreProceedingsEnded)
    assert (ended.period, ended.outcome) == (2, "care_proceedings")


def test_a_second_period_is_decided_on_a_referral_for_it() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    second = story.decides(
        GatewayOutcome.PRE_PROCEEDINGS, day("11-03"), purpose=ReferralPurpose.SECOND_PERIOD, review_on=day("2027-01-26")
    )
    assert isinstance(second, PreProceedingsStarted)
    assert (second.period, second.until) == (2, day("2027-01-26"))
    assert [(period.since, bool(period.ended)) for period in periods(story.matter)] == [
        (DECIDED, True),
        (day("11-03"), False),
    ]


def test_without_that_purpose_there_is_no_second_period() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    with refused("a second period needs a referral with that purpose"):
        story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("11-03"))


def test_pre_proceedings_do_not_begin_before_the_day_on_which_earlier_ones_ended() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    with refused("earlier pre-proceedings ended on 14 July 2026; check the day of the decision"):
        story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("07-13"), purpose=ReferralPurpose.SECOND_PERIOD)


def test_there_is_no_second_period_before_a_first() -> None:
    with refused("refer the family for a decision on threshold"):
        Story().decides(GatewayOutcome.PRE_PROCEEDINGS, purpose=ReferralPurpose.SECOND_PERIOD)


def test_after_concluded_proceedings_pre_proceedings_begin_afresh() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    story.then(ProceedingsConcluded(**ABOUT, occurred_on=day("12-01"), outcome=ProceedingsOutcome.NO_ORDER))
    with refused("a second period follows pre-proceedings that ended, and there are none since the last proceedings"):
        referring.begin(
            ReferralId(UUID(int=9)), [story.matter], day("2028-01-25"), purpose=ReferralPurpose.SECOND_PERIOD
        )
    again = story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("2028-02-01"))
    assert isinstance(again, PreProceedingsStarted)
    assert again.period == 1


# Extension


def test_an_extension_has_purpose_reason_new_date_and_past_16_weeks_an_exception_report() -> None:
    extended = in_pre_proceedings().reported("07-07").extends("07-14", "09-08")
    assert isinstance(extended, PreProceedingsExtended)
    assert (extended.until, extended.purpose, extended.note_id) == (day("09-08"), "recommended_therapy", REASON)


def test_the_day_of_the_next_review_is_the_new_date_where_no_other_is_given() -> None:
    story = in_pre_proceedings().reported("07-07")
    extended = story.decides(
        GatewayOutcome.EXTENSION, day("07-14"), review_on=day("09-08"), terms=Terms(None, "perpetrator_programme")
    )
    assert isinstance(extended, PreProceedingsExtended)
    assert extended.until == day("09-08")


def test_within_16_weeks_no_exception_report_is_needed() -> None:
    story = Story()
    story.decides(GatewayOutcome.PRE_PROCEEDINGS, review_on=day("06-02"))
    assert isinstance(story.extends("05-26", "07-21"), PreProceedingsExtended)


def test_past_16_weeks_without_the_report_the_refusal_names_the_day_and_the_clause() -> None:
    with refused("22 July 2026 is past 21 July 2026, by when pre-proceedings should be concluded (Warrington"):
        in_pre_proceedings().extends("07-14", "07-22")


def test_a_further_extension_needs_a_report_of_its_own() -> None:
    story = in_pre_proceedings().reported("07-07")
    story.extends("07-14", "09-29")
    with refused("record the exception report first"):
        story.extends("09-22", "11-24")
    assert isinstance(story.reported("09-21").extends("09-22", "11-24"), PreProceedingsExtended)


def test_nothing_goes_beyond_52_weeks() -> None:
    story = in_pre_proceedings().reported("07-07")
    with refused("pre-proceedings must end by 30 March 2027 (Warrington"):
        story.extends("07-14", "2027-03-31")
    assert isinstance(story.extends("07-14", "2027-03-30"), PreProceedingsExtended)


def test_where_the_policy_sets_no_weeks_the_panel_alone_does() -> None:
    matter = replace(in_pre_proceedings().matter, laws=lambda _: policy_of("trafford"))
    decision = next(iter(matter.every(GatewayDecisionMade)))
    extension = decision.model_copy(update={"outcome": GatewayOutcome.EXTENSION, "occurred_on": day("07-14")})
    (extended,) = follows(matter, extension, Terms(day("2028-01-01"), "anything_agreed"))
    assert isinstance(extended, PreProceedingsExtended)


def test_an_extension_says_what_it_lacks() -> None:
    story = in_pre_proceedings().reported("07-07")
    with refused("an extension needs a purpose; name one of: criminal_investigation"):
        story.extends("07-14", "09-08", None)
    with refused("recomended_therapy is no purpose of an extension here; did you mean recommended_therapy?"):
        story.extends("07-14", "09-08", "recomended_therapy")
    with refused("xyzzy is no purpose of an extension here; name one of: criminal_investigation"):
        story.extends("07-14", "09-08", "xyzzy")
    with refused("needs the day until which pre-proceedings go on"):
        story.decides(GatewayOutcome.EXTENSION, day("07-14"), terms=Terms(None, "recommended_therapy"))
    with refused("pre-proceedings last until 21 July 2026; name a later day"):
        story.extends("07-14", "07-21")


def test_only_open_pre_proceedings_are_extended() -> None:
    with refused("the Legal Gateway must agree them first"):
        Story().extends("07-14", "09-08")


def test_an_exception_report_says_something() -> None:
    with refused("give its text or its document"):
        pre_proceedings.report_exception(in_pre_proceedings().matter, day("07-07"), document_id=None, note_id=None)


# Step-down


def test_a_step_down_goes_to_a_child_protection_plan() -> None:
    ended = ready_to_conclude().steps_down("07-14")
    assert isinstance(ended, PreProceedingsEnded)
    assert (ended.outcome, ended.step_down_to) == ("step_down", "child_protection_plan")


def test_child_in_need_is_the_exception() -> None:
    ended = ready_to_conclude().steps_down("07-14", StepDownTo.CHILD_IN_NEED)
    assert isinstance(ended, PreProceedingsEnded)
    assert ended.step_down_to is StepDownTo.CHILD_IN_NEED


def test_what_is_missing_to_conclude_is_named() -> None:
    story = in_pre_proceedings()
    with refused("pre-proceedings cannot be concluded; still missing: the latest pre-proceedings plan"):
        story.steps_down("07-14")
    story.agreed("04-08", AssessmentKind.PSYCHOLOGICAL)
    story.planned("04-07", *EVERY_PART[:-1])
    with refused(
        "still missing: the psychological assessment agreed on 8 April 2026 and due on 30 June 2026, "
        "finalised by legal; in version 1 of the plan: All assessments that are being completed"
    ):
        story.steps_down("07-14")
    story.planned("04-09", *EVERY_PART)
    with refused("the Service Manager's approval of version 2 of the plan"):
        story.steps_down("07-14")


def test_assessments_of_an_earlier_period_do_not_hold_up_a_later_one() -> None:
    story = in_pre_proceedings()
    story.agreed("04-08")
    story.planned("04-07", *EVERY_PART)
    story.approved("04-08")
    story.then(PreProceedingsEnded(**ABOUT, occurred_on=day("06-01"), outcome=PreProceedingsOutcome.STEP_DOWN))
    story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("11-03"), purpose=ReferralPurpose.SECOND_PERIOD)
    assert list(pre_proceedings_plan.missing_to_conclude(story.matter)) == []

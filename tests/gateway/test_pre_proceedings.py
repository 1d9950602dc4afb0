"""Pre-proceedings: what the panel's decisions do to them, what they need, and for how long they last."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.gateway.domain import pre_proceedings, pre_proceedings_period, pre_proceedings_plan
from services.gateway.domain.matter import LegalMatter
from services.gateway.domain.pre_proceedings_period import Terms, follows, periods
from services.gateway.read_model.pre_proceedings import PreProceedingsAsRead, shown
from shared.errors import RuleBroken
from shared.events.base import Event
from shared.events.codes import (
    AssessmentKind,
    GatewayOutcome,
    MeetingWithParents,
    Option,
    PreProceedingsOutcome,
    ProceedingsOutcome,
    ReferralPurpose,
    StepDownTo,
)
from shared.events.gateway import (
    ChildRegistered,
    GatewayDecisionMade,
    PreProceedingsEnded,
    PreProceedingsExtended,
    PreProceedingsPlanRecorded,
    PreProceedingsStarted,
    ProceedingsConcluded,
    ReferredToLegalGateway,
)
from shared.identifiers import AssessmentId, ChildId, DecisionId, MeetingId, NoteId, ReferralId
from shared.policy.packs import policy_of

CHILD = ChildId(UUID(int=1))
ABOUT: dict[str, Any] = {"child_id": CHILD, "authority": "warrington"}
WARRINGTON = policy_of("warrington")
EVERY_PART = tuple(item.code for item in WARRINGTON.items("pre_proceedings_plan_parts"))
REASON = NoteId(UUID(int=7))
DECIDED = date(2026, 3, 31)  # 16 weeks later is 21 July, 26 weeks 29 September, 52 weeks 30 March 2027


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    with pytest.raises(RuleBroken, match=re.escape(sentence)):
        yield


def day(text: str) -> date:
    return date.fromisoformat(text if text.startswith("20") else f"2026-{text}")


class Story:
    """A family before the panel, told step by step."""

    def __init__(self) -> None:
        self.matter = LegalMatter.opened(CHILD)
        self.then(ChildRegistered(**ABOUT, occurred_on=day("03-02"), date_of_birth=date(2021, 3, 1)))

    def then(self, *events: Event) -> "Story":
        for event in events:
            self.matter = self.matter.apply(event)
        return self

    def decides(  # noqa: PLR0913 - what a decision consists of
        self,
        outcome: GatewayOutcome,
        on: date = DECIDED,
        *,
        purpose: ReferralPurpose = ReferralPurpose.THRESHOLD,
        terms: Terms = Terms(),  # noqa: B008 - a value
        reason: NoteId | None = REASON,
        review_on: date | None = None,
    ) -> Event | None:
        """The panel decides on a referral for this purpose; answers what that does to pre-proceedings, if anything."""
        referral = ReferralId(uuid4())
        self.then(ReferredToLegalGateway(**ABOUT, occurred_on=on, referral_id=referral, purpose=purpose))
        decision = GatewayDecisionMade(
            **ABOUT,
            occurred_on=on,
            decision_id=DecisionId(uuid4()),
            referral_id=referral,
            outcome=outcome,
            primary_plan=Option.RETURN_HOME,
            contingencies=(Option.SPECIAL_GUARDIANSHIP,),
            review_on=review_on,
            note_id=reason,
        )
        following = follows(self.matter, decision, WARRINGTON, terms)
        self.then(decision, *following)
        return following[0] if following else None

    def extends(self, on: str, until: str, purpose: str | None = "recommended_therapy", **more: Any) -> Event | None:  # noqa: ANN401 - as `decides`
        return self.decides(GatewayOutcome.EXTENSION, day(on), terms=Terms(day(until), purpose), **more)

    def steps_down(
        self, on: str, to: StepDownTo = StepDownTo.CHILD_PROTECTION_PLAN, reason: NoteId | None = None
    ) -> Event | None:
        return self.decides(GatewayOutcome.STEP_DOWN, day(on), terms=Terms(step_down_to=to), reason=reason)

    def reported(self, on: str) -> "Story":
        return self.then(pre_proceedings.report_exception(self.matter, day(on), document_id=None, note_id=REASON))

    def planned(self, on: str, *parts: str) -> PreProceedingsPlanRecorded:
        plan = pre_proceedings_plan.record_plan(
            self.matter, day(on), WARRINGTON, parts=parts, document_id=None, note_id=None
        )
        self.then(plan)
        return plan

    def approved(self, on: str, version: int | None = None) -> "Story":
        return self.then(pre_proceedings_plan.approve_plan(self.matter, day(on), WARRINGTON, version=version))

    def agreed(self, on: str, kind: AssessmentKind = AssessmentKind.PARENTING, due: str = "06-30") -> AssessmentId:
        name = AssessmentId(uuid4())
        self.then(pre_proceedings_plan.agree_assessment(self.matter, name, day(on), kind=kind, due_on=day(due)))
        return name

    def finalised(self, on: str, assessment: AssessmentId) -> "Story":
        return self.then(
            pre_proceedings_plan.finalise_assessment(self.matter, day(on), assessment_id=assessment, document_id=None)
        )

    def lettered(self, on: str = "04-02") -> "Story":
        self.then(pre_proceedings.draft_letter(self.matter, day(on)))
        return self.then(pre_proceedings.send_letter(self.matter, day(on)))

    def meets(self, on: str, kind: MeetingWithParents = MeetingWithParents.INITIAL) -> "Story":
        return self.then(pre_proceedings.meet_parents(self.matter, MeetingId(uuid4()), day(on), kind))

    def read(self, on: str) -> PreProceedingsAsRead:
        return shown(self.matter, WARRINGTON, day(on))


def in_pre_proceedings() -> Story:
    story = Story()
    story.decides(GatewayOutcome.PRE_PROCEEDINGS, review_on=day("07-21"))
    return story


def ready_to_conclude() -> Story:
    """The plan is complete and approved, and the one assessment that was agreed is finalised."""
    story = in_pre_proceedings()
    story.planned("04-07", *EVERY_PART)
    return story.approved("04-08").finalised("06-20", story.agreed("04-08"))


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
    with refused("in pre-proceedings since 2026-03-31; the panel extends or ends them"):
        story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("05-12"))


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


def test_there_is_no_second_period_before_a_first() -> None:
    with refused("refer the family for a decision on threshold"):
        Story().decides(GatewayOutcome.PRE_PROCEEDINGS, purpose=ReferralPurpose.SECOND_PERIOD)


def test_after_concluded_proceedings_pre_proceedings_begin_afresh() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    story.then(ProceedingsConcluded(**ABOUT, occurred_on=day("12-01"), outcome=ProceedingsOutcome.NO_ORDER))
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
    with refused("2026-07-22 is past 2026-07-21, by when pre-proceedings should be concluded (Warrington"):
        in_pre_proceedings().extends("07-14", "07-22")


def test_a_further_extension_needs_a_report_of_its_own() -> None:
    story = in_pre_proceedings().reported("07-07")
    story.extends("07-14", "09-29")
    with refused("record the exception report first"):
        story.extends("09-22", "11-24")
    assert isinstance(story.reported("09-21").extends("09-22", "11-24"), PreProceedingsExtended)


def test_nothing_goes_beyond_52_weeks() -> None:
    story = in_pre_proceedings().reported("07-07")
    with refused("pre-proceedings must end by 2027-03-30 (Warrington"):
        story.extends("07-14", "2027-03-31")
    assert isinstance(story.extends("07-14", "2027-03-30"), PreProceedingsExtended)


def test_where_the_policy_sets_no_weeks_the_panel_alone_does() -> None:
    matter = in_pre_proceedings().matter
    decision = next(iter(matter.every(GatewayDecisionMade)))
    extension = decision.model_copy(update={"outcome": GatewayOutcome.EXTENSION, "occurred_on": day("07-14")})
    (extended,) = follows(matter, extension, policy_of("trafford"), Terms(day("2028-01-01"), "anything_agreed"))
    assert isinstance(extended, PreProceedingsExtended)


def test_an_extension_says_what_it_lacks() -> None:
    story = in_pre_proceedings().reported("07-07")
    with refused("an extension needs a purpose; name one of: criminal_investigation"):
        story.extends("07-14", "09-08", None)
    with refused("did you mean recommended_therapy?"):
        story.extends("07-14", "09-08", "recomended_therapy")
    with refused("name one of: criminal_investigation"):
        story.extends("07-14", "09-08", "xyzzy")
    with refused("an extension needs a reason"):
        story.extends("07-14", "09-08", reason=None)
    with refused("needs the day until which pre-proceedings go on"):
        story.decides(GatewayOutcome.EXTENSION, day("07-14"), terms=Terms(None, "recommended_therapy"))
    with refused("pre-proceedings last until 2026-07-21; name a later day"):
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


def test_child_in_need_is_the_exception_and_needs_a_reason() -> None:
    story = ready_to_conclude()
    with refused("is the exception; give the panel's reason"):
        story.steps_down("07-14", StepDownTo.CHILD_IN_NEED)
    ended = story.steps_down("07-14", StepDownTo.CHILD_IN_NEED, REASON)
    assert isinstance(ended, PreProceedingsEnded)
    assert ended.step_down_to is StepDownTo.CHILD_IN_NEED


def test_what_is_missing_to_conclude_is_named() -> None:
    story = in_pre_proceedings()
    with refused("still missing: the latest pre-proceedings plan"):
        story.steps_down("07-14")
    story.agreed("04-08", AssessmentKind.PSYCHOLOGICAL)
    story.planned("04-07", *EVERY_PART[:-1])
    with refused(
        "still missing: the psychological assessment agreed on 2026-04-08 and due on 2026-06-30, finalised by legal; "
        "in version 1 of the plan: All assessments that are being completed"
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
    assert list(pre_proceedings_period.missing_to_conclude(story.matter, WARRINGTON)) == []


# The plan


def test_a_plan_that_lacks_parts_is_kept_and_says_what_is_missing() -> None:
    plan = Story().planned("03-10", "realistic_timescales", "issues_addressed")
    assert (plan.version, plan.approved) == (1, False)
    assert [item.code for item in pre_proceedings_plan.missing_parts(plan, WARRINGTON)] == [
        "impact_on_children",
        "expectations_of_parents",
        "assessments_recorded",
    ]


def test_what_the_panel_asked_to_amend_is_a_new_version_that_the_service_manager_approves() -> None:
    story = Story()
    story.planned("03-10", *EVERY_PART)
    story.approved("03-12")
    story.decides(GatewayOutcome.PRE_PROCEEDINGS)
    assert story.planned("04-02", *EVERY_PART).version == 2
    plan = story.read("04-02").plan
    assert plan
    assert not plan.approved
    plan = story.approved("04-03", version=2).read("04-03").plan
    assert plan
    assert (plan.version, plan.approved, plan.on) == (2, True, day("04-03"))


def test_a_plan_is_approved_as_it_was_read_and_once() -> None:
    story = Story()
    with refused("record the plan first"):
        story.approved("03-12")
    story.planned("03-10", "impact_on_children")
    with refused("the plan does not state: Clear and realistic timescales; Expectations of the parents;"):
        story.approved("03-12")
    story.planned("03-11", *EVERY_PART)
    with refused("version 1 is not the latest; read version 2 and approve that"):
        story.approved("03-12", version=1)
    with refused("this version was recorded on 2026-03-11"):
        story.approved("03-10")
    story.approved("03-12")
    with refused("version 2 is approved since 2026-03-12; record what has changed first"):
        story.approved("03-13")


def test_a_plan_names_parts_of_the_policy_each_once() -> None:
    with refused("impact_on_child is no part of a pre-proceedings plan here; did you mean impact_on_children?"):
        Story().planned("03-10", "impact_on_child")
    with refused("the policy names realistic_timescales, impact_on_children"):
        Story().planned("03-10", "xyzzy")
    with refused("a part of the plan is named twice"):
        Story().planned("03-10", "impact_on_children", "impact_on_children")


# Assessments


def test_an_assessment_is_agreed_in_pre_proceedings_with_a_day_to_come() -> None:
    with refused("the Legal Gateway must agree them first"):
        Story().agreed("04-08")
    with refused("2026-04-01 is before the assessment is commissioned"):
        in_pre_proceedings().agreed("04-08", due="04-01")


def test_an_assessment_is_finalised_once_and_not_before_it_was_agreed() -> None:
    story = in_pre_proceedings()
    with refused("no such assessment was agreed"):
        story.finalised("06-20", AssessmentId(uuid4()))
    parenting = story.agreed("04-08")
    with refused("the assessment was agreed on 2026-04-08"):
        story.finalised("04-07", parenting)
    story.finalised("06-20", parenting)
    with refused("this assessment was finalised on 2026-06-20 already"):
        story.finalised("06-21", parenting)


# Letters and meetings


def test_a_letter_is_not_sent_before_it_is_drafted() -> None:
    story = in_pre_proceedings()
    story.then(pre_proceedings.draft_letter(story.matter, day("04-02")))
    with refused("the letter was drafted on 2026-04-02; it is sent on that day or later"):
        pre_proceedings.send_letter(story.matter, day("04-01"))


def test_the_immediate_issue_letter_follows_a_decision_for_care_proceedings_once() -> None:
    story = in_pre_proceedings()
    with refused("the panel's last decision is not for care proceedings"):
        pre_proceedings.deliver_immediate_issue_letter(story.matter, day("04-02"))
    story.decides(GatewayOutcome.CARE_PROCEEDINGS, day("05-12"))
    with refused("the panel decided on 2026-05-12"):
        pre_proceedings.deliver_immediate_issue_letter(story.matter, day("05-11"))
    story.then(pre_proceedings.deliver_immediate_issue_letter(story.matter, day("05-13")))
    with refused("the letter was delivered on 2026-05-13 already"):
        pre_proceedings.deliver_immediate_issue_letter(story.matter, day("05-14"))


def test_meetings_with_the_parents_come_in_their_order() -> None:
    story = in_pre_proceedings().lettered()
    with refused("hold the initial meeting with the parents first"):
        story.meets("04-14", MeetingWithParents.REVIEW)
    story.meets("04-14")
    with refused("the initial meeting was held on 2026-04-14; record this one as a review meeting"):
        story.meets("04-20")
    story.meets("05-26", MeetingWithParents.REVIEW)
    with refused("the panel has not stepped the case down"):
        story.meets("07-16", MeetingWithParents.FINAL)


def test_the_final_meeting_tells_the_parents_of_the_step_down() -> None:
    story = ready_to_conclude().lettered()
    story.steps_down("07-14")
    story.meets("07-16", MeetingWithParents.FINAL)
    assert [(step.step, step.kind) for step in story.read("07-16").steps][-1] == ("meeting_with_parents", "final")


# What is shown


def points(story: Story, on: str) -> dict[str, tuple[date, bool]]:
    return {point.rule_id: (point.due_on, point.if_extended) for point in story.read(on).points}


def test_the_weeks_are_those_of_the_policy_each_with_its_source() -> None:
    found = in_pre_proceedings().read("04-01")
    assert (found.period, found.since, found.until) == (1, DECIDED, day("07-21"))
    assert points(in_pre_proceedings(), "04-01") == {
        "WAR-PP-16W": (day("07-21"), False),
        "WAR-PP-26W": (day("09-29"), False),
        "WAR-PP-40W": (day("2027-01-05"), True),
        "WAR-PP-52W": (day("2027-03-30"), True),
    }
    assert all("appendix 1" in point.source and point.reckoning for point in found.points)


def test_an_extension_makes_the_later_weeks_count() -> None:
    story = in_pre_proceedings().reported("07-07")
    story.extends("07-14", "11-30")
    assert points(story, "07-15") == {
        "WAR-PP-16W": (day("07-21"), False),
        "WAR-PP-26W": (day("11-30"), False),
        "WAR-PP-40W": (day("11-30"), False),
        "WAR-PP-52W": (day("2027-03-30"), False),
    }
    assert [(each.until, each.purpose) for each in story.read("07-15").extensions] == [
        (day("11-30"), "recommended_therapy")
    ]


def test_a_second_period_has_its_twelve_weeks() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    story.decides(GatewayOutcome.PRE_PROCEEDINGS, day("11-03"), purpose=ReferralPurpose.SECOND_PERIOD)
    assert points(story, "11-04")["WAR-PP-ROUND2-12W"] == (day("2027-01-26"), False)


def test_letters_and_meetings_are_shown_with_their_days_and_as_done() -> None:
    due = {point.rule_id: (point.due_on, point.state) for point in in_pre_proceedings().read("04-01").due}
    assert due["WAR-PP-LETTER-DRAFT"] == (day("04-07"), "due_soon")
    found = in_pre_proceedings().lettered("04-02").meets("04-14").read("04-15")
    states = {point.rule_id: point.state for point in found.due}
    assert (states["WAR-PP-LETTER-SENT"], states["WAR-PP-LPM"]) == ("met", "late")
    assert [step.step for step in found.steps] == ["letter_drafted", "letter_sent", "meeting_with_parents"]


def test_a_child_who_was_never_in_pre_proceedings_has_no_period() -> None:
    found = Story().read("04-01")
    assert (found.period, found.points, found.missing_to_conclude) == (None, [], [])


def test_an_ended_period_says_how_it_ended() -> None:
    story = ready_to_conclude()
    story.steps_down("07-14")
    found = story.read("07-15")
    assert (found.ended_on, found.outcome, found.step_down_to) == (day("07-14"), "step_down", "child_protection_plan")
    assert found.missing_to_conclude == []
    assert not any(point.if_extended for point in found.points)

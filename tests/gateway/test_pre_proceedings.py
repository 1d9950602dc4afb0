"""Pre-proceedings: the plan, the assessments, letters and meetings, and what is shown of them."""

from datetime import date
from uuid import uuid4

from services.gateway.child_page.domain.grounds import GROUNDS
from services.gateway.pre_proceedings.domain import letters, pre_proceedings, pre_proceedings_plan
from shared.events.codes.gateway import GatewayOutcome, MeetingWithParents, ReferralPurpose
from shared.events.gateway import (
    PreProceedingsLetterDrafted,
    PreProceedingsLetterSent,
    ReferredToLegalGateway,
)
from shared.identifiers import AssessmentId, MeetingId, PersonId, ReferralId
from tests.gateway.period_story import (
    ABOUT,
    CHILD,
    DECIDED,
    EVERY_PART,
    Story,
    day,
    in_pre_proceedings,
    ready_to_conclude,
    refused,
)

STRANGER = PersonId(uuid4())

# The plan


def test_a_plan_that_lacks_parts_is_kept_and_says_what_is_missing() -> None:
    story = Story()
    plan = story.planned("03-10", "realistic_timescales", "issues_addressed")
    assert (plan.version, plan.approved) == (1, False)
    assert [item.code for item in pre_proceedings_plan.missing_parts(story.matter, plan)] == [
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
    with refused("there is no pre-proceedings plan to approve; record the plan first"):
        story.approved("03-12")
    story.planned("03-10", "impact_on_children")
    with refused("the plan does not state: Clear and realistic timescales; Expectations of the parents;"):
        story.approved("03-12")
    story.planned("03-11", *EVERY_PART)
    with refused("version 1 is not the latest; read version 2 and approve that"):
        story.approved("03-12", version=1)
    with refused("this version was recorded on 11 March 2026"):
        story.approved("03-10")
    story.approved("03-12")
    with refused("version 2 is approved since 12 March 2026; record what has changed first"):
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
    with refused("1 April 2026 is before the assessment is commissioned"):
        in_pre_proceedings().agreed("04-08", due="04-01")


def test_an_assessment_is_of_the_child_or_of_one_of_the_family() -> None:
    story = in_pre_proceedings()
    with refused("the assessment is of somebody who is not of the child's family here; record who that is first"):
        story.agreed("04-08", subject_id=STRANGER)
    story.agreed("04-08", subject_id=PersonId(CHILD))


def test_an_assessment_is_finalised_once_and_not_before_it_was_agreed() -> None:
    story = in_pre_proceedings()
    with refused("no such assessment was agreed"):
        story.finalised("06-20", AssessmentId(uuid4()))
    parenting = story.agreed("04-08")
    with refused("the assessment was agreed on 8 April 2026"):
        story.finalised("04-07", parenting)
    story.finalised("06-20", parenting)
    with refused("this assessment was finalised on 20 June 2026 already"):
        story.finalised("06-21", parenting)


# Letters and meetings


def test_a_letter_is_not_sent_before_it_is_drafted() -> None:
    story = in_pre_proceedings()
    story.then(letters.draft_letter(story.matter, day("04-02")))
    with refused("the letter was drafted on 2 April 2026; it is sent on that day or later"):
        letters.send_letter(story.matter, day("04-01"))


def test_the_immediate_issue_letter_follows_a_decision_for_care_proceedings_once() -> None:
    story = in_pre_proceedings()
    with refused("the panel's last decision on legal action is not for care proceedings"):
        letters.deliver_immediate_issue_letter(story.matter, day("04-02"))
    story.decides(GatewayOutcome.CARE_PROCEEDINGS, day("05-12"))
    with refused("the panel decided on 12 May 2026; the letter is delivered on that day or later"):
        letters.deliver_immediate_issue_letter(story.matter, day("05-11"))
    story.then(letters.deliver_immediate_issue_letter(story.matter, day("05-13")))
    with refused("the letter was delivered on 13 May 2026 already"):
        letters.deliver_immediate_issue_letter(story.matter, day("05-14"))


def test_a_letter_tells_of_the_decision_that_opened_pre_proceedings_whatever_was_decided_since() -> None:
    story = in_pre_proceedings()
    opened = story.matter.decision
    assert opened
    story.decides(GatewayOutcome.DEFERRED, day("04-01"), purpose=ReferralPurpose.REVIEW_WEEK_16)
    story.lettered("04-02")
    drafted, sent = story.matter.latest(PreProceedingsLetterDrafted), story.matter.latest(PreProceedingsLetterSent)
    assert drafted
    assert sent
    assert {drafted.decision_id, sent.decision_id} == {opened.decision_id}
    states = {point.rule_id: point.state for point in story.read("04-20").due}
    assert (states["WAR-PP-LETTER-DRAFT"], states["WAR-PP-LETTER-SENT"]) == ("met", "met")


def test_the_immediate_issue_letter_tells_of_the_decision_to_issue_whatever_was_ratified_since() -> None:
    story = ready_to_conclude()
    story.decides(GatewayOutcome.CARE_PROCEEDINGS, day("07-06"))
    issuing = story.matter.decision
    assert issuing
    story.decides(GatewayOutcome.RATIFIED, day("07-07"), purpose=ReferralPurpose.SECTION_20)
    delivered = letters.deliver_immediate_issue_letter(story.matter, day("07-08"))
    assert delivered.decision_id == issuing.decision_id
    states = {point.rule_id: point.state for point in story.then(delivered).read("07-20").due}
    assert states["WAR-ISSUE-LETTER"] == "met"
    story.steps_down("07-21")
    with refused("the panel's last decision on legal action is not for care proceedings"):
        letters.deliver_immediate_issue_letter(story.matter, day("07-22"))


def test_meetings_with_the_parents_come_in_their_order() -> None:
    story = in_pre_proceedings().lettered()
    with refused("hold the initial meeting with the parents first"):
        story.meets("04-14", MeetingWithParents.REVIEW)
    story.meets("04-14")
    with refused("the initial meeting was held on 14 April 2026; record this one as a review meeting"):
        story.meets("04-20")
    story.meets("05-26", MeetingWithParents.REVIEW)
    with refused("the panel has not stepped the case down"):
        story.meets("07-16", MeetingWithParents.FINAL)


def test_the_final_meeting_tells_the_parents_of_the_step_down() -> None:
    story = ready_to_conclude().lettered()
    story.steps_down("07-14")
    story.meets("07-16", MeetingWithParents.FINAL)
    assert [(step.step, step.kind) for step in story.read("07-16").steps][-1] == ("meeting_with_parents", "final")


def test_the_parents_are_not_told_of_a_step_down_before_it_was_decided() -> None:
    story = ready_to_conclude().lettered()
    story.steps_down("07-14")
    with refused("the panel stepped the case down on 14 July 2026; check the day of the meeting"):
        story.meets("07-13", MeetingWithParents.FINAL)


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


def test_a_legal_planning_meeting_is_held_before_the_decision_and_on_every_way() -> None:
    story = Story()
    with refused("the child was not before the panel by that day"):
        pre_proceedings.hold_legal_planning_meeting(story.matter, MeetingId(uuid4()), day("03-25"))
    referral, purpose = ReferralId(uuid4()), ReferralPurpose.THRESHOLD
    story.then(ReferredToLegalGateway(**ABOUT, occurred_on=day("03-25"), referral_id=referral, purpose=purpose))
    held = pre_proceedings.hold_legal_planning_meeting(story.matter, MeetingId(uuid4()), day("03-26"))
    story.then(held)
    assert GROUNDS.lacks(story.matter, held) is None
    story.decides(GatewayOutcome.CARE_PROCEEDINGS)
    pre_proceedings.hold_legal_planning_meeting(story.matter, MeetingId(uuid4()), day("04-02"))

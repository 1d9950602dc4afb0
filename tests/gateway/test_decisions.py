"""Decisions: what the panel decides for one child, what it asks for, whom it tells, and what it cannot do."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.calendar import words_of_day
from tests.gateway.office import Office
from tests.gateway.panel import CHAIR, COORDINATOR, EVERY_PAPER, LEGAL_ACTION, REASONS, Panel, facts
from tests.gateway.period_story import EVERY_PART

SERVICE_MANAGER = "service_manager"
BY_THE_IRO = {"owner": "iro", "due_on": "2040-01-01"}


async def before_panel(panel: Panel, **referral: Any) -> UUID:  # noqa: ANN401 - JSON
    """A child whose papers are complete, before the sitting on the eighth day."""
    child = await panel.register()
    await panel.sitting(8)
    await panel.refer(child, **{"papers": EVERY_PAPER, **referral})
    return child


async def test_a_decision_has_its_reasons_plans_actions_and_next_review(office: Office, panel: Panel) -> None:
    child = await before_panel(panel)
    actions = [
        {"kind": "family_group_conference", "owner": "social_worker", "due_on": panel.on(20)},
        {"owner": "legal_adviser", "due_on": panel.on(12), "words": "Ask the hospital for its records."},
    ]
    told = await panel.decide(
        child, 8, "pre_proceedings", **(LEGAL_ACTION | {"reasons": "The risk has grown since May."}), actions=actions
    )
    assert "grown" not in str(told)
    assert "hospital" not in str(told)
    (decision,) = facts(told, "gateway_decision_made")
    assert (decision["threshold_met"], decision["adoption_considered"]) == (True, True)
    assert decision["review_on"] == panel.on(8 + 16 * 7)
    assert (await office.read(f"/notes/{decision['note_id']}"))["text"] == "The risk has grown since May."
    asked = facts(told, "gateway_action_set")
    assert [one["kind"] for one in asked] == ["family_group_conference", "specific"]
    assert [one["note_id"] is not None for one in asked] == [False, True]
    assert facts(told, "pre_proceedings_started")
    assert not facts(told, "director_notified")
    assert told["why"] == (
        "Not asked for, though the policy names it for every child: "
        "Parenting assessment; Connected carers identified and assessed for viability."
    )


async def test_nothing_is_missed_of_what_the_panel_asks_for_where_it_is_asked_or_there_is_no_legal_action(
    panel: Panel,
) -> None:
    child = await before_panel(panel)
    assert "why" not in await panel.decide(child, 8, "deferred")
    kinds = ("family_group_conference", "parenting_assessment", "connected_carers")
    actions = [{"kind": kind, "owner": "social_worker", "due_on": panel.on(20)} for kind in kinds]
    assert "why" not in await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION, actions=actions)


async def test_actions_are_listed_by_owner_until_they_are_done(office: Office, panel: Panel) -> None:
    child = await before_panel(panel)
    action = {"kind": "parenting_assessment", "owner": "connected_carer_assessor", "due_on": panel.on(20)}
    told = await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION, actions=[action])
    (asked,) = facts(told, "gateway_action_set")
    at = f"/actions?owner=connected_carer_assessor&child={child}"
    assert [one["due_on"] for one in await office.read(at)] == [panel.on(20)]
    done = {"action_id": asked["action_id"]}
    said = await panel.refusal(f"/children/{child}/actions/done", 7, "social_worker", **done)
    assert f"the panel asked for this on {words_of_day(panel.day(8))}; check the day" in said
    await panel.done(f"/children/{child}/actions/done", 18, "social_worker", **done)
    assert await office.read(at) == []
    assert "this action is done already" in await panel.refusal(
        f"/children/{child}/actions/done", 18, "social_worker", **done
    )
    strange = {"action_id": str(uuid4())}
    assert "the panel asked for no such action for this child" in await panel.refusal(
        f"/children/{child}/actions/done", 18, "social_worker", **strange
    )


async def test_the_director_is_told_when_care_proceedings_are_agreed(office: Office, panel: Panel) -> None:
    child = await before_panel(panel)
    told = await panel.decide(child, 8, "care_proceedings", **LEGAL_ACTION)
    assert len(facts(told, "director_notified")) == 1
    notices = await office.read("/director/notices", role="director")
    assert {one["child_id"]: one["director_told_on"] for one in notices}[str(child)] == panel.on(8)


async def test_brothers_and_sisters_of_one_referral_get_a_decision_each(office: Office, panel: Panel) -> None:
    child, brother = await panel.siblings()
    await panel.sitting(8)
    path, _ = await panel.refer(child, with_children=[str(brother)], papers=EVERY_PAPER)
    await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    await panel.decide(brother, 8, "threshold_not_met")
    decisions = {one["child_id"]: one["outcome"] for one in (await office.read(path))["decisions"]}
    assert decisions == {str(child): "pre_proceedings", str(brother): "threshold_not_met"}
    said = await panel.refusal(f"{path}/sitting", 9, COORDINATOR)
    assert "the panel has decided about every child of this referral; refer those anew who need it" in said
    withdrawal = await panel.refusal(f"{path}/withdrawal", 9, "team_manager", reason="No longer needed.")
    assert "nothing to withdraw" in withdrawal


async def test_of_decisions_recorded_at_once_one_wins_and_the_others_are_told(office: Office, panel: Panel) -> None:
    child = await before_panel(panel)
    at, body = f"/children/{child}/decisions", {"outcome": "pre_proceedings", **LEGAL_ACTION}
    answers = await asyncio.gather(*(panel.ask(at, 8, CHAIR, **body) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    decided = f"the panel decided on {words_of_day(panel.day(8))}: pre-proceedings; correct that entry"
    assert all(one.json()["detail"].startswith(decided) for one in answers if one.status_code == 409)
    assert len(await office.read(f"/children/{child}/decisions")) == 1


async def test_a_decision_needs_a_referral_that_was_not_taken_back(panel: Panel) -> None:
    child = await panel.register()
    at, nothing = f"/children/{child}/decisions", "nothing is before the panel; refer the child"
    assert nothing in await panel.refusal(at, 8, CHAIR, outcome="threshold_not_met", reasons=REASONS)
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    await panel.done(f"{path}/withdrawal", 1, "team_manager", reason="They moved away.")
    assert nothing in await panel.refusal(at, 8, CHAIR, outcome="threshold_not_met", reasons=REASONS)


async def test_papers_that_are_missing_keep_the_panel_from_deciding_but_not_from_deferring(panel: Panel) -> None:
    child = await before_panel(panel, papers=EVERY_PAPER[2:])
    at = f"/children/{child}/decisions"
    said = await panel.refusal(at, 8, CHAIR, outcome="pre_proceedings", **LEGAL_ACTION)
    assert said.startswith("2 papers of this referral are missing and it is not urgent")
    await panel.decide(child, 8, "deferred")


async def test_an_urgent_matter_is_decided_before_the_sitting_and_with_papers_missing(panel: Panel) -> None:
    child = await before_panel(panel, papers=[], urgent=True)
    told = await panel.decide(child, 1, "care_proceedings", **LEGAL_ACTION)
    assert facts(told, "gateway_decision_made")[0]["outcome"] == "care_proceedings"


DEFERRED = {"outcome": "deferred", "reasons": REASONS}
AGREED = {"outcome": "pre_proceedings", **LEGAL_ACTION}
TWICE = {"outcome": "pre_proceedings", "primary_plan": "adoption", "contingencies": ["adoption"]}
REFUSED: dict[str, dict[str, Any]] = {
    "at least one contingency; add them": {"outcome": "pre_proceedings"},
    "there is nothing to ratify": {**LEGAL_ACTION, "outcome": "ratified"},
    "a decision needs the panel's reasons; say why it decided so": {"outcome": "threshold_not_met"},
    "name another contingency": TWICE,
    "select yes if it is met": {**AGREED, "threshold_met": False},
    "the outcome is that the threshold is not met; select no": {"outcome": "threshold_not_met", "threshold_met": True},
    "the child is not in pre-proceedings": {"outcome": "step_down"},
    "the Legal Gateway must agree them first": {
        **LEGAL_ACTION,
        "outcome": "extension",
        "extension_purpose": "recommended_therapy",
    },
    "is no action of this panel; it is one of": {**DEFERRED, "actions": [{"kind": "moon_walk", **BY_THE_IRO}]},
    "say what is asked for": {**DEFERRED, "actions": [BY_THE_IRO]},
    "due before the panel asked for it": {
        **DEFERRED,
        "actions": [{**BY_THE_IRO, "due_on": "2019-01-01", "words": "Ask again."}],
    },
    "does not sit on this panel": {**DEFERRED, "chaired_by": str(uuid4())},
}


async def test_a_decision_that_does_not_hold_together_is_refused(panel: Panel) -> None:
    child = await before_panel(panel)
    for says, body in REFUSED.items():
        assert says in await panel.refusal(f"/children/{child}/decisions", 8, CHAIR, **body)
    another = (await panel.sitting(15)).rpartition("/")[2]
    said = await panel.refusal(f"/children/{child}/decisions", 15, CHAIR, sitting_id=another, **DEFERRED)
    assert said == "the referral is before another sitting; put it before this one first"


async def test_a_decision_is_of_the_day_of_its_sitting(panel: Panel) -> None:
    child = await before_panel(panel)
    at = f"/children/{child}/decisions"
    assert "record its decisions of that day" in await panel.refusal(at, 9, CHAIR, **DEFERRED)


async def test_a_panel_without_a_chair_decides_nothing(panel: Panel) -> None:
    child, sitting = await panel.register(), f"/sittings/{uuid4()}"
    await panel.done(f"{sitting}/calling", 0, COORDINATOR, authority="warrington", sits_on=panel.on(8))
    await panel.refer(child, papers=EVERY_PAPER)
    said = await panel.refusal(f"/children/{child}/decisions", 8, CHAIR, **DEFERRED)
    assert "say who chairs and who the members are first" in said


@pytest.mark.parametrize("purpose", ["end_pre_proceedings", "review_week_16"])
async def test_pre_proceedings_are_concluded_only_on_the_papers_for_it(panel: Panel, purpose: str) -> None:
    child = await before_panel(panel)
    await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    await panel.sitting(15)
    path, _ = await panel.refer(child, 9, purpose="section_20", papers=EVERY_PAPER)
    at, issue = f"/children/{child}/decisions", {"outcome": "care_proceedings", **LEGAL_ACTION}
    assert "to end pre-proceedings or urgently" in await panel.refusal(at, 15, CHAIR, **issue)
    await panel.done(f"{path}/withdrawal", 15, "team_manager", reason="It is to be ended instead.")
    papers = [{"paper": "finalised_assessments"}, {"paper": "pre_proceedings_plan"}]
    await panel.sitting(22)
    await panel.refer(child, 15, purpose=purpose, papers=papers)
    assert "still missing: the latest pre-proceedings plan" in await panel.refusal(at, 22, CHAIR, **issue)
    await panel.done(f"/children/{child}/pre-proceedings-plan", 16, "social_worker", parts=EVERY_PART)
    await panel.done(f"/children/{child}/pre-proceedings-plan/approval", 17, SERVICE_MANAGER)
    await panel.decide(child, 22, "care_proceedings", **LEGAL_ACTION)


async def test_a_referral_has_what_its_purpose_is_about(panel: Panel) -> None:
    child = await panel.register()
    says = {
        "review_week_16": "the child is not in pre-proceedings",
        "end_pre_proceedings": "the child is not in pre-proceedings",
        "second_period": "refer the child for the threshold",
        "supervision_order_extension": "no supervision order stands",
    }
    for purpose, sentence in says.items():
        body = {"purpose": purpose, "panel_date": panel.on(8)}
        assert sentence in await panel.refusal(f"/children/{child}/referrals", 0, "social_worker", **body)


async def test_a_service_manager_decides_in_an_emergency_and_the_panel_hears_of_it_afterwards(
    office: Office, panel: Panel
) -> None:
    child = await panel.register()
    at, why = f"/children/{child}/emergency-proceedings", {"reasons": "The child is not safe tonight."}
    assert (await panel.ask(at, 1, "team_manager", **why)).status_code == 403
    assert (await panel.ask(at, 1, SERVICE_MANAGER)).status_code == 422
    await panel.sitting(8)
    told = await panel.done(at, 1, SERVICE_MANAGER, **why)
    (decision,) = facts(told, "emergency_proceedings_decided")
    assert (await office.read(f"/notes/{decision['note_id']}"))["text"] == "The child is not safe tonight."
    assert [one["decision_id"] for one in facts(told, "director_notified")] == [decision["decision_id"]]
    notices = {one["child_id"]: one for one in await office.read("/director/notices", role="director")}
    assert notices[str(child)]["outcome"] == "emergency_proceedings"
    assert decision["panel_date"] == panel.on(8)
    await panel.done(f"/children/{child}/proceedings", 2, "legal_adviser", court_case_number="WA26C50077")
    await panel.refer(child, 2, purpose="unplanned_entry", papers=EVERY_PAPER)
    await panel.decide(child, 8, "ratified", primary_plan="return_home")


async def test_without_a_calendar_an_emergency_decision_is_heard_with_the_referral_that_waits(panel: Panel) -> None:
    child = await panel.register()
    await panel.refer(child, papers=EVERY_PAPER, panel_date=panel.on(9))
    why = {"reasons": "The child is not safe tonight."}
    told = await panel.done(f"/children/{child}/emergency-proceedings", 1, SERVICE_MANAGER, **why)
    assert [one["panel_date"] for one in facts(told, "emergency_proceedings_decided")] == [panel.on(9)]


async def test_the_childs_own_minutes_are_versions_too(panel: Panel) -> None:
    child = await before_panel(panel)
    at = f"/children/{child}/minutes"
    nothing = await panel.refusal(at, 8, CHAIR, text="The panel decided nothing.")
    assert "the panel has not decided about this child" in nothing
    await panel.decide(child, 8, "threshold_not_met")
    assert (await panel.ask(at, 8, CHAIR)).status_code == 422
    first = await panel.done(at, 8, CHAIR, text="The panel heard the family.")
    second = await panel.done(at, 9, CHAIR, text="With what the solicitor said.")
    versions = [facts(told, "gateway_minutes_recorded")[0]["version"] for told in (first, second)]
    assert versions == [1, 2]


async def test_the_panel_decides_on_the_day_of_the_referral_or_later(panel: Panel) -> None:
    child = await panel.register()
    await panel.refer(child, 3, urgent=True, papers=EVERY_PAPER, panel_date=panel.on(8))
    said = await panel.refusal(f"/children/{child}/decisions", 2, CHAIR, outcome="pre_proceedings", **LEGAL_ACTION)
    referred_on = words_of_day(panel.day(3))
    assert f"the child was referred on {referred_on}, and the panel decides after that; check the day" in said

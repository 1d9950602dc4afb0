"""Corrected decisions: what follows from the rest is derived anew, and what has more beside it is recorded anew."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.gateway.panel.domain.decisions import also_reads
from shared.errors import RuleBroken
from shared.events.base import corrected
from shared.events.codes.gateway import GatewayOutcome
from shared.events.gateway import GatewayDecisionMade
from shared.identifiers import DecisionId, ReferralId
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.panel import CHAIR, EVERY_PAPER, LEGAL_ACTION, Panel, facts
from tests.gateway.period_story import ABOUT, DECIDED, REASON

MANAGER = "service_manager"
WHY = "The minutes say otherwise."
ANEW = "is recorded with such a decision, and a correction neither makes it nor takes it back; void the decision, and"


def decision(outcome: str, **said: Any) -> GatewayDecisionMade:  # noqa: ANN401 - as the event takes it
    """A decision with plans, of which adoption is none."""
    plans = {"primary_plan": "return_home", "contingencies": ["special_guardianship"]}
    ids = {"decision_id": DecisionId(uuid4()), "referral_id": ReferralId(uuid4()), "note_id": REASON}
    return GatewayDecisionMade.model_validate(ABOUT | ids | plans | {"occurred_on": DECIDED, "outcome": outcome} | said)


def follows(before: GatewayDecisionMade, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """What of a decision is corrected along with these changes."""
    return dict(also_reads(before, corrected(before, changes)))


def cannot(before: GatewayDecisionMade, **changes: Any) -> str:  # noqa: ANN401 - JSON
    with pytest.raises(RuleBroken) as refusal:
        follows(before, **changes)
    return str(refusal.value)


def test_the_threshold_that_followed_from_the_outcome_follows_from_the_corrected_one() -> None:
    not_met = decision("threshold_not_met", threshold_met=False)
    assert follows(not_met, outcome="deferred") == {"threshold_met": None}
    assert follows(decision("deferred"), outcome="threshold_not_met") == {"threshold_met": False}
    said = cannot(not_met, threshold_met=True)
    assert said == "the outcome is that the threshold is not met; select no, or change the outcome"


def test_the_threshold_that_the_panel_stated_stays_as_it_was_stated() -> None:
    assert follows(decision("ratified", threshold_met=True), outcome="deferred") == {}


@pytest.mark.parametrize(
    ("outcome", "right", "beside"),
    [
        ("care_proceedings", "threshold_not_met", "the notice to the Director"),
        ("threshold_not_met", "care_proceedings", "the notice to the Director"),
        ("threshold_not_met", "pre_proceedings", "the start of pre-proceedings"),
        ("pre_proceedings", "deferred", "the start of pre-proceedings"),
        ("threshold_not_met", "step_down", "the end of pre-proceedings"),
        ("threshold_not_met", "extension", "the extension"),
    ],
)
def test_an_outcome_with_more_beside_it_is_recorded_anew(outcome: str, right: str, beside: str) -> None:
    assert cannot(decision(outcome), outcome=right) == f"{beside} {ANEW} record it anew"
    assert follows(decision(outcome), review_on="2026-07-21") == {}


def test_a_corrected_decision_holds_together_as_a_new_one_does() -> None:
    agreed = decision(GatewayOutcome.PRE_PROCEEDINGS, threshold_met=True)
    says = "a decision for legal action ratifies a primary plan and at least one contingency; add them"
    assert cannot(agreed, contingencies=[]) == says
    says = "the primary plan is also named as a contingency; name another contingency"
    assert cannot(agreed, primary_plan="special_guardianship") == says
    says = "legal action needs the threshold; select yes if it is met, or change the outcome"
    assert cannot(agreed, threshold_met=False) == says


async def decided(panel: Panel, outcome: str, **body: Any) -> tuple[UUID, str]:  # noqa: ANN401 - JSON
    """A child about whom the panel decided on the eighth day, and the entry of that decision."""
    child = await panel.register()
    await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    told = await panel.decide(child, 8, outcome, **body)
    return child, next(one["event_id"] for one in told["recorded"] if "decision_made" in one["type"])


async def corrects(panel: Panel, child: UUID, entry: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A correction, an hour after the last; answers how the entry reads otherwise."""
    panel.clock.moment += timedelta(hours=1)
    told = await panel.done(f"/children/{child}/entries/{entry}/correction", 8, CHAIR, changes=changes, reason=WHY)
    (fact,) = told["recorded"]
    read: dict[str, Any] = fact["data"]["changes"]
    return read


async def test_whether_adoption_was_considered_is_read_from_the_plans_as_they_are_corrected(panel: Panel) -> None:
    child, entry = await decided(panel, "pre_proceedings", **LEGAL_ACTION)
    without = {"contingencies": ["special_guardianship"]}
    assert await corrects(panel, child, entry, **without) == without | {"adoption_considered": False}
    adopted = {"primary_plan": "adoption"}
    assert await corrects(panel, child, entry, **adopted) == adopted | {"adoption_considered": True}
    assert await corrects(panel, child, entry, review_on=panel.on(60)) == {"review_on": panel.on(60)}
    path, changes = f"/children/{child}/entries/{entry}/correction", {"adoption_considered": False}
    said = await panel.refusal(path, 8, CHAIR, changes=changes, reason=WHY)
    assert said == "whether adoption was considered follows from the plans; correct those"


async def test_a_decision_is_recorded_anew_of_a_sitting_that_has_ended(panel: Panel, world: World) -> None:
    child, entry = await decided(panel, "threshold_not_met")
    (first,) = await panel.office.read(f"/children/{child}/decisions")
    sitting = f"/sittings/{first['sitting_id']}"
    await panel.done(f"{sitting}/closing", 8, "practice_coordinator")
    panel.today(9)
    await panel.done(f"/children/{child}/entries/{entry}/void", 9, MANAGER, reason=WHY)
    chair = await (await Browser(world, CHAIR).open(sitting)).follow("Decide, one child at a time")
    chair.write(outcome="pre_proceedings", primary_plan="return_home", contingencies="adoption", reasons=WHY)
    await chair.press("Record and go")
    assert chair.status == 200
    (anew,) = await panel.office.read(f"/children/{child}/decisions")
    assert (anew["outcome"], anew["decided_on"], anew["sitting_id"]) == (
        "pre_proceedings",
        panel.on(8),
        first["sitting_id"],
    )


async def test_a_voided_decision_names_the_notice_to_the_director_and_is_recorded_anew(panel: Panel) -> None:
    child, entry = await decided(panel, "threshold_not_met")
    void = f"/children/{child}/entries/{{}}/void"
    await panel.done(void.format(entry), 8, MANAGER, reason=WHY)
    told = await panel.decide(child, 8, "care_proceedings", **LEGAL_ACTION)
    agreed, notice = (one["event_id"] for one in told["recorded"])
    assert [one["threshold_met"] for one in facts(told, "gateway_decision_made")] == [True]
    mended = await panel.done(void.format(agreed), 8, MANAGER, reason=WHY)
    assert [(one["event_id"], one["lacks"]) for one in mended["without_ground"]] == [
        (notice, "the decision for proceedings of which it tells")
    ]
    assert (await panel.done(void.format(notice), 8, MANAGER, reason=WHY))["without_ground"] == []
    assert facts(await panel.decide(child, 8, "threshold_not_met"), "gateway_decision_made")


async def test_who_corrects_a_decision_is_asked_for_no_id(world: World, panel: Panel) -> None:
    child, chair = await panel.register(), uuid4()
    await panel.sitting(8, chair)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    told = await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    corrector = Browser(world, "gateway_chair")
    await (await corrector.open(f"/children/{child}")).follow("Correct Decision recorded")
    assert "Primary plan" in corrector.text
    assert "Chaired by" not in corrector.text
    assert str(chair) not in str([one.get("value") for one in corrector.page.xpath("//input")])
    await corrector.write(reads_primary_plan="special_guardianship", reason="It was the other plan.").press("Record")
    assert corrector.status == 200, corrector.text
    decided = next(fact["event_id"] for fact in told["recorded"] if fact["type"] == "gateway.gateway_decision_made.v1")
    entries = await panel.office.read(f"/children/{child}/entries")
    stands = next(one for one in entries if one["event_id"] == decided)
    assert stands["reads"]["chaired_by"] == str(chair)

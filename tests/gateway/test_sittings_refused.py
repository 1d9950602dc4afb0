"""Sittings that are not there, are not to come or did not take place: what is refused of them, and what to do."""

from typing import Any
from uuid import uuid4

import pytest

from services.gateway.panel.domain.sitting import PanelSitting
from shared.errors import RuleBroken
from shared.policy.reading.packs import policy_of
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.court import day
from tests.gateway.office import Office
from tests.gateway.panel import CHAIR, COORDINATOR, EVERY_PAPER, LEGAL_ACTION, Panel, facts


async def test_a_series_on_bank_holidays_alone_puts_nothing_in_the_calendar(office: Office) -> None:
    body = {"on": "2026-03-30", "authority": "surrey", "first": "2026-12-28", "until": "2026-12-28"}
    asked: dict[str, Any] = {"role": COORDINATOR, "authority": "surrey"}
    said = await office.refusal(f"/sittings/{uuid4()}/series", body, **asked)
    assert said == "every day of this series is a bank holiday; keep them, or name another weekday"
    await office.done(f"/sittings/{uuid4()}/series", {**body, "bank_holidays": "keep"}, **asked)


async def test_papers_go_out_for_the_sitting_before_which_the_referral_is(panel: Panel) -> None:
    sitting, later = await panel.sitting(8), await panel.sitting(15)
    path, _ = await panel.refer(await panel.register(), papers=EVERY_PAPER)
    referral = {"referrals": [path.rpartition("/")[2]]}
    said = await panel.refusal(f"{later}/circulation", 3, COORDINATOR, **referral)
    assert said == "a referral named here is before another sitting; put it before this one first"
    await panel.done(f"{sitting}/circulation", 3, COORDINATOR, **referral)


async def test_a_sitting_that_was_cancelled_has_no_minutes(panel: Panel) -> None:
    sitting = await panel.sitting(8)
    await panel.done(f"{sitting}/cancellation", 1, COORDINATOR)
    said = await panel.refusal(f"{sitting}/minutes", 8, COORDINATOR, text="Nobody came.")
    assert said == "the sitting was cancelled and has no minutes; name the sitting that was held"


async def test_a_sitting_at_which_the_panel_decided_is_neither_cancelled_nor_moved(world: World, panel: Panel) -> None:
    sitting, child = await panel.sitting(8), await panel.register()
    await panel.sitting(15)
    await panel.refer(child, papers=EVERY_PAPER)
    coordinator = await Browser(world, COORDINATOR).open(sitting)
    assert {"Cancel the sitting", "Move the sitting"} <= {words for words, _ in coordinator.links()}
    told = await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    for path, body in (("cancellation", {}), ("day", {"sits_on": panel.on(9)})):
        said = await panel.refusal(f"{sitting}/{path}", 8, COORDINATOR, **body)
        assert said == "the panel decided at this sitting; end it instead"
    await coordinator.open(sitting)
    assert not {"Cancel the sitting", "Move the sitting"} & {words for words, _ in coordinator.links()}
    decided = next(fact["event_id"] for fact in told["recorded"] if fact["type"] == "gateway.gateway_decision_made.v1")
    void = {"on": panel.on(8), "reason": "It was of another child."}
    await panel.office.done(f"/children/{child}/entries/{decided}/void", void, role="team_manager")
    cancelled = await panel.done(f"{sitting}/cancellation", 8, COORDINATOR)
    assert facts(cancelled, "panel_sitting_closed")[0]["cancelled"]


async def test_a_conflict_of_interest_is_declared_once_somebody_is_on_the_agenda(world: World, office: Office) -> None:
    sitting, words, on = f"/sittings/{uuid4()}", "Declare a conflict of interest", "2020-02-03"
    asked: dict[str, Any] = {"role": COORDINATOR, "authority": "county"}  # before whose panel no other story is
    await office.done(f"{sitting}/calling", {"on": on, "authority": "county", "sits_on": "2020-02-18"}, **asked)
    await office.done(f"{sitting}/composition", {"on": on, "chair_id": str(uuid4())}, **asked)
    coordinator = await Browser(world, COORDINATOR, "county").open(sitting)
    assert "Record apologies" in {said for said, _ in coordinator.links()}
    assert words not in {said for said, _ in coordinator.links()}
    child = await office.register(authority="county", on="2020-01-06", date_of_birth="2018-03-01")
    await office.done(f"/children/{child}/referrals", {"on": on, "urgent": True}, authority="county")
    await coordinator.open(sitting)
    assert words in {said for said, _ in coordinator.links()}


async def test_a_sitting_that_has_minutes_is_neither_cancelled_nor_moved(panel: Panel) -> None:
    sitting = await panel.sitting(8)
    await panel.done(f"{sitting}/minutes", 8, COORDINATOR, text="The panel heard nobody.")
    for path, body in (("cancellation", {}), ("day", {"sits_on": panel.on(9)})):
        said = await panel.refusal(f"{sitting}/{path}", 8, COORDINATOR, **body)
        assert said == "the minutes of this sitting are recorded; end it instead"


def test_nothing_is_recorded_of_a_sitting_that_nobody_called() -> None:
    with pytest.raises(RuleBroken, match="this sitting is not in the calendar; put it there first"):
        PanelSitting.opened(uuid4(), policy_of).about(day("2026-03-30"))


async def test_a_child_is_decided_about_on_the_page_of_a_sitting_that_has_the_child_on_its_agenda(
    world: World, panel: Panel
) -> None:
    sitting, child = await panel.sitting(8), await panel.register()
    chair = await Browser(world, CHAIR).open(f"{sitting}/children/{child}")
    assert chair.status == 404
    assert "This child is not before the panel at this sitting; see its agenda for those who are" in chair.text
    await chair.open(f"/sittings/next/children/{child}")
    assert chair.status == 404
    assert "No such sitting is known here; see the calendar for those there are" in chair.text

"""Sittings that are not there, are not to come or did not take place: what is refused of them, and what to do."""

from typing import Any
from uuid import uuid4

import pytest

from services.gateway.domain.sitting import PanelSitting
from shared.errors import RuleBroken
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.court import day
from tests.gateway.office import Office
from tests.gateway.panel import CHAIR, COORDINATOR, EVERY_PAPER, Panel


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


def test_nothing_is_recorded_of_a_sitting_that_nobody_called() -> None:
    with pytest.raises(RuleBroken, match="this sitting is not in the calendar; put it there first"):
        PanelSitting.opened(uuid4()).about(day("2026-03-30"))


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

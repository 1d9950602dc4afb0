"""The bypass: a young person with a plan of return passes the panel by, where the policy lets a manager ratify it."""

import pytest

from services.gateway.panel.domain.panel_actions import bypass
from shared.errors import RuleBroken
from shared.identifiers import NoteId, new_id
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.court import Child, day
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION, Panel, facts

SERVICE_MANAGER = "service_manager"


async def test_a_service_manager_ratifies_that_a_young_person_need_not_go_to_the_panel(panel: Panel) -> None:
    sixteenth = panel.day(3)
    child = await panel.register(date_of_birth=sixteenth.replace(year=sixteenth.year - 16).isoformat())
    at, plan = f"/children/{child}/bypass", {"plan_of_return": "Home by half-term, with family support."}
    said = await panel.refusal(at, 2, SERVICE_MANAGER, **plan)
    assert "the child is 15 on that day, and only a young person of 16 or 17 may pass the panel by" in said
    told = await panel.done(at, 3, SERVICE_MANAGER, **plan)
    (bypassed,) = facts(told, "legal_gateway_bypassed")
    assert bypassed["ratified_by_role"] == SERVICE_MANAGER
    assert "half-term" not in str(told)
    answer = await panel.ask(at, 3, "team_manager", **plan)
    assert answer.status_code == 403


async def test_nobody_of_eighteen_or_waiting_for_the_panel_passes_it_by(panel: Panel) -> None:
    eighteenth = panel.day(3)
    grown = await panel.register(date_of_birth=eighteenth.replace(year=eighteenth.year - 18).isoformat())
    plan = {"plan_of_return": "Home by half-term."}
    assert "is 18 on that day" in await panel.refusal(f"/children/{grown}/bypass", 3, SERVICE_MANAGER, **plan)
    waits = await panel.register(date_of_birth=eighteenth.replace(year=eighteenth.year - 17).isoformat())
    await panel.refer(waits, panel_date=panel.on(8))
    assert "waits for the panel; withdraw it first" in await panel.refusal(
        f"/children/{waits}/bypass", 3, SERVICE_MANAGER, **plan
    )
    unborn = await panel.register(expected_date_of_birth=panel.on(60))
    assert "record the birth first" in await panel.refusal(f"/children/{unborn}/bypass", 3, SERVICE_MANAGER, **plan)


def test_where_the_policy_names_no_age_nobody_passes_the_panel_by() -> None:
    child = Child("surrey", born="2009-12-01")
    with pytest.raises(RuleBroken, match="lets nobody pass the panel by; refer the child"):
        bypass(child.matter, day("2026-03-02"), NoteId(new_id()))


async def test_a_young_person_in_pre_proceedings_does_not_pass_the_panel_by(panel: Panel) -> None:
    born = panel.day(-10)
    child = await panel.register(date_of_birth=born.replace(year=born.year - 16).isoformat())
    await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    plan = {"plan_of_return": "Home by half-term."}
    said = await panel.refusal(f"/children/{child}/bypass", 9, SERVICE_MANAGER, **plan)
    assert "in pre-proceedings or proceedings, which the panel follows" in said


async def test_a_bypass_is_offered_until_it_is_ratified_and_again_once_something_followed(
    world: World, panel: Panel
) -> None:
    born = panel.day(-10)
    child = await panel.register(date_of_birth=born.replace(year=born.year - 16).isoformat())
    title, manager = "Ratify that the case does not go to the panel", Browser(world, SERVICE_MANAGER)
    await manager.open(f"/children/{child}")
    assert title in manager.text
    await panel.done(f"/children/{child}/bypass", 0, SERVICE_MANAGER, plan_of_return="Home by half-term.")
    await manager.open(f"/children/{child}")
    assert title not in manager.text
    path, _ = await panel.refer(child, panel_date=panel.on(8))
    await panel.done(f"{path}/withdrawal", 1, "team_manager", reason="It is not needed.")
    await manager.open(f"/children/{child}")
    assert title in manager.text

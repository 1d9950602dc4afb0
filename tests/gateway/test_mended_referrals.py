"""Mending what was recorded of referrals and sittings: children are told, and the rest says how it is mended."""

from typing import Any

from shared.testing.world import World
from tests.gateway.office import Office
from tests.gateway.panel import CHAIR, COORDINATOR, EVERY_PAPER, LEGAL_ACTION, Panel, facts

WORKER, MANAGER = "social_worker", "service_manager"
WHY = "It was recorded of another family."


async def entry_of(office: Office, path: str, kind: str) -> str:
    """The latest entry of a kind."""
    found = await office.read(f"{path}/entries")
    return str(next(one["event_id"] for one in reversed(found) if one["type"] == f"gateway.{kind}.v1"))


async def void(panel: Panel, path: str, kind: str, on: int = 0) -> dict[str, Any]:
    entry = await entry_of(panel.office, path, kind)
    return await panel.done(f"{path}/entries/{entry}/void", on, MANAGER, reason=WHY)


async def test_a_paper_that_never_came_is_missing_again_and_the_children_are_told(office: Office, panel: Panel) -> None:
    child, brother = await panel.siblings()
    await panel.sitting(8)
    path, _ = await panel.refer(child, with_children=[str(brother)], papers=EVERY_PAPER)
    told = await void(panel, path, "referral_paper_recorded")
    assert {fact["papers_missing"] for fact in facts(told, "referred_to_legal_gateway")} == {1}
    assert {fact["child_id"] for fact in facts(told, "referred_to_legal_gateway")} == {str(child), str(brother)}
    assert len((await office.read(path))["missing"]) == 1
    back = await void(panel, path, "referral_entry_voided")
    assert {fact["papers_missing"] for fact in facts(back, "referred_to_legal_gateway")} == {0}


async def test_who_recorded_a_referral_corrects_it_and_the_children_are_told(office: Office, panel: Panel) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    entry = await entry_of(office, path, "referral_opened")
    body = {"changes": {"urgent": True}, "reason": WHY}
    assert "social_worker@warrington recorded this" in await office.refusal(
        f"{path}/entries/{entry}/correction", {"on": panel.on(0), **body}, role=CHAIR, status=403
    )
    told = await panel.done(f"{path}/entries/{entry}/correction", 0, WORKER, **body)
    assert [fact["urgent"] for fact in facts(told, "referred_to_legal_gateway")] == [True]
    assert (await office.read(path))["urgent"] is True


async def test_a_referral_of_the_wrong_family_never_was_and_may_come_back(
    office: Office, panel: Panel, world: World
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    await void(panel, path, "referral_opened")
    assert (await world.get("gateway", path, role=WORKER)).status_code == 404
    assert (await office.read(f"/children/{child}"))["panel_date"] is None
    refusal = await panel.refusal(f"/children/{child}/decisions", 8, CHAIR, outcome="deferred")
    assert "nothing is before the panel" in refusal
    refusal = await panel.refusal(f"{path}/papers", 0, WORKER, paper="genogram")
    assert refusal == "there is no such referral; refer the child to the Legal Gateway first"
    await void(panel, path, "referral_entry_voided")
    assert (await office.read(f"/children/{child}"))["panel_date"] == panel.on(8)


async def test_a_referral_that_the_panel_decided_on_is_not_voided_before_its_decision(
    office: Office, panel: Panel
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    entry = await entry_of(office, path, "referral_opened")
    refusal = await panel.refusal(f"{path}/entries/{entry}/void", 8, MANAGER, reason=WHY)
    assert refusal == "the panel decided on this referral; have that decision voided first"


async def test_a_referral_that_was_withdrawn_by_mistake_waits_again(office: Office, panel: Panel) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    await panel.done(f"{path}/withdrawal", 0, MANAGER, reason="They moved away.")
    await void(panel, path, "referral_withdrawn")
    assert (await office.read(path))["withdrawn_on"] is None
    assert (await office.read(f"/children/{child}"))["panel_date"] == panel.on(8)


async def test_a_referral_does_not_wait_again_beside_another_of_the_same_child(office: Office, panel: Panel) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    await panel.done(f"{path}/withdrawal", 0, MANAGER, reason="They moved away.")
    again, _ = await panel.refer(child, papers=EVERY_PAPER)
    at = f"{path}/entries/{await entry_of(office, path, 'referral_withdrawn')}/void"
    refusal = await panel.refusal(at, 0, MANAGER, reason=WHY)
    assert refusal == "another referral of a child of this one waits for the panel; withdraw that one first"
    await panel.done(f"{again}/withdrawal", 0, MANAGER, reason="They came back.")
    await panel.done(at, 0, MANAGER, reason=WHY)
    assert (await office.read(path))["withdrawn_on"] is None


async def test_who_comes_after_all_has_given_no_apologies(office: Office, panel: Panel) -> None:
    sitting = await panel.sitting(8)
    (chair,) = [(await office.read(sitting))["chair_id"]]
    await panel.done(f"{sitting}/apologies", 0, COORDINATOR, worker_id=chair)
    assert (await office.read(sitting))["apologies"] == [chair]
    await void(panel, sitting, "apologies_given")
    assert (await office.read(sitting))["apologies"] == []


async def test_a_sitting_that_was_ended_by_mistake_goes_on(office: Office, panel: Panel) -> None:
    sitting = await panel.sitting(8)
    panel.today(8)
    await panel.done(f"{sitting}/closing", 8, COORDINATOR)
    await void(panel, sitting, "panel_sitting_closed", 8)
    assert (await office.read(sitting))["state"] == "called"


async def test_what_is_never_mended_says_how_it_is_instead(office: Office, panel: Panel) -> None:
    child = await panel.register()
    sitting = await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    for at, kind, says in (
        (sitting, "panel_sitting_called", "move the sitting, or cancel it"),
        (path, "referral_submitted", "choose the right one for the referral"),
        (f"/children/{child}", "referred_to_legal_gateway", "correct or void the entry there, and the child is told"),
    ):
        entry = await entry_of(office, at, kind)
        assert says in await panel.refusal(f"{at}/entries/{entry}/void", 0, MANAGER, reason=WHY)

"""What was held and decided is found again: past sittings in the calendar, and on the child's page where it was."""

from shared.calendar import words_of_day
from shared.testing.world import World
from tests.gateway.browser import Browser, said_by
from tests.gateway.panel import COORDINATOR, EVERY_PAPER, LEGAL_ACTION, Panel


def listed(walker: Browser, caption: str) -> dict[str, str]:
    """The lines of a table of the calendar by where each leads."""
    rows = walker.page.xpath(f"//table[caption[normalize-space()='{caption}']]//tr[td]")
    return {row.xpath(".//a/@href")[0]: said_by(row) for row in rows}


async def test_a_sitting_is_found_again_until_it_is_ended_and_minuted_and_then_among_the_past(
    world: World, panel: Panel
) -> None:
    sitting = await panel.sitting(8)
    coordinator = await Browser(world, COORDINATOR).open("/sittings")
    assert sitting in listed(coordinator, "Panel meetings to come")
    panel.today(9)
    open_still = "Held, not ended yet or without minutes"
    await coordinator.open("/sittings")
    assert sitting not in listed(coordinator, "Panel meetings to come")
    assert "Not ended yet None recorded" in listed(coordinator, open_still)[sitting]
    await panel.done(f"{sitting}/closing", 9, COORDINATOR)
    await coordinator.open("/sittings")
    assert "Ended None recorded" in listed(coordinator, open_still)[sitting]
    assert sitting not in listed(coordinator, "Past sittings")
    await panel.done(f"{sitting}/minutes", 9, COORDINATOR, text="The panel heard nobody.")
    await coordinator.open("/sittings")
    assert sitting not in listed(coordinator, open_still)
    assert "Ended Version 1" in listed(coordinator, "Past sittings")[sitting]


async def test_a_series_asks_for_its_first_sitting_how_often_and_its_last_day(world: World) -> None:
    coordinator = await Browser(world, COORDINATOR).open("/sittings")
    await coordinator.follow("Put a series of sittings in the calendar")
    legends = [said_by(one) for one in coordinator.page.xpath("//legend")]
    assert {"First sitting", "Every how many weeks", "Last day"} <= set(legends)


async def test_a_cancelled_sitting_is_not_among_the_past(world: World, panel: Panel) -> None:
    sitting = await panel.sitting(8)
    await panel.done(f"{sitting}/cancellation", 1, COORDINATOR)
    panel.today(9)
    coordinator = await Browser(world, COORDINATOR).open("/sittings")
    assert sitting not in {href for _, href in coordinator.links()}


async def test_the_childs_page_leads_to_the_sitting_and_the_referral_of_the_last_decision(
    world: World, panel: Panel
) -> None:
    sitting, child = await panel.sitting(8), await panel.register()
    referral, _ = await panel.refer(child, papers=EVERY_PAPER)
    await panel.decide(child, 8, "pre_proceedings", **LEGAL_ACTION)
    worker = await Browser(world, "social_worker").open(f"/children/{child}")
    assert ("the sitting of the panel", sitting) in worker.links()
    assert ("the referral that was decided", referral) in worker.links()
    await worker.follow("the referral that was decided")
    assert worker.status == 200


async def test_after_an_emergency_the_childs_page_says_who_decided_and_what_is_due_before_the_panel(
    world: World, panel: Panel
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    why = {"reasons": "The child is not safe tonight."}
    panel.today(1)
    await panel.done(f"/children/{child}/emergency-proceedings", 1, "service_manager", **why)
    worker = await Browser(world, "social_worker").open(f"/children/{child}")
    assert f"A Service Manager decided on proceedings, {words_of_day(panel.day(1))}" in worker.text
    heard = f"to ratify it, by {words_of_day(panel.day(8))}"
    assert "Due before the panel, and not referred yet: Emergency decision on proceedings heard" in worker.text
    assert f"{heard} (Warrington" in worker.text
    panel.today(9)
    await worker.open(f"/children/{child}")
    assert f"{heard} Late (Warrington" in worker.text
    await panel.done(f"/children/{child}/proceedings", 2, "legal_adviser", court_case_number="WA26C50077")
    await panel.refer(child, 2, purpose="unplanned_entry", papers=EVERY_PAPER)
    await worker.open(f"/children/{child}")
    assert "Due before the panel: Emergency decision on proceedings heard" in worker.text
    await panel.decide(child, 8, "ratified", primary_plan="return_home")
    await worker.open(f"/children/{child}")
    assert f"Last decision Ratified, {words_of_day(panel.day(8))}" in worker.text
    assert "A Service Manager decided" not in worker.text
    assert "Emergency decision on proceedings heard at" not in worker.text

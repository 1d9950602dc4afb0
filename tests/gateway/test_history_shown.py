"""What a child's page tells of what happened: what was written, what became of an entry, and what lost its ground."""

from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION, Panel

REASONS = "The home is unsafe, and the parents do not work with us."


async def decided(panel: Panel) -> str:
    """A child about whom the panel decided, with an action in its own words; answers the page."""
    child = await panel.register()
    await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    action = {"owner": "social_worker", "due_on": panel.on(15), "words": "See the uncle in Leigh."}
    await panel.decide(child, 8, "pre_proceedings", actions=[action], **(LEGAL_ACTION | {"reasons": REASONS}))
    return f"/children/{child}"


async def test_reasons_and_what_was_asked_for_are_read_where_they_are_needed(world: World, panel: Panel) -> None:
    page = await decided(panel)
    worker = await Browser(world, "social_worker").open(page)
    assert worker.text.count(REASONS) == 2  # where the matter stands, and in the history
    assert "See the uncle in Leigh." in worker.text


async def test_what_lost_its_ground_is_told_on_the_page_until_it_is_mended(world: World, panel: Panel) -> None:
    page = await decided(panel)
    manager = Browser(world, "service_manager")
    await (await manager.open(page)).follow("Void Gateway decision made")
    await manager.write(reason="It was another child.").press("Record")
    assert "Entry voided" in manager.text
    assert "lost the ground on which" in manager.text
    assert "It lacks the panel's decision of that day" in manager.text
    await manager.follow("Bring back Gateway decision made")
    await manager.write(reason="It was this child after all.").press("Record")
    assert "lost the ground" not in manager.text


async def test_a_child_whose_registration_was_voided_still_has_a_page(world: World, panel: Panel) -> None:
    page = await decided(panel)
    manager = Browser(world, "service_manager")
    await (await manager.open(page)).follow("Void Child registered")
    await manager.write(reason="The wrong child.").press("Record")
    assert manager.status == 200
    assert manager.status == 422
    assert "I understand that this takes the child out of every tracker" in manager.text
    assert "What this does: tick what is right" in manager.text
    await manager.tick("understood", "yes").press("Record")
    assert "It lacks the child's registration" in manager.text

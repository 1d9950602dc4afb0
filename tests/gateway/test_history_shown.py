"""What a child's page tells of what happened: what was written, what became of an entry, and what lost its ground."""

from shared.calendar import words_of_day
from shared.testing.world import World
from tests.gateway.browser import Browser, faults, said_by
from tests.gateway.office import TODAY, Office
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION, PAPERS, Panel

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
    await (await manager.open(page)).follow("Mark as entered in error Decision recorded")
    await manager.write(reason="It was another child.").press("Record")
    assert "Entry marked as entered in error" in manager.text
    assert "lost the ground on which" in manager.text
    assert "It lacks the panel's decision of that day" in manager.text
    await manager.follow("Bring back Decision recorded")
    await manager.write(reason="It was this child after all.").press("Record")
    assert "lost the ground" not in manager.text


async def test_a_child_whose_registration_was_voided_still_has_a_page(world: World, panel: Panel) -> None:
    page = await decided(panel)
    manager = Browser(world, "service_manager")
    await (await manager.open(page)).follow("Mark as entered in error Registration recorded")
    await manager.write(reason="The wrong child.").press("Record")
    assert manager.status == 422
    assert "I understand that this takes the child out of every tracker" in manager.text
    assert "What this does: select at least one" in manager.text
    await manager.tick("understood", "yes").press("Record")
    assert manager.status == 200
    assert "It lacks the child's registration" in manager.text


async def test_a_child_of_whom_nothing_but_a_voided_registration_is_recorded_is_told_so_and_brought_back(
    world: World, office: Office
) -> None:
    page = f"/children/{await office.register()}"
    manager = Browser(world, "service_manager")
    await (await manager.open(page)).follow("Mark as entered in error Registration recorded")
    await manager.write(reason="The wrong child.").tick("understood", "yes").press("Record")
    assert (manager.status, faults(manager)) == (200, [])
    assert "This child is not registered" in manager.text
    told = "this child is not registered; register the child first"
    for what in ("legal-status", "pre-proceedings", "supervision"):
        answer = await world.get("gateway", f"{page}/{what}", role="social_worker")
        assert (answer.status_code, answer.json()["detail"]) == (404, told)
    order = {"on": TODAY, "order": "care"}
    assert told in await office.refusal(f"{page}/orders", order, role="legal_adviser", status=404)
    plan = {"on": TODAY, "plan_of_return": "Back to the aunt."}
    assert told in await office.refusal(f"{page}/bypass", plan, role="service_manager", status=404)
    worker = await Browser(world, "social_worker").open(page)
    assert "Register a child" in [words for words, _ in worker.links()]
    await manager.follow("Bring back Registration recorded")
    await manager.write(reason="It was this child after all.").press("Record")
    assert "This child is not registered" not in manager.text


async def test_papers_of_one_day_are_one_line_in_which_each_says_who_and_when_and_is_mended(
    world: World, panel: Panel
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER[:5])
    await panel.done(f"{path}/papers", 0, "team_manager", paper=PAPERS[5])
    panel.today(1)
    await panel.done(f"{path}/papers", 1, "social_worker", paper=PAPERS[6])
    worker = await Browser(world, "social_worker").open(path)
    (together,) = [row for row in rows_of(worker) if "6 papers received: Referral form, Chronology, Genogram" in row]
    assert faults(worker) == []
    assert together.count("Recorded at 09:00") == 6
    assert together.count("by social_worker@warrington") == 5
    assert together.count("by team_manager@warrington") == 1
    assert together.count("Correct Paper for the panel recorded: ") == 5
    assert "Correct Paper for the panel recorded: Chronology" in together
    assert [
        row for row in rows_of(worker) if row.startswith(f"{words_of_day(panel.day(1))} Paper for the panel recorded")
    ]
    await worker.follow("Correct Paper for the panel recorded: Chronology")
    assert worker.status == 200
    told = [row for row in rows_of(await worker.open(f"/children/{child}")) if "Referral to the panel recorded" in row]
    assert any("Referral to the panel recorded, told 2 times that day" in row for row in told)


async def test_a_paper_that_was_voided_stands_by_itself_and_the_others_stay_together(
    world: World, panel: Panel
) -> None:
    path, _ = await panel.refer(await panel.register(), panel_date=panel.on(8), papers=EVERY_PAPER[:3])
    manager = await Browser(world, "team_manager").open(path)
    await manager.follow("Mark as entered in error Paper for the panel recorded: Genogram")
    await manager.write(reason="It came for another child.").press("Record")
    assert "2 papers received: Referral form, Chronology" in manager.text
    assert "Entered in error Paper for the panel recorded" in manager.text


def rows_of(somebody: Browser) -> list[str]:
    """What each row of the page's tables says."""
    return [said_by(row) for row in somebody.page.xpath("//tbody/tr")]


async def test_a_draft_that_mends_an_entry_is_on_the_first_page_and_leads_back_to_its_form(
    world: World, panel: Panel
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    worker = await Browser(world, "social_worker").open(f"/children/{child}")
    await worker.follow("Correct Registration recorded")
    await worker.write(reason="The month is to be asked for.").press("Keep as a draft")
    await (await worker.open("/")).follow("Correct an entry")
    assert worker.form.fields["reason"] == "The month is to be asked for."
    await worker.press("Drop the draft")
    manager = await Browser(world, "team_manager").open(path)
    await manager.follow("Mark as entered in error Referral started")
    await manager.write(reason="It may be another child.").press("Keep as a draft")
    await (await manager.open("/")).follow("Mark an entry as entered in error")
    assert "Mark as entered in error: referral started" in manager.text
    assert manager.form.fields["reason"] == "It may be another child."
    await manager.press("Drop the draft")
    assert "Your drafts" not in (await manager.open("/")).text

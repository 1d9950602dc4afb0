"""A cut-off that has passed is told where a sitting is chosen, and once more when the referral was sent."""

from shared.calendar import words_of_day
from shared.testing.world import World
from tests.gateway.browser import Browser, banner, faults, said_by
from tests.gateway.panel import EVERY_PAPER, Panel


def warned(somebody: Browser) -> list[str]:
    """The warnings of a page."""
    return [said_by(one) for one in somebody.page.xpath("//*[@class='govuk-warning-text']")]


async def test_who_refers_after_the_cut_off_is_warned_beside_the_choice_and_told_where_the_referral_goes(
    world: World, panel: Panel
) -> None:
    child = await panel.register()
    await panel.sitting(8)
    await panel.sitting(22)
    sitting, later, limit = (words_of_day(panel.day(days)) for days in (8, 22, 2))
    worker = Browser(world, "social_worker")
    await worker.open(f"/children/{child}/referrals/form")
    assert warned(worker) == []
    offered = worker.page.xpath("//*[@name='purpose']/@value | //*[@name='purpose']/option/@value")
    assert set(filter(None, offered)) == {"threshold", "section_20", "unplanned_entry"}  # none needs what was not
    panel.today(3)
    await worker.open(f"/children/{child}/referrals/form")
    (warning,) = warned(worker)
    assert faults(worker) == []
    assert f"The cut-off has passed for the sitting on {sitting} (17:00 on {limit})." in warning
    assert f"A referral that is not urgent goes to the sitting on {later}." in warning
    await worker.write(purpose="threshold").press("Record")
    goes = f"the referral goes to the sitting of {later} because the cut-off for the one of {sitting} has passed"
    assert banner(worker) == f"Referral to the panel recorded: {goes}"
    await worker.follow("The referral that waits")
    assert any(f"It missed the cut-off for the sitting on {sitting}" in said for said in warned(worker))


async def test_who_chooses_a_sitting_whose_cut_off_has_passed_is_told_so_before_and_after(
    world: World, panel: Panel
) -> None:
    child = await panel.register()
    for days in (8, 15, 22):
        await panel.sitting(days)
    path, _ = await panel.refer(child, papers=EVERY_PAPER[1:])
    panel.today(4)
    coordinator = Browser(world, "practice_coordinator")
    await (await coordinator.open(path)).follow("Choose another sitting")
    sitting, later = words_of_day(panel.day(8)), words_of_day(panel.day(15))
    assert any(f"has passed for the sitting on {sitting}" in said for said in warned(coordinator))
    await coordinator.write(panel_date=panel.on(8)).press("Record")
    assert f"goes to the sitting of {later} because the cut-off for the one of {sitting} has passed" in banner(
        coordinator
    )


async def test_something_else_about_the_child_says_nothing_of_the_cut_off(world: World, panel: Panel) -> None:
    child = await panel.register()
    await panel.sitting(8)
    await panel.sitting(22)
    panel.today(3)
    await panel.refer(child, 3)
    worker = await Browser(world, "social_worker").open(
        f"/children/{child}?done=gateway.family_member_recorded.v1&about={child}"
    )
    assert banner(worker) == "Family member recorded"

"""The panel's decision by keyboard: how often the tab key is pressed from the first field to the button."""

from typing import Any

from shared.testing.world import World
from tests.gateway.browser import Browser, faults, said_by
from tests.gateway.panel import EVERY_PAPER, REASONS, Panel

MOST = 9  # it was 32 while every plan and every action was a stop of its own
CONTROLS = ("input[not(@type='hidden')]", "select", "textarea", "button", "a[@href]", "summary", "*[@tabindex='0']")


def stops(part: Any, until: str) -> list[str]:  # noqa: ANN401 - lxml knows no types
    """Where the tab key stops, to the first control that says this: a radio group is one, what is closed none."""
    found: list[str] = []
    for one in part.xpath(" | ".join(f".//{control}" for control in CONTROLS)):
        closed = one.xpath("ancestor::details[not(@open)]")
        if closed and not (one.tag == "summary" and closed == [one.getparent()]):
            continue
        called = one.get("name") if one.tag in {"input", "select", "textarea"} else said_by(one)
        if one.get("type") != "radio" or called not in found:
            found.append(called)
        if until in called:
            return found
    raise AssertionError(f"nothing says {until}")


async def before_the_panel(world: World, panel: Panel) -> Browser:
    """A chair at the form about a child who is before the panel today."""
    child = await panel.register()
    sitting = await panel.sitting(8)
    await panel.sitting(22)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    return await Browser(world, "gateway_chair").open(f"{sitting}/children/{child}")


async def test_the_button_is_reached_in_few_stops_from_the_first_field(world: World, panel: Panel) -> None:
    chair = await before_the_panel(world, panel)
    found = stops(chair.form, "Record and go")
    assert len(found) <= MOST, found
    assert found[0] == "outcome"
    assert faults(chair) == []
    asked = "Family group conference or family network meeting; Parenting assessment; Connected carers identified"
    assert f"Warning For legal action the policy has the panel ask for: {asked}" in said_by(chair.form)
    assert stops(chair.page, "Skip to the decision") == ["Skip to main content", "Skip to the decision"]


async def test_two_contingencies_and_an_action_are_shown_again_where_something_is_missing(
    world: World, panel: Panel
) -> None:
    chair = await before_the_panel(world, panel)
    chair.write(outcome="pre_proceedings", contingencies="special_guardianship", reasons=REASONS)
    chair.tick("contingencies", "adoption").tick("actions-0-kind", "family_group_conference")
    await chair.press("Record and go")
    assert chair.status == 409
    assert faults(chair) == []
    said = [one.get("value") for one in chair.form.xpath(".//*[@name='contingencies']//option[@selected]")]
    said += [one.get("value") for one in chair.form.xpath(".//input[@name='contingencies'][@checked]")]
    assert said == ["special_guardianship", "adoption"]
    assert "actions-0-kind" in stops(chair.form, "Record and go")
    await chair.write(primary_plan="return_home").press("Record and go")
    assert chair.status == 200
    child = chair.at.partition("about=")[2]
    (decision,) = await panel.office.read(f"/children/{child}/decisions")
    assert decision["contingencies"] == ["special_guardianship", "adoption"]
    assert [one["kind"] for one in await panel.office.read(f"/actions?child={child}")] == ["family_group_conference"]


async def test_the_page_of_a_child_who_is_decided_about_leads_to_no_other_site(world: World, panel: Panel) -> None:
    chair = await before_the_panel(world, panel)
    page = chair.at
    chair.write(outcome="pre_proceedings", primary_plan="return_home", contingencies="adoption", reasons=REASONS)
    await chair.press("Record and go")
    await chair.open(f"{page}?next=https%3A%2F%2Fevil.example%2Flogin")
    assert next(href for words, href in chair.links() if words == "Go on").startswith("/sittings/")

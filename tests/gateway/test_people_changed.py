"""A known person's details are changed on a page: what is recorded is there already, and nobody writes over another."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import Request
from structlog.testing import capture_logs

from services.gateway.child.forms import current_values as as_read
from shared.auth import actions
from shared.auth.caller import Caller
from shared.errors import NotAllowed
from shared.events.codes.roles import Role
from shared.testing.world import World
from tests.gateway.browser import Browser, banner
from tests.gateway.office import Office


async def a_mother(office: Office) -> tuple[UUID, str]:
    """A mother whose address and day of birth are known, and her family name."""
    name = f"V{uuid4().hex}"
    known: dict[str, Any] = {
        "date_of_birth": "1998-07-14",
        "address": ["4 Invented Row", "Padgate"],
        "phone": "01632 960001",
    }
    return await office.meet(given_names="Nesta", family_name=name, sex="female", **known), name


async def changing(world: World, mother: UUID, role: str = "social_worker") -> Browser:
    """Somebody at the form in which her details are changed."""
    somebody = Browser(world, role)
    return await (await somebody.open(f"/people/{mother}")).follow("Change these details")


async def test_a_mother_moves_and_her_earlier_address_stays(world: World, office: Office) -> None:
    mother, name = await a_mother(office)
    worker = await changing(world, mother)
    assert worker.form.fields["details-family_name"] == name
    assert worker.form.fields["details-date_of_birth-year"] == "1998"
    assert worker.form.fields["details-sex"] == "female"
    assert worker.form.fields["details-address"].split() == ["4", "Invented", "Row", "Padgate"]
    worker.write(details__address="9 Imagined Lane", details__phone="")
    await worker.press("Record")
    assert worker.status == 200
    assert worker.at.startswith(f"/people/{mother}?")
    assert banner(worker) == "Person recorded"
    assert "9 Imagined Lane" in worker.text
    assert "social_worker@warrington Address: 4 Invented Row, Padgate; Phone: 01632 960001" in worker.text
    details = (await office.read(f"/people/{mother}"))["details"]
    assert (details["address"], details["phone"], details["sex"]) == (["9 Imagined Lane"], None, "female")
    assert details["date_of_birth"] == "1998-07-14"


async def test_of_two_who_change_at_once_the_second_is_told_and_loses_nothing(world: World, office: Office) -> None:
    mother, _ = await a_mother(office)
    first, second = await changing(world, mother), await changing(world, mother, "team_manager")
    await first.write(details__address="9 Imagined Lane").press("Record")
    await second.write(details__phone="01632 960002").press("Record")
    assert second.status == 412
    assert "Somebody recorded a change while you wrote" in second.text
    assert "Address: recorded now is 9 Imagined Lane" in second.text
    assert "If-Match" not in second.text
    assert second.form.fields["details-phone"] == "01632 960002"
    assert (await office.read(f"/people/{mother}"))["version"] == 2
    await second.write(details__address="9 Imagined Lane").press("Record")
    assert second.status == 200
    details = (await office.read(f"/people/{mother}"))["details"]
    assert (details["address"], details["phone"]) == (["9 Imagined Lane"], "01632 960002")


async def test_who_goes_on_with_a_draft_is_told_what_changed_since(world: World, office: Office) -> None:
    mother, _ = await a_mother(office)
    worker = await changing(world, mother)
    await worker.write(details__phone="01632 960003").press("Keep as a draft")
    manager = await changing(world, mother, "team_manager")
    await manager.write(details__known_as="Ness").press("Record")
    await worker.open("/")
    await worker.follow("Record who somebody is")
    assert worker.form.fields["details-phone"] == "01632 960003"
    assert "Known as: recorded now is Ness" in worker.text
    assert "Phone: recorded now is 01632 960001" in worker.text
    await worker.press("Drop the draft")


async def test_what_is_wrong_is_told_and_the_version_that_was_read_is_kept(world: World, office: Office) -> None:
    mother, _ = await a_mother(office)
    worker = await changing(world, mother)
    await worker.write(details__email="nobody at all").press("Record")
    assert worker.status == 422
    await worker.write(details__email="nesta@example.org").press("Record")
    assert worker.status == 200
    assert (await office.read(f"/people/{mother}"))["details"]["email"] == "nesta@example.org"


async def test_the_form_shows_details_to_nobody_who_may_not_change_them_and_notes_who_read(
    world: World, office: Office
) -> None:
    mother, name = await a_mother(office)
    for role in ("iro", "director"):
        somebody = Browser(world, role)
        await somebody.open(f"/people/{mother}/form")
        assert somebody.status == 403
        assert name not in somebody.text
    adviser = await Browser(world, "legal_adviser").open(f"/people/{mother}")
    assert "Change these details" not in adviser.text
    elsewhere = await Browser(world, "social_worker", "surrey").open(f"/people/{mother}/form")
    assert name not in str(elsewhere.form.form_values())
    with capture_logs() as lines:
        worker = await changing(world, mother)
    assert name not in worker.at
    reads = [line for line in lines if line["event"] == "personal details read"]
    assert {(line["by"], line["person_id"]) for line in reads} == {("social_worker@warrington", str(mother))}
    assert name not in str(lines)


async def test_a_form_begins_with_nobodys_details_for_who_may_not_read_them(world: World, office: Office) -> None:
    mother, _ = await a_mother(office)
    finder = Caller("family_finder@warrington", frozenset({Role.FAMILY_FINDER}), frozenset({"warrington"}))
    let_through = Request({"type": "http", "app": world.inhabitants["gateway"].app, actions._CALLER: finder})
    assert (await as_read.person(let_through, uuid4())).version == 0
    with pytest.raises(NotAllowed, match="these details are not yours to read, nor so to change; ask one of those"):
        await as_read.person(let_through, mother)

"""Stories told through the pages alone, as a browser without JavaScript meets them."""

from uuid import UUID, uuid4

from shared.calendar import words_of_day
from shared.testing.world import World
from tests.gateway.browser import Browser, banner, said_by
from tests.gateway.cabinet import PDF, Cabinet
from tests.gateway.office import Office
from tests.gateway.panel import COORDINATOR, EVERY_PAPER, LEGAL_ACTION, REASONS, Panel


async def test_a_team_manager_registers_a_child_refers_and_adds_a_paper(world: World, panel: Panel) -> None:
    await panel.sitting(8)
    family = f"Q{uuid4().hex}"
    manager = Browser(world, "team_manager")
    await (await manager.open("/")).follow("Register a child")
    manager.write(date_of_birth=panel.on(-200), details__given_names="Ada", details__family_name=family)
    await manager.press("Record")
    assert manager.status == 200, manager.text
    assert family not in manager.at
    assert banner(manager) == f"Registration recorded for Ada {family}"
    await manager.follow("Refer to the Legal Gateway")
    await manager.press("Record")
    assert manager.status == 422
    assert manager.form.fields["purpose"] is None
    assert "Purpose: select one" in manager.text
    await manager.write(purpose="threshold").press("Record")
    await manager.follow("The referral that waits")
    assert "papers missing: Referral form" in manager.text
    await manager.follow("Add a file: Chronology")
    await manager.press("Add", file=("", b"", "application/octet-stream"))
    assert manager.status == 422
    assert "Select a file" in manager.text
    await manager.press("Add", file=("Chronology.pdf", b"%PDF-1.7 invented", "application/pdf"))
    assert manager.status == 200
    assert "Chronology Received Version 1" in manager.text
    assert "Chronology;" not in manager.text
    await manager.follow("Without a file : Genogram")
    manager.write(state="not_applicable", reason="The family is not known.")
    await manager.press("Record")
    assert "Not applicable" in manager.text
    await manager.open("/")
    assert f"Ada {family}" in manager.text


async def siblings_before(panel: Panel) -> tuple[str, UUID, UUID]:
    """Two children of one referral before a sitting today; answers its path."""
    child, brother = await panel.siblings()
    sitting = await panel.sitting(8)
    await panel.sitting(22)
    await panel.refer(child, with_children=[str(brother)], papers=EVERY_PAPER)
    panel.today(8)
    return sitting, child, brother


async def test_a_chair_decides_two_siblings_one_after_the_other(world: World, office: Office, panel: Panel) -> None:
    sitting, child, brother = await siblings_before(panel)
    chair = Browser(world, "gateway_chair")
    await chair.open(sitting)
    await chair.follow("Decide, one child at a time")
    first = chair.at
    chair.write(outcome="pre_proceedings", primary_plan="return_home", reasons=REASONS).tick(
        "contingencies", "adoption"
    )
    chair.tick("actions-0-kind", "family_group_conference")
    await chair.press("Record and go to the next child")
    assert chair.status == 200
    assert chair.at.partition("?")[0] != first
    chair.write(outcome="pre_proceedings", reasons=REASONS)
    await chair.press("Record and go to the minutes")
    assert chair.status == 409
    assert "at least one contingency; add them" in chair.text
    chair.write(primary_plan="return_home").tick("contingencies", "special_guardianship")
    await chair.press("Record and go to the minutes")
    assert "minutes" in chair.at
    chair.write(text="Both children were heard of.", children__0__text="The plan was agreed.")
    await chair.press("Record")
    assert "Both children were heard of." in chair.text
    for one in (child, brother):
        (decision,) = await office.read(f"/children/{one}/decisions")
        assert (decision["outcome"], decision["decided_on"]) == ("pre_proceedings", panel.on(8))
        assert decision["chaired_by"]
    actions = [*await office.read(f"/actions?child={child}"), *await office.read(f"/actions?child={brother}")]
    assert [(one["kind"], one["due_on"]) for one in actions] == [("family_group_conference", panel.on(22))]


async def test_who_decides_second_is_told_and_loses_no_word(world: World, panel: Panel) -> None:
    child = await panel.register()
    sitting = await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    chairs = [Browser(world, "gateway_chair"), Browser(world, "gateway_chair")]
    for number, chair in enumerate(chairs):
        await chair.open(f"{sitting}/children/{child}")
        chair.write(outcome="pre_proceedings", primary_plan="return_home", reasons=f"Reasons of chair {number}.")
        chair.tick("contingencies", "special_guardianship")
    for chair in chairs:
        await chair.press("Record and go to the minutes")
    assert (chairs[0].status, chairs[1].status) == (200, 409)
    assert "Decided: Pre-proceedings" in chairs[1].text
    assert "Reasons of chair 1." in chairs[1].text


async def test_a_legal_adviser_records_proceedings_and_an_order(world: World, panel: Panel) -> None:
    child = await panel.register()
    await panel.sitting(8)
    await panel.refer(child, papers=EVERY_PAPER)
    panel.today(8)
    await panel.decide(child, 8, "care_proceedings", **LEGAL_ACTION)
    adviser = Browser(world, "legal_adviser")
    await (await adviser.open(f"/children/{child}")).follow("Record that proceedings were issued")
    adviser.write(court_case_number="wrong")
    await adviser.press("Record")
    assert adviser.status == 422
    assert "Application: select one" in adviser.text
    assert "Court case number" in adviser.text
    adviser.write(application="care", court_case_number="WA26C50123")
    await adviser.press("Record")
    assert "Proceedings WA26C50123" in adviser.text
    await adviser.follow("Record an order")
    adviser.write(order="interim_care")
    await adviser.press("Record")
    assert adviser.status == 200
    assert "Interim care order" in adviser.text
    assert "C1" in adviser.text


async def test_a_draft_is_on_the_first_page_until_it_is_recorded(world: World, panel: Panel) -> None:
    child = await panel.register()
    manager = Browser(world, "service_manager")
    await (await manager.open(f"/children/{child}")).follow("Refer to the Legal Gateway")
    manager.tick("urgent").write(urgent="yes")
    await manager.press("Keep as a draft")
    await manager.open("/")
    await manager.follow("Refer to the Legal Gateway")
    assert manager.form.fields["urgent"] == "yes"
    await manager.press("Drop the draft")
    assert "Your drafts" not in (await manager.open("/")).text


async def test_somebody_of_the_family_is_recorded_and_found_by_name(world: World, office: Office) -> None:
    child, name = await office.register(), f"M{uuid4().hex}"
    worker = Browser(world, "social_worker")
    await (await worker.open(f"/children/{child}")).follow("Record somebody new of the family")
    worker.write(details__given_names="Mae", details__family_name=name)
    await worker.press("Record")
    worker.write(relationship="mother", parental_responsibility="yes")
    await worker.press("Record")
    assert f"Mae {name} Mother Yes" in worker.text
    await worker.open("/people")
    worker.write(name=name)
    await worker.press("Find")
    assert f"Mae {name}" in worker.text
    assert name not in worker.at


async def test_who_is_of_the_family_is_chosen_by_name_and_never_written_as_an_id(world: World, office: Office) -> None:
    name, other = (f"F{uuid4().hex}" for _ in range(2))
    child = await office.register(details={"given_names": "Ada", "family_name": name})
    sharing = str(await office.meet(given_names="Mae", family_name=name))
    uncle = str(await office.meet(given_names="Ned", family_name=other))
    worker = Browser(world, "team_manager")
    await (await worker.open(f"/children/{child}")).follow("Add a family member")
    assert f"Mae {name}" in worker.text
    assert f"Ned {other}" not in worker.text
    assert "Ada" not in said_by(worker.form)
    await worker.write(person_id=sharing, relationship="mother").press("Record")
    assert f"Mae {name} Mother" in worker.text
    await worker.follow("Find a person in the family")
    await worker.write(name=f"Ned {other}").press("Find")
    await worker.follow("Add as a family member : Ned")
    assert worker.form.fields["person_id"] == uncle
    await worker.press("Record")
    assert worker.status == 422
    assert f"Ned {other}" in worker.text
    await worker.write(relationship="other_relative").press("Record")
    assert f"Ned {other} Other relative" in worker.text


async def test_who_may_be_known_already_is_ticked_as_somebody_else(world: World, office: Office) -> None:
    name = f"N{uuid4().hex}"
    known = await office.register(details={"given_names": "Joy", "family_name": name})
    worker = Browser(world, "social_worker")
    await worker.open(f"/children/{uuid4()}/registration/form")
    worker.write(date_of_birth="2025-11-02", details__given_names="Joy", details__family_name=name)
    await worker.press("Record")
    assert worker.status == 409
    summary = said_by(worker.page.xpath("//*[@class='govuk-error-summary']")[0])
    assert "cancel and go on from that page; if all are other people, tick so beneath" in summary
    assert "not_a_duplicate_of" not in worker.text
    assert str(known) not in worker.text
    assert (f"Joy {name}, born 2 November 2025, Warrington", f"/children/{known}") in worker.links()
    assert f"Joy {name}, born 2 November 2025, Warrington: this is somebody else" in worker.text
    (alike,) = [box.get("value") for box in worker.form.xpath(".//input[@name='not_a_duplicate_of']")]
    worker.tick("not_a_duplicate_of", alike)
    await worker.press("Record")
    assert worker.status == 200
    assert f"Joy {name}" in worker.text


async def test_names_are_shown_to_those_alone_who_may_read_them(world: World, office: Office) -> None:
    name = f"P{uuid4().hex}"
    child = await office.register(details={"given_names": "Ida", "family_name": name})
    for role, shown in {"team_manager": True, "director": True, "agency_decision_maker": False}.items():
        somebody = Browser(world, role)
        assert (name in (await somebody.open(f"/children/{child}")).text) is shown
        assert somebody.status == 200


async def test_the_coordinator_composes_a_sitting_and_circulates_its_papers(world: World, panel: Panel) -> None:
    child = await panel.register()
    mother = await panel.office.meet(given_names="Mae", family_name="Packwood")
    member = {"person_id": str(mother), "relationship": "mother", "parental_responsibility": True}
    await panel.done(f"/children/{child}/family", 0, "social_worker", **member)
    coordinator = Browser(world, COORDINATOR)
    await (await coordinator.open("/sittings")).follow("Put a sitting in the calendar")
    coordinator.write(sits_on=panel.on(8))
    await coordinator.press("Record")
    chair, *members = [str(uuid4()) for _ in range(3)]
    for one in (chair, *members):
        worker = {"given_names": "Jo", "family_name": "Example", "role": "gateway_member"}
        await panel.office.done(f"/workers/{one}", {"authority": "warrington", **worker}, role=COORDINATOR)
    await coordinator.follow("Change panel members")
    coordinator.write(chair_id=chair).tick("members", *members)
    await coordinator.press("Record")
    await panel.refer(child, papers=EVERY_PAPER)
    await coordinator.open(coordinator.at.partition("?")[0])
    await coordinator.follow("Circulate papers")
    await coordinator.press("Record")
    assert "Circulated" in coordinator.text
    await coordinator.follow("Pack to print")
    assert coordinator.status == 200
    assert "Papers of" in coordinator.text
    assert "Mae Packwood Mother Yes" in (await Browser(world, "team_manager").open(coordinator.at)).text


async def test_an_entry_is_corrected_by_who_recorded_it_and_voided_by_a_manager(world: World, panel: Panel) -> None:
    child = await panel.register(date_of_birth=panel.on(-500))
    worker = Browser(world, "social_worker")
    await (await worker.open(f"/children/{child}")).follow("Correct Registration recorded")
    await worker.write(reason="The month was wrong.").press("Record")
    assert worker.status == 409
    assert "reads so already" in worker.text
    worker.write(reads_date_of_birth=panel.on(-470), reason="The month was wrong.")
    await worker.press("Record")
    assert worker.status == 200
    assert "Corrected Registration recorded" in worker.text
    assert "Corrected by social_worker@warrington because: The month was wrong." in worker.text
    await panel.sitting(8)
    path, _ = await panel.refer(child, papers=EVERY_PAPER)
    manager = Browser(world, "team_manager")
    await (await manager.open(path)).follow("Mark as entered in error Referral started")
    await manager.write(reason="It was another child.").press("Record")
    assert "This referral was recorded in error" in manager.text
    assert "Marked as entered in error by team_manager@warrington because: It was another child." in manager.text
    await manager.open(f"/children/{child}")
    assert "Entered in error Referral to the panel recorded" in manager.text
    await (await manager.open(path)).follow("Bring back Referral started")
    await manager.write(reason="It was this child after all.").press("Record")
    assert "Withdraw the referral" in manager.text


async def test_a_correction_cannot_move_an_entry_to_a_day_that_is_still_to_come(world: World, panel: Panel) -> None:
    child = await panel.register()
    worker = Browser(world, "social_worker")
    await (await worker.open(f"/children/{child}")).follow("Correct Registration recorded")
    await worker.write(reads_occurred_on=panel.on(1), reason="The day was wrong.").press("Record")
    assert worker.status == 409
    assert f"{words_of_day(panel.day(1))} is still to come; record it on the day, or check the date" in worker.text


async def test_a_paper_cannot_be_received_on_a_day_that_is_still_to_come(world: World, panel: Panel) -> None:
    await panel.sitting(8)
    path, _ = await panel.refer(await panel.register())
    worker = await Browser(world, "social_worker").open(f"{path}/papers/chronology/file")
    await worker.write(on=panel.on(1)).press("Add", file=("Chronology.pdf", PDF, "application/pdf"))
    assert worker.status == 409
    assert f"{words_of_day(panel.day(1))} is still to come; record it on the day, or check the date" in worker.text
    cabinet = Cabinet(world, path)
    assert (await cabinet.listed(), cabinet.papers()) == ([], 0)


async def test_brothers_and_sisters_are_chosen_by_name(world: World, office: Office) -> None:
    name = f"Twin{''.join(chr(97 + int(digit, 16)) for digit in uuid4().hex[:10])}"
    ada = await office.register(details={"given_names": "Ada", "family_name": name})
    await office.register(details={"given_names": "Ben", "family_name": name}, date_of_birth="2023-11-02")
    cousin = await office.register(details={"given_names": "Cal", "family_name": f"{name}ley"})
    aunt = str(await office.meet(given_names="Mae", family_name=f"{name}ova"))
    for child in (ada, cousin):
        member = {"person_id": aunt, "relationship": "other_relative"}
        await office.done(f"/children/{child}/family", {"on": "2026-03-30", **member})
    worker = Browser(world, "social_worker")
    await (await worker.open(f"/children/{ada}")).follow("Record brothers and sisters")
    assert f"Ben {name}" in worker.text
    assert f"Cal {name}ley" in worker.text
    worker.tick("brothers_and_sisters", str(cousin))
    await worker.press("Record")
    assert worker.status == 200
    assert "Brother or sister" in worker.text

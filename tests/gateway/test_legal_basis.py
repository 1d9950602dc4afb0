"""A change of the ground on which a child is looked after: the legal status goes on without a gap, on any telling."""

from datetime import UTC, datetime
from typing import Any

from shared.clock import FixedClock
from shared.events.codes.gateway import ProceedingsOutcome
from shared.events.codes.planning import LegalBasis
from shared.events.gateway import (
    CareOrderGranted,
    EmergencyProtectionOrderGranted,
    InterimCareOrderGranted,
    ProceedingsConcluded,
)
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.court import Child, day
from tests.gateway.office import Office

WORKER, MANAGER, LAWYER = "social_worker", "service_manager", "legal_adviser"


def test_the_interim_care_order_runs_out_and_the_mother_agrees_to_section_20_that_day() -> None:
    child = Child().before_the_court().in_care("2026-01-26", LegalBasis.INTERIM_CARE_ORDER)
    child.granted(InterimCareOrderGranted, "2026-01-26", until="2026-03-30")
    child.on_another_basis("2026-03-30")
    assert child.codes() == [
        ("2026-01-05", "no_order", None, False),
        ("2026-01-26", "interim_care_order", "C1", True),
        ("2026-03-30", "section_20", "V2", True),
    ]
    assert child.history().spells[-1].begun_by == "planning.legal_basis_changed.v1"
    assert child.history().contradictions == ()


def test_the_proceedings_are_dismissed_and_the_parents_agree_to_section_20_that_day() -> None:
    child = Child().before_the_court().in_care("2026-01-26", LegalBasis.INTERIM_CARE_ORDER)
    child.granted(InterimCareOrderGranted, "2026-01-26")
    child.known(ProceedingsConcluded, "2026-06-22", outcome=ProceedingsOutcome.APPLICATION_REFUSED)
    child.on_another_basis("2026-06-22")
    assert [spell[:3] for spell in child.codes()[1:]] == [
        ("2026-01-26", "interim_care_order", "C1"),
        ("2026-06-22", "section_20", "V2"),
    ]
    assert child.history().contradictions == ()


def test_from_section_20_to_police_protection_an_emergency_order_section_20_again_and_remand() -> None:
    child = Child().decided().in_care("2026-01-10").on_another_basis("2026-02-02", LegalBasis.POLICE_PROTECTION)
    child.granted(EmergencyProtectionOrderGranted, "2026-02-04", until="2026-02-11")
    child.on_another_basis("2026-02-11").on_another_basis("2026-03-02", LegalBasis.REMAND).out_of_care("2026-03-30")
    assert child.codes() == [
        ("2026-01-05", "no_order", None, False),
        ("2026-01-10", "section_20", "V2", True),
        ("2026-02-02", "police_protection", "L1", True),
        ("2026-02-04", "emergency_protection_order", "L2", True),
        ("2026-02-11", "section_20", "V2", True),
        ("2026-03-02", "remand", "J1", True),
        ("2026-03-30", "no_order", None, False),
    ]
    assert child.history().contradictions == ()


def test_parents_who_agree_days_after_the_order_ran_out_leave_a_gap_that_is_told() -> None:
    child = Child().before_the_court().in_care("2026-01-26", LegalBasis.INTERIM_CARE_ORDER)
    child.granted(InterimCareOrderGranted, "2026-01-26", until="2026-03-30")
    child.on_another_basis("2026-04-02")
    assert [spell[0:2] for spell in child.codes()[2:]] == [("2026-03-31", "no_order"), ("2026-04-02", "section_20")]
    (told,) = child.history().contradictions
    assert (told.since, told.says.partition(" on record")[0]) == (
        day("2026-03-31"),
        "looked after without an order or another ground",
    )


def test_section_20_while_a_care_order_goes_on_is_a_contradiction() -> None:
    child = Child().before_the_court().in_care("2026-06-22", LegalBasis.CARE_ORDER)
    child.granted(CareOrderGranted, "2026-06-22")
    child.on_another_basis("2026-07-06")
    (told,) = child.history().contradictions
    assert told.says == "section 20 accommodation and care order exclude each other; record the end of one"
    assert child.codes()[-1][1:] == ("care_order", "C2", True)


def test_another_basis_without_care_is_none() -> None:
    before = Child().on_another_basis("2026-01-08").in_care("2026-01-10").out_of_care("2026-02-02")
    before.on_another_basis("2026-02-02", LegalBasis.REMAND)
    assert [spell[:2] for spell in before.codes()] == [
        ("2026-01-05", "no_order"),
        ("2026-01-10", "section_20"),
        ("2026-02-02", "no_order"),
    ]


async def in_interim_care(office: Office, clock: FixedClock) -> str:
    """A child under an interim care order from 13 April to 11 May 2026, as planning knows; answers the address."""
    clock.moment = datetime(2026, 5, 12, 9, tzinfo=UTC)
    at = f"/children/{await office.register()}"
    directed = {"on": "2026-04-10", "kind": "section_37", "due_on": "2026-06-05"}
    await office.done(f"{at}/directions", directed, role=LAWYER)
    order = {"on": "2026-04-13", "order": "interim_care", "until": "2026-05-11"}
    await office.done(f"{at}/orders", order, role=LAWYER)
    await office.world.settle()
    await plans(office.world, f"{at}/care", "2026-04-13", legal_basis="interim_care_order")
    return at


async def plans(world: World, path: str, on: str, *, role: str = WORKER, **body: Any) -> str:  # noqa: ANN401 - JSON
    """Planning records something, and it is heard; answers the entry."""
    told = await world.post("planning", path, {"on": on, **body}, role=role)
    assert told.status_code == 201, told.text
    await world.settle()
    return str(told.json()["recorded"][0]["event_id"])


async def codes(office: Office, at: str) -> list[tuple[str, str | None]]:
    """Since when each spell of care was, and its code."""
    status = await office.read(f"{at}/legal-status")
    assert status["contradictions"] == []
    return [(each["since"], each["code"]) for each in status["spells"] if each["looked_after"]]


async def test_the_mother_agrees_as_the_order_runs_out_and_the_gateway_hears_of_it(
    office: Office, world: World, clock: FixedClock
) -> None:
    at = await in_interim_care(office, clock)
    entry = await plans(world, f"{at}/care/basis", "2026-05-11", legal_basis="section_20")
    assert await codes(office, at) == [("2026-04-13", "C1"), ("2026-05-11", "V2")]
    shown = (await world.get("planning", at, role=WORKER)).json()
    assert (shown["looked_after_since"], shown["legal_basis"]) == ("2026-04-13", "section_20")
    page = await Browser(world, WORKER).open(at)
    assert "Change of legal basis recorded" in page.text
    mended = {"legal_basis": "remand"}
    at_entry = f"{at}/entries/{entry}"
    await plans(world, f"{at_entry}/correction", "2026-05-12", reason="The form says so.", changes=mended)
    assert await codes(office, at) == [("2026-04-13", "C1"), ("2026-05-11", "J1")]
    await plans(world, f"{at_entry}/void", "2026-05-12", role=MANAGER, reason="She did not agree.")
    status = await office.read(f"{at}/legal-status")
    (told,) = status["contradictions"]
    assert told["says"].startswith("looked after without an order or another ground on record")


async def test_a_worker_records_the_change_on_the_childs_page_and_a_court_order_is_not_offered(
    office: Office, world: World, clock: FixedClock
) -> None:
    at = await in_interim_care(office, clock)
    clerk = world.inhabitants["planning"].client
    signed = {"Accept": "text/html", "Authorization": f"Bearer {world.token(WORKER)}"}
    page = (await clerk.get(at, headers=signed)).text
    assert "Record another legal basis of care" in page
    assert "Record that the child left care" in page
    assert f"{at}/care/basis/form" in page
    form = (await clerk.get(f"{at}/care/basis/form", headers=signed)).text
    assert all(f'value="{basis}"' in form for basis in ("section_20", "police_protection", "remand"))
    assert "care_order" not in form
    written = {"on-day": "11", "on-month": "5", "on-year": "2026", "legal_basis": "section_20"}
    sent = await clerk.post(f"{at}/care/basis/form", data=written, headers=signed)
    assert sent.status_code == 303, sent.text
    await world.settle()
    assert await codes(office, at) == [("2026-04-13", "C1"), ("2026-05-11", "V2")]


async def test_an_order_is_no_basis_to_be_recorded_here_and_few_may_record_one(
    office: Office, world: World, clock: FixedClock
) -> None:
    at = await in_interim_care(office, clock)
    body = {"on": "2026-05-11", "legal_basis": "care_order"}
    assert (await world.post("planning", f"{at}/care/basis", body, role=WORKER)).status_code == 422
    body["legal_basis"] = "section_20"
    assert (await world.post("planning", f"{at}/care/basis", body, role="iro")).status_code == 403
    before = {"on": "2026-04-12", "legal_basis": "section_20"}
    answer = await world.post("planning", f"{at}/care/basis", before, role=WORKER)
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "the child is not looked after on 12 April 2026; record that the child became looked after first",
    )

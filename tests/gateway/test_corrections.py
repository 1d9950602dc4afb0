"""Corrections: who recorded an entry mends it, managers void it, nothing is lost, and everybody follows."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.testing.world import World
from tests.gateway.office import Office
from tests.gateway.panel import EVERY_PAPER, LEGAL_ACTION

WHY = "The minutes name another day."
CHAIR, MANAGER, WORKER, LAWYER = "gateway_chair", "service_manager", "social_worker", "legal_adviser"
DECIDED = "gateway.gateway_decision_made.v1"
STARTED = "gateway.pre_proceedings_started.v1"
DRAFTED = "gateway.pre_proceedings_letter_drafted.v1"


UNFIT: tuple[tuple[dict[str, Any], str], ...] = (
    ({"occured_on": "2026-03-30"}, "occured_on is no field of this entry; did you mean occurred_on?"),
    ({"weather": "rain"}, "weather is no field of this entry; it has occurred_on, outcome"),
    ({"child_id": str(uuid4())}, "child_id says which entry this is and is not changed"),
    ({"authority": "surrey"}, "authority says which entry this is and is not changed"),
    ({"decision_id": str(uuid4())}, "decision_id says which entry this is and is not changed"),
    ({"outcome": "proceedings"}, "the entry cannot read so: outcome: write 'threshold_not_met'"),
    ({"occurred_on": "2026-04-02"}, "2 April 2026 is still to come; record it on the day, or check the date"),
    ({"occurred_on": "2026-02-30"}, "the entry cannot read so: occurred_on: write a real date"),
    ({"outcome": "pre_proceedings"}, "the entry reads so already; name what is to be changed"),
)


class Child:
    """A child for whom the panel decided on pre-proceedings on 31 March 2026, and the entries about it."""

    def __init__(self, office: Office, child: UUID) -> None:
        self.office = office
        self.at = f"/children/{child}"
        self.ids: dict[str, str] = {}

    async def does(self, path: str, on: str, role: str, **body: Any) -> None:  # noqa: ANN401 - JSON
        told = await self.office.done(f"{self.at}/{path}", {"on": f"2026-{on}", **body}, role=role)
        self.ids |= {fact["type"]: fact["event_id"] for fact in told["recorded"]}

    async def corrects(self, kind: str, role: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        body = {"on": "2026-03-31", "changes": changes, "reason": WHY}
        return await self.office.done(f"{self.at}/entries/{self.ids[kind]}/correction", body, role=role)

    async def voids(self, event_id: str, role: str = MANAGER) -> dict[str, Any]:
        body = {"on": "2026-03-31", "reason": WHY}
        return await self.office.done(f"{self.at}/entries/{event_id}/void", body, role=role)

    async def cannot_correct(self, event_id: str, role: str, *, status: int = 409, **changes: Any) -> str:  # noqa: ANN401 - JSON
        body = {"on": "2026-03-31", "changes": changes, "reason": WHY}
        return await self.office.refusal(f"{self.at}/entries/{event_id}/correction", body, role=role, status=status)

    async def cannot_void(self, event_id: str, role: str = MANAGER, *, status: int = 409) -> str:
        body = {"on": "2026-03-31", "reason": WHY}
        return await self.office.refusal(f"{self.at}/entries/{event_id}/void", body, role=role, status=status)

    async def entry(self, event_id: str) -> dict[str, Any]:
        found = await self.office.read(f"{self.at}/entries")
        return next(entry for entry in found if entry["event_id"] == event_id)


@pytest.fixture
async def child(office: Office, clock: FixedClock) -> Child:
    """A child in pre-proceedings, whose letter is drafted; it is 1 April 2026."""
    clock.moment = datetime(2026, 4, 1, 9, tzinfo=UTC)
    case = Child(office, uuid4())
    await case.does("registration", "03-02", WORKER, authority="warrington", date_of_birth="2021-03-01")
    await case.does("referrals", "03-20", WORKER, panel_date="2026-03-31", papers=EVERY_PAPER)
    await case.does("decisions", "03-31", CHAIR, outcome="pre_proceedings", review_on="2026-07-21", **LEGAL_ACTION)
    await case.does("letter/draft", "03-31", WORKER)
    return case


async def obligations(world: World, child: Child) -> dict[str, tuple[str, str]]:
    answer = await world.get("tracking", f"{child.at}/obligations", role=WORKER)
    return {one["rule_id"]: (one["due_on"], one["state"]) for one in answer.json()} if answer.is_success else {}


async def test_a_wrong_day_is_corrected_and_everybody_reckons_from_the_right_one(child: Child, world: World) -> None:
    await world.settle()
    assert (await obligations(world, child))["WAR-PP-16W"][0] == "2026-07-21"
    await child.corrects(DECIDED, CHAIR, occurred_on="2026-03-30")
    await world.settle()
    assert (await child.office.read(child.at))["decided_on"] == "2026-03-30"
    assert (await obligations(world, child))["WAR-PP-16W"][0] == "2026-07-20"


async def test_the_entry_stays_as_it_was_recorded_with_what_corrects_it_and_why(child: Child) -> None:
    told = await child.corrects(DECIDED, CHAIR, occurred_on="2026-03-30")
    (correction,) = told["recorded"]
    entry = await child.entry(child.ids[DECIDED])
    assert (entry["data"]["occurred_on"], entry["reads"]["occurred_on"]) == ("2026-03-31", "2026-03-30")
    assert entry["mended_by"] == [correction["event_id"]]
    assert entry["recorded_by"] == "gateway_chair@warrington"
    mending = await child.entry(correction["event_id"])
    assert (mending["reason"], mending["recorded_by"]) == (WHY, "gateway_chair@warrington")


async def test_the_reason_is_sealed_and_in_no_event(child: Child, databases: dict[str, ServiceDatabase]) -> None:
    told = await child.corrects(DECIDED, CHAIR, occurred_on="2026-03-30")
    assert WHY not in str(told)
    connection = await asyncpg.connect(databases["gateway"].owner_url)
    try:
        kept = await connection.fetch("select * from reasons")
        said = await connection.fetch("select data::text from journal where type like 'hearth.%'")
    finally:
        await connection.close()
    assert kept
    assert WHY not in f"{kept} {said}"
    assert not any(WHY.encode() in row["sealed"] for row in kept)


async def test_a_voided_decision_never_was_and_what_rested_on_it_is_named(child: Child, world: World) -> None:
    await world.settle()
    told = await child.voids(child.ids[DECIDED])
    assert {(one["type"], one["lacks"]) for one in told["without_ground"]} == {
        (STARTED, "the panel's decision of that day"),
        (DRAFTED, "the gateway decision made of 31 March 2026, which is voided"),
    }
    await world.settle()
    assert (await child.office.read(child.at))["decision"] is None
    planning = await world.get("planning", child.at, role=WORKER)
    assert planning.json()["gateway_outcome"] is None
    assert (await obligations(world, child))["WAR-PPM-1"][1] == "withdrawn"
    entry = await child.entry(child.ids[DECIDED])
    assert (entry["reads"], entry["data"]["outcome"]) == (None, "pre_proceedings")


async def test_the_worker_voids_what_lost_its_ground_until_nothing_is_left(child: Child) -> None:
    await child.voids(child.ids[DECIDED])
    await child.voids(child.ids[STARTED])
    told = await child.voids(child.ids[DRAFTED])
    assert told["without_ground"] == []
    assert (await child.office.read(child.at))["pre_proceedings_since"] is None


async def test_a_correction_may_itself_be_voided(child: Child) -> None:
    told = await child.corrects(DECIDED, CHAIR, occurred_on="2026-03-30")
    await child.voids(told["recorded"][0]["event_id"])
    assert (await child.office.read(child.at))["decided_on"] == "2026-03-31"
    assert (await child.entry(child.ids[DECIDED]))["reads"]["occurred_on"] == "2026-03-31"


async def test_a_voiding_may_be_voided_and_the_entry_counts_again(child: Child, world: World) -> None:
    told = await child.voids(child.ids[DECIDED])
    voiding = told["recorded"][0]["event_id"]
    assert (await child.voids(voiding))["without_ground"] == []
    await world.settle()
    assert (await child.office.read(child.at))["decision"] == "pre_proceedings"
    planning = await world.get("planning", child.at, role=WORKER)
    assert planning.json()["gateway_outcome"] == "pre_proceedings"
    assert (await obligations(world, child))["WAR-PPM-1"][1] != "withdrawn"


async def test_what_was_voided_is_neither_corrected_nor_voided_again(child: Child) -> None:
    await child.voids(child.ids[DECIDED])
    assert "is voided already; record anew" in await child.cannot_void(child.ids[DECIDED])
    sentence = await child.cannot_correct(child.ids[DECIDED], CHAIR, occurred_on="2026-03-30")
    assert "is voided already; record anew" in sentence


async def test_nobody_says_another_words(child: Child) -> None:
    sentence = await child.cannot_correct(child.ids[DECIDED], WORKER, status=403, outcome="care_proceedings")
    assert sentence == (
        "gateway_chair@warrington recorded this; have them correct it, or have it voided and record it anew"
    )


async def test_only_those_allowed_void(child: Child) -> None:
    assert "you cannot" in await child.cannot_void(child.ids[DRAFTED], WORKER, status=403)


async def test_a_correction_says_which_field_and_what_is_expected(child: Child) -> None:
    for changes, says in UNFIT:
        assert says in await child.cannot_correct(child.ids[DECIDED], CHAIR, **changes)


async def test_a_correction_names_something_and_gives_a_reason(child: Child) -> None:
    path = f"{child.at}/entries/{child.ids[DECIDED]}/correction"
    changes = {"occurred_on": "2026-03-30"}
    for body in ({"changes": {}, "reason": WHY}, {"changes": changes}, {"changes": changes, "reason": "  "}):
        await child.office.refusal(path, {"on": "2026-03-31", **body}, role=CHAIR, status=422)


async def test_a_correction_is_not_corrected_but_voided(child: Child) -> None:
    told = await child.corrects(DECIDED, CHAIR, occurred_on="2026-03-30")
    sentence = await child.cannot_correct(told["recorded"][0]["event_id"], CHAIR, occurred_on="2026-03-29")
    assert "void it, and then correct that other one" in sentence


async def test_an_entry_of_another_child_is_not_known_here(child: Child, office: Office) -> None:
    other = Child(office, await office.register())
    assert "no entry" in await other.cannot_void(child.ids[DECIDED], status=404)
    assert "no entry" in await child.cannot_correct(str(uuid4()), CHAIR, status=404, occurred_on="2026-03-30")


async def test_a_child_of_another_authority_is_not_known(child: Child, world: World) -> None:
    answer = await world.get("gateway", f"{child.at}/entries", role=WORKER, authority="surrey")
    assert answer.status_code == 404
    path = f"{child.at}/entries/{child.ids[DECIDED]}/void"
    body = {"on": "2026-03-31", "reason": WHY}
    assert (await world.post("gateway", path, body, role=MANAGER, authority="surrey")).status_code == 404


async def test_what_another_service_recorded_is_corrected_there(child: Child, world: World) -> None:
    care = {"on": "2026-04-13", "legal_basis": "section_20", "reason": "unplanned"}
    await world.settle()
    told = await world.post("planning", f"{child.at}/care", care, role=WORKER)
    assert told.status_code == 201, told.text
    await world.settle()
    entry = told.json()["recorded"][0]["event_id"]
    assert await child.cannot_void(entry) == "planning recorded this; correct it there, and it follows here"


async def test_planning_and_tracking_mend_their_own_entries_alike(child: Child, world: World) -> None:
    await world.settle()
    care = {"on": "2026-04-13", "legal_basis": "section_20", "reason": "unplanned"}
    told = await world.post("planning", f"{child.at}/care", care, role=WORKER)
    entry = told.json()["recorded"][0]["event_id"]
    home = {"on": "2026-04-13", "kind": "foster", "in_area": True}
    assert (await world.post("planning", f"{child.at}/placements", home, role=WORKER)).status_code == 201
    void = {"on": "2026-04-14", "reason": WHY}
    mended = await world.post("planning", f"{child.at}/entries/{entry}/void", void, role=MANAGER)
    assert mended.status_code == 201, mended.text
    (homeless,) = mended.json()["without_ground"]
    assert homeless["lacks"] == "that the child was looked after on that day"
    held = {"on": "2026-03-30", "tracker": "pre_proceedings"}
    meeting = await world.post("tracking", f"{child.at}/tracker-meetings", held, role="team_manager")
    assert meeting.status_code == 201, meeting.text
    entry = meeting.json()["recorded"][0]["event_id"]
    mended = await world.post("tracking", f"{child.at}/entries/{entry}/void", void, role=MANAGER)
    assert mended.status_code == 201, mended.text


async def test_an_order_voided_at_the_gateway_takes_what_planning_concluded_from_it_along(
    child: Child, world: World, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 5, 1, 9, tzinfo=UTC)
    await world.settle()
    for path, body in (
        ("care", {"on": "2026-04-13", "legal_basis": "section_20"}),
        ("placements", {"on": "2026-04-13", "kind": "foster", "in_area": True}),
    ):
        assert (await world.post("planning", f"{child.at}/{path}", body, role=WORKER)).status_code == 201
    await world.settle()
    before = await obligations(world, child)
    await child.does("orders", "04-27", LAWYER, order="special_guardianship")
    await world.settle()
    planned = (await world.get("planning", child.at, role=WORKER)).json()
    assert (planned["ceased_on"], planned["ceased_because"]) == ("2026-04-27", "special_guardianship")
    assert planned["placements"][0]["ended_on"] == "2026-04-27"
    assert await obligations(world, child) != before
    await child.voids(child.ids["gateway.special_guardianship_order_granted.v1"], LAWYER)
    await world.settle()
    planned = (await world.get("planning", child.at, role=WORKER)).json()
    assert (planned["ceased_on"], planned["placements"][0]["ended_on"]) == (None, None)
    assert {rule: due for rule, due in (await obligations(world, child)).items() if rule in before} == before
    entries = (await world.get("planning", f"{child.at}/entries", role=WORKER)).json()
    concluded = [entry for entry in entries if entry["recorded_by"] == "planning"]
    assert [entry["type"] for entry in concluded] == [
        "planning.ceased_to_be_looked_after.v1",
        "planning.placement_ended.v1",
        "hearth.entry_voided.v1",
        "hearth.entry_voided.v1",
    ]
    path = f"{child.at}/entries/{concluded[0]['event_id']}/void"
    refused = await world.post("planning", path, {"on": "2026-05-01", "reason": WHY}, role=MANAGER)
    assert refused.json()["detail"] == "this was concluded from other entries; correct those, and this follows"


async def test_family_finding_mends_its_entries_alike(child: Child, world: World) -> None:
    await world.settle()
    told = await world.post("family_finding", f"{child.at}/raa-notification", {"on": "2026-04-01"}, role=WORKER)
    assert told.status_code == 201, told.text
    entry = told.json()["recorded"][0]["event_id"]
    path = f"{child.at}/entries/{entry}/correction"
    body = {"on": "2026-04-02", "changes": {"occurred_on": "2026-03-31"}, "reason": WHY}
    mended = await world.post("family_finding", path, body, role=WORKER)
    assert mended.status_code == 201, mended.text
    (*_, first) = (await world.get("family_finding", f"{child.at}/entries", role=WORKER)).json()
    assert first["reason"] == WHY


@pytest.mark.parametrize("field", ["\\ud800", "a\\u0000", "Zebedia Quartermaine"])
async def test_what_is_no_name_of_a_field_is_refused(child: Child, world: World, field: str) -> None:
    headers = {"Authorization": f"Bearer {world.token(CHAIR)}", "Content-Type": "application/json"}
    body = f'{{"on": "2026-03-31", "reason": "{WHY}", "changes": {{"{field}": 1}}}}'
    path = f"{child.at}/entries/{child.ids[DECIDED]}/correction"
    answer = await world.inhabitants["gateway"].client.post(path, content=body, headers=headers)
    assert answer.status_code == 422

"""What is recorded has happened: no service takes a day that is still to come, and every one takes it once it has."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.testing.world import World
from tests.conftest import PLANS

TODAY, TOMORROW = "2026-03-30", "2026-03-31"
REGISTRATION = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02"}
# Of each service a command about a child who is registered, or a family that is new.
COMMANDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "gateway": ("/children/{case}/allocations", "team_manager", {"worker_id": str(UUID(int=7)), "team": "north"}),
    "planning": ("/children/{case}/care", "social_worker", {"legal_basis": "section_20"}),
    "family_finding": (
        "/families/{case}/registration",
        "family_finding_manager",
        {"authority": "warrington", "kinds": ["adopters"]},
    ),
    "tracking": ("/children/{case}/tracker-meetings", "team_manager", {"tracker": "permanence"}),
}
# What tells of no day: who somebody is, which paper is kept, how a message is settled.
# A paper bears a day of its own, or none.
PAPERS = {
    "keep_document",
    "keep_document_of_referral",
    "keep_plan_document",
    "keep_search_document",
    "keep_family_document",
}
WITHOUT_A_DAY = {"record_person", "record_worker", *PAPERS}


@pytest.mark.parametrize("service", COMMANDS)
async def test_a_day_that_is_still_to_come_is_refused_until_it_comes(world: World, service: str) -> None:
    case = uuid4()
    if service != "family_finding":
        await world.post("gateway", f"/children/{case}/registration", REGISTRATION, role="social_worker")
        await world.settle()
    path, role, body = COMMANDS[service]
    asked = {"on": TOMORROW, **body}
    refused = await world.post(service, path.format(case=case), asked, role=role, ahead=True)
    assert refused.status_code == 409, refused.text
    assert refused.json()["detail"] == "31 March 2026 is still to come; record it on the day, or check the date"
    answer = await world.post(service, path.format(case=case), asked, role=role)
    assert answer.status_code == 201, answer.text


async def test_a_day_ahead_that_a_command_names_is_taken(world: World) -> None:
    path = f"/sittings/{uuid4()}/calling"
    called = {"on": TODAY, "authority": "county", "sits_on": "2026-05-12"}
    answer = await world.post("gateway", path, called, role="practice_coordinator", authority="county")
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("service", PLANS)
def test_every_command_says_the_day_of_what_it_records(world: World, service: str) -> None:
    document = world.inhabitants[service].app.openapi()
    schemas = document["components"]["schemas"]
    recording = [
        methods["post"]
        for methods in document["paths"].values()
        if "201" in methods.get("post", {"responses": {}})["responses"]
    ]
    without = set()
    for operation in recording:
        (content,) = operation["requestBody"]["content"].values()
        schema = schemas.get(content["schema"].get("$ref", "").rpartition("/")[2], content["schema"])
        if "on" not in schema["required"]:
            without.add(operation["operationId"])
    assert recording
    assert without <= WITHOUT_A_DAY

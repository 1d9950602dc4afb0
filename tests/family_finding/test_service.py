"""The service itself: a child is matched and placed over HTTP, by those who may, and seen on its pages."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response

from services.family_finding.main import SERVICE
from shared.auth.actions import unguarded_routes
from shared.events.base import Event
from shared.identifiers import new_id
from shared.messaging.envelope import RecordedEvent, encode, key_of
from shared.messaging.parked import Message
from shared.messaging.rebuild import rebuild
from shared.messaging.topics import topic_of
from shared.testing.world import World
from tests.family_finding.story import (
    ADOPTION_CONSIDERED,
    HER_CONSENT,
    MOTHER,
    PLACEMENT_ORDER,
    REGISTERED,
    SHOULD_BE_PLACED,
)

HEARD = (ADOPTION_CONSIDERED, REGISTERED, SHOULD_BE_PLACED)
FINDER, MANAGER, SOCIAL_WORKER = "family_finder", "family_finding_manager", "social_worker"
ADOPTERS = {"kinds": ["adopters"]}
HTML = {"Accept": "text/html"}


async def tell(world: World, child: UUID, *events: Event) -> None:
    """The other services say this about the child, and it is heard."""
    for version, event in enumerate(events, 1):
        service = event.wire_name.partition(".")[0]
        about = event.model_copy(update={"child_id": child})
        value, headers = encode(RecordedEvent(new_id(), about, service, version, datetime(2026, 3, 30, tzinfo=UTC)))
        topic = topic_of(service)
        world.topics.messages[topic].append(Message(topic, f"0/{version}", key_of(child), value, headers))
    await world.settle()


async def ask(world: World, path: str, on: str, role: str = FINDER, **body: Any) -> Response:  # noqa: ANN401 - JSON
    """Somebody asks; the day is one of 2026."""
    return await world.post("family_finding", path, {"on": f"2026-{on}", **body}, role=role)


async def done(world: World, path: str, on: str, role: str = FINDER, **body: Any) -> None:  # noqa: ANN401 - JSON
    answer = await ask(world, path, on, role, **body)
    assert answer.status_code == 201, answer.text


async def registered_family(world: World, authority: str = "together_for_adoption", role: str = MANAGER) -> str:
    family = str(uuid4())
    await done(world, f"/families/{family}/registration", "01-05", role, authority=authority, **ADOPTERS)
    return family


async def searching(world: World, *free: Event) -> str:
    """A child for whom a family is sought, and who is free to be placed by an order or by consent."""
    child = uuid4()
    await tell(world, child, *HEARD, *(free or (PLACEMENT_ORDER,)))
    await done(world, f"/children/{child}/raa-notification", "01-13", SOCIAL_WORKER)
    await done(world, f"/children/{child}/family-finder", "01-14", MANAGER)
    await done(world, f"/children/{child}/search", "01-20", next_scope_on="2026-03-20")
    return str(child)


async def approved(world: World, family: str, authority: str = "warrington") -> None:
    body = {"on": "2026-01-20", **ADOPTERS}
    path = f"/families/{family}/approval"
    answer = await world.post("family_finding", path, body, role="agency_decision_maker", authority=authority)
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("free", [(PLACEMENT_ORDER,), (HER_CONSENT, MOTHER)], ids=["by order", "by consent"])
async def test_a_child_is_matched_and_placed(alone: World, free: tuple[Event, ...]) -> None:
    child = await searching(alone, *free)
    family = await registered_family(alone, "warrington", "fostering_social_worker")
    await approved(alone, family)
    at = f"/children/{child}"
    await done(alone, f"{at}/profiles", "02-01")
    await done(alone, f"{at}/links/proposed", "02-02", family_id=family, score=70)
    await done(alone, f"{at}/shortlist", "02-09", family_ids=[family])
    await done(alone, f"{at}/visits", "02-12", SOCIAL_WORKER, family_id=family)
    await done(alone, f"{at}/selection", "02-13", family_id=family)
    await done(alone, f"{at}/panel", "05-05", panel_on="2026-06-01")
    await done(alone, f"{at}/papers", "05-15")
    await done(alone, f"{at}/match/recommended", "06-01", "panel_chair")
    await done(alone, f"{at}/match/approved", "06-05", "agency_decision_maker")
    await done(alone, f"{at}/introductions", "07-13", family_id=family)
    await done(alone, f"{at}/placement/adoption", "07-27", SOCIAL_WORKER, family_id=family)
    await done(alone, f"{at}/application", "10-12", SOCIAL_WORKER, court="warrington_family_court")

    answer = await alone.get("family_finding", at, role=SOCIAL_WORKER)
    search = answer.json()
    assert answer.headers["etag"] == '"15"'
    assert search["standing"] == "application_lodged"
    assert search["shortlist"] == [family]
    assert [link["score"] for link in search["links"]] == [70]
    assert search["home_family_id"] == family


async def test_a_refusal_says_what_to_do(alone: World) -> None:
    child = await searching(alone)
    family = str(uuid4())
    answer = await ask(alone, f"/children/{child}/selection", "02-13", family_id=family)
    assert answer.status_code == 409
    assert answer.json()["detail"] == f"family {family} is not on the shortlist; agree a shortlist first"


async def test_a_family_is_unknown_to_a_council_that_may_not_see_it(alone: World) -> None:
    child, family = await searching(alone), await registered_family(alone)
    answer = await ask(alone, f"/children/{child}/links/proposed", "02-02", SOCIAL_WORKER, family_id=family)
    assert answer.status_code == 404
    listed = await alone.get("family_finding", "/families?limit=500", role=SOCIAL_WORKER)
    assert family not in {row["family_id"] for row in listed.json()}
    seen = await alone.get("family_finding", f"/families/{family}", role=SOCIAL_WORKER)
    assert seen.status_code == 404
    assert f"no family {family} is known here; check the id, or whether the family is yours" in seen.json()["detail"]
    known = await alone.get("family_finding", f"/families/{family}", role=FINDER)
    assert (known.json()["agency"], known.headers["etag"]) == ("together_for_adoption", '"1"')


async def test_a_family_that_withdraws_is_not_shortlisted(alone: World) -> None:
    child, family = await searching(alone), await registered_family(alone)
    await done(alone, f"/children/{child}/links/proposed", "02-02", family_id=family)
    await done(alone, f"/families/{family}/withdrawal", "02-05", MANAGER)
    answer = await ask(alone, f"/children/{child}/shortlist", "02-09", family_ids=[family])
    assert answer.json()["detail"] == f"family {family} has withdrawn; propose another, or register it again"


async def test_a_child_of_whom_only_others_spoke_is_shown_when_registered(alone: World) -> None:
    child = uuid4()
    await tell(alone, child, ADOPTION_CONSIDERED)
    unknown = await alone.get("family_finding", f"/children/{child}", role=FINDER)
    assert unknown.status_code == 404
    assert f"no child {child} is known here; check the id, or whether the child is yours" in unknown.json()["detail"]
    await tell(alone, child, REGISTERED)
    shown = await alone.get("family_finding", f"/children/{child}", role=FINDER)
    assert (shown.json()["standing"], shown.headers["etag"]) == ("not_begun", '"0"')
    listed = await alone.get("family_finding", "/children?limit=500", role=FINDER)
    assert str(child) in {row["child_id"] for row in listed.json()}
    elsewhere = await alone.get("family_finding", "/children?limit=500", role=SOCIAL_WORKER, authority="surrey")
    assert str(child) not in {row["child_id"] for row in elsewhere.json()}


async def test_the_same_address_is_a_page_for_people_and_json_for_programs(alone: World) -> None:
    child, family = await searching(alone), await registered_family(alone)
    await done(alone, f"/children/{child}/links/proposed", "02-02", family_id=family)
    house = alone.inhabitants["family_finding"]
    caller = {"Authorization": f"Bearer {alone.token(FINDER)}"}
    entries = (await alone.get("family_finding", f"/families/{family}/entries", role=FINDER)).json()
    called = f"Family {entries[0]['data']['reference']}"
    for path, told in (("/", child), (f"/children/{child}", called), ("/families", called)):
        page = await house.client.get(path, headers=caller | HTML)
        assert page.headers["content-type"].startswith("text/html"), page.text
        assert told in page.text
    assert (await house.client.get("/families", headers=caller)).headers["content-type"] == "application/json"
    assert (await house.client.get(f"/children/{uuid4()}", headers=caller | HTML)).status_code == 404


async def test_an_early_home_comes_before_the_match(alone: World) -> None:
    child, family = await searching(alone), str(uuid4())
    offer: dict[str, Any] = {**ADOPTERS, "early_permanence": True}
    worker = "fostering_social_worker"
    await done(alone, f"/families/{family}/registration", "01-05", worker, authority="warrington", **offer)
    at = f"/children/{child}"
    await done(alone, f"{at}/links/proposed", "02-02", family_id=family)
    await done(alone, f"{at}/shortlist", "02-09", family_ids=[family])
    await done(alone, f"{at}/visits", "02-12", family_id=family)
    await done(alone, f"{at}/selection", "02-13", family_id=family)
    early: dict[str, Any] = {"family_id": family, "early_permanence": True}
    answer = await ask(alone, f"{at}/introductions", "02-16", **early)
    assert "is not approved for early permanence" in answer.json()["detail"]
    await done(alone, f"/families/{family}/approval", "02-16", "agency_decision_maker", **offer)
    await done(alone, f"{at}/introductions", "02-17", **early)
    assert (await alone.get("family_finding", at, role=FINDER)).json()["early_permanence"] is True


async def test_a_shortlist_without_its_links_is_told_as_without_ground_in_the_answer_and_on_the_page(
    alone: World,
) -> None:
    child, family = await searching(alone), await registered_family(alone)
    at = f"/children/{child}"
    await done(alone, f"{at}/links/proposed", "02-02", family_id=family)
    await done(alone, f"{at}/shortlist", "02-09", family_ids=[family])
    entries = (await alone.get("family_finding", f"{at}/entries", role=FINDER)).json()
    link = next(entry["event_id"] for entry in entries if entry["type"] == "family_finding.link_proposed.v1")
    mended = await ask(alone, f"{at}/entries/{link}/void", "02-10", MANAGER, reason="It was another child's")
    assert mended.status_code == 201, mended.text
    without = [(entry["type"], entry["lacks"]) for entry in mended.json()["without_ground"]]
    assert without == [("family_finding.shortlist_agreed.v1", "the proposal of each of its families")]
    caller = {"Authorization": f"Bearer {alone.token(MANAGER)}"}
    page = await alone.inhabitants["family_finding"].client.get(at, headers=caller | HTML)
    assert "It lacks the proposal of each of its families: correct it, mark it as entered in error" in page.text


async def test_an_approval_without_its_registration_is_told_as_without_ground(alone: World) -> None:
    family = await registered_family(alone, "warrington", "fostering_social_worker")
    await approved(alone, family)
    at = f"/families/{family}/entries"
    (registration, _) = (await alone.get("family_finding", at, role=FINDER)).json()
    void = {"on": "2026-02-10", "reason": "It was another family"}
    mended = await alone.post(
        "family_finding", f"{at}/{registration['event_id']}/void", void, role=MANAGER, authority="warrington"
    )
    assert mended.status_code == 201, mended.text
    assert [entry["lacks"] for entry in mended.json()["without_ground"]] == ["the registration of the family"]


async def test_what_is_shown_is_what_the_journal_would_make_of_it(alone: World, own_database: str) -> None:
    child, family = await searching(alone), await registered_family(alone)
    await done(alone, f"/children/{child}/links/proposed", "02-02", family_id=family)
    assert await rebuild(SERVICE, own_database, check=True) == {"searches": 0, "links": 0, "families": 0}


async def test_every_route_names_its_action(alone: World) -> None:
    assert unguarded_routes(alone.inhabitants["family_finding"].app) == []

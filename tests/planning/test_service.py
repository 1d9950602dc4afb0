"""The service itself: a child's plan and care over HTTP, by those who may, and seen on its pages."""

from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from httpx import Response
from sqlalchemy import Connection, MetaData

from hearth.parts.provision import ServiceDatabase
from services.planning.main import SERVICE
from shared.auth.actions import unguarded_routes
from shared.events.base import Event
from shared.identifiers import new_id
from shared.messaging import clients
from shared.messaging.envelope import RecordedEvent, encode, key_of
from shared.messaging.parked import Message
from shared.messaging.rebuild import rebuild
from shared.messaging.topics import topic_of
from shared.testing.world import World
from tests.planning.story import (
    ADOPTION_ORDER,
    INTERIM_CARE_ORDER,
    ISSUED,
    LEGAL_ACTION_AGREED,
    PLACED_FOR_ADOPTION,
    PLACEMENT_ORDER,
    REGISTERED,
)

SOCIAL_WORKER, TEAM_MANAGER, IRO, DECISION_MAKER = "social_worker", "team_manager", "iro", "agency_decision_maker"
HTML = {"Accept": "text/html"}
TABLES = ("permanence_cases", "plan_versions", "placements")


async def tell(world: World, child: UUID, *events: Event, shuffle: Random | None = None) -> None:
    """The other services say this about the child, and it is heard."""
    for version, event in enumerate(events, 1):
        service = event.wire_name.partition(".")[0]
        about = event.model_copy(update={"child_id": child})
        value, headers = encode(RecordedEvent(new_id(), about, service, version, datetime(2026, 3, 30, tzinfo=UTC)))
        topic = topic_of(service)
        world.topics.messages[topic].append(Message(topic, f"0/{version}", key_of(child), value, headers))
    await world.settle(shuffle)


async def ask(world: World, path: str, on: str, role: str, **body: Any) -> Response:  # noqa: ANN401 - JSON
    """Somebody asks; the day is one of 2026."""
    return await world.post("planning", path, {"on": f"2026-{on}", **body}, role=role)


async def done(world: World, path: str, on: str, role: str, **body: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Somebody asks, and it is done; answers the wire names of what was recorded."""
    answer = await ask(world, path, on, role, **body)
    assert answer.status_code == 201, answer.text
    return [fact["type"] for fact in answer.json()["recorded"]]


async def fostered(world: World) -> str:
    """A child in foster care under an interim care order; answers the child's address."""
    child = uuid4()
    await tell(world, child, REGISTERED, LEGAL_ACTION_AGREED, ISSUED, INTERIM_CARE_ORDER)
    at = f"/children/{child}"
    await done(world, f"{at}/care", "01-15", SOCIAL_WORKER, legal_basis="interim_care_order")
    await done(world, f"{at}/placements", "01-15", SOCIAL_WORKER, kind="foster", in_area=True)
    return at


async def planned(world: World) -> str:
    """Adoption is the plan of a child in foster care."""
    at = await fostered(world)
    await done(world, f"{at}/planning-meetings", "01-26", TEAM_MANAGER, tracks=["adoption"], next_on="2026-03-09")
    await done(world, f"{at}/reviews", "02-10", IRO, plan_endorsed=True, iro_view="agrees")
    agreed: dict[str, Any] = {"primary": "adoption", "contingencies": ["permanent_fostering"]}
    await done(world, f"{at}/plan-versions", "02-10", IRO, ratified_by="review", **agreed)
    return at


async def shown(world: World, at: str, role: str = SOCIAL_WORKER) -> dict[str, Any]:
    answer = await world.get("planning", at, role=role)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_child_is_planned_for_placed_and_adopted(alone: World) -> None:
    at = await planned(alone)
    child = UUID(at.rpartition("/")[2])
    await done(alone, f"{at}/visits", "01-21", SOCIAL_WORKER, seen_alone=True)
    await done(alone, f"{at}/assessments", "01-27", SOCIAL_WORKER, kind="parenting")
    await done(alone, f"{at}/assessments/completed", "03-10", SOCIAL_WORKER, kind="parenting", outcome="negative")
    await done(alone, f"{at}/final-care-planning-meetings", "04-10", TEAM_MANAGER, ratified_plan="adoption")
    await done(alone, f"{at}/child-permanence-reports", "04-20", SOCIAL_WORKER, stage="before_decision")
    await done(alone, f"{at}/adoption-decisions/booked", "04-20", SOCIAL_WORKER, decision_on="2026-05-04")
    await done(alone, f"{at}/adoption-decisions", "05-04", DECISION_MAKER, should_be_placed=True)
    await tell(alone, child, PLACEMENT_ORDER, PLACED_FOR_ADOPTION)
    await done(alone, f"{at}/reviews", "08-20", IRO, kind="adoption")
    await tell(alone, child, ADOPTION_ORDER)

    case = await shown(alone, at)
    assert (case["primary_plan"], case["contingencies"], case["plan_version"]) == (
        "adoption",
        ["permanent_fostering"],
        1,
    )
    assert (case["legal_basis"], case["ceased_on"], case["ceased_because"]) == (
        "placement_order",
        "2026-12-14",
        "adopted",
    )
    assert [(each["kind"], each["ended_on"]) for each in case["placements"]] == [
        ("foster", "2026-07-27"),
        ("adoptive", "2026-12-14"),
    ]
    assert (case["planning_meetings"], case["care_reviews"], case["adoption_reviews"]) == (1, 1, 1)
    answer = await alone.get("planning", at, role=SOCIAL_WORKER)
    assert answer.headers["etag"] == f'"{case["version"]}"'


async def test_everything_else_that_may_be_recorded(alone: World) -> None:
    at = await planned(alone)
    home: dict[str, Any] = {"primary": "return_home", "contingencies": ["adoption"], "ratified_by": "court"}
    for path, role, body in (
        ("placements/long-term-match", "service_manager", {}),
        ("family-group-conferences", SOCIAL_WORKER, {"carers_identified": 2}),
        ("together-or-apart", TEAM_MANAGER, {"configuration": "together"}),
        ("child-permanence-reports", SOCIAL_WORKER, {"stage": "manager"}),
        ("child-permanence-reports/audits", TEAM_MANAGER, {"stage": "manager", "outcome": "accepted"}),
        ("adoption-medicals/booked", SOCIAL_WORKER, {}),
        ("adoption-medicals/completed", "medical_adviser", {}),
        ("family-time", SOCIAL_WORKER, {"kind": "direct"}),
        ("views", IRO, {"kind": "differs_from_plan"}),
        ("life-story-work", SOCIAL_WORKER, {"kind": "plan"}),
        ("support-plans", SOCIAL_WORKER, {"kind": "adoption"}),
        ("plan-versions", IRO, home),
        ("return-home-approvals", "head_of_service", {}),
        ("placements/end", SOCIAL_WORKER, {"reason": "planned"}),
        ("placements", SOCIAL_WORKER, {"kind": "parents"}),
    ):
        assert len(await done(alone, f"{at}/{path}", "03-02", role, **body)) == 1
    recorded = await done(alone, f"{at}/care/end", "06-01", SOCIAL_WORKER, reason="returned_home")
    assert recorded == ["planning.ceased_to_be_looked_after.v1", "planning.placement_ended.v1"]


@pytest.mark.parametrize("seed", range(3))
async def test_the_order_in_which_the_topics_are_heard_does_not_matter(alone: World, seed: int) -> None:
    at = await fostered(alone)
    events = [PLACEMENT_ORDER, PLACED_FOR_ADOPTION, ADOPTION_ORDER]
    Random(seed).shuffle(events)
    await tell(alone, UUID(at.rpartition("/")[2]), *events, shuffle=Random(seed))
    case = await shown(alone, at)
    assert (case["ceased_on"], case["placement_kind"]) == ("2026-12-14", None)
    assert [each["ended_on"] for each in case["placements"]] == ["2026-07-27", "2026-12-14"]


async def test_a_refusal_says_what_to_do(alone: World) -> None:
    at = await fostered(alone)
    answer = await ask(alone, f"{at}/adoption-decisions", "05-04", DECISION_MAKER, should_be_placed=True)
    assert answer.status_code == 409
    assert "agree a plan with adoption as its primary option first" in answer.json()["detail"]


@pytest.mark.parametrize("role", [SOCIAL_WORKER, TEAM_MANAGER, IRO, "service_manager", "panel_chair"])
async def test_only_the_decision_maker_decides(alone: World, role: str) -> None:
    answer = await ask(alone, f"/children/{uuid4()}/adoption-decisions", "05-04", role, should_be_placed=True)
    assert answer.status_code == 403


async def test_a_child_of_whom_only_others_spoke_is_shown_when_registered(alone: World) -> None:
    child = uuid4()
    await tell(alone, child, LEGAL_ACTION_AGREED)
    unknown = await alone.get("planning", f"/children/{child}", role=SOCIAL_WORKER)
    assert unknown.status_code == 404
    assert f"no child {child} is known here; check the id, or whether the child is yours" in unknown.json()["detail"]
    versions = await alone.get("planning", f"/children/{child}/plan-versions", role=SOCIAL_WORKER)
    assert versions.status_code == 404
    await tell(alone, child, REGISTERED)
    case = await shown(alone, f"/children/{child}")
    assert (case["gateway_outcome"], case["version"], case["placements"]) == ("care_proceedings", 0, [])


async def test_plans_are_listed_for_those_who_may_see_them(alone: World) -> None:
    at = await planned(alone)
    child = at.rpartition("/")[2]
    listed = await alone.get("planning", "/children?limit=500", role=SOCIAL_WORKER)
    assert child in {row["child_id"] for row in listed.json()}
    after = await alone.get("planning", f"/children?limit=500&after={child}", role=SOCIAL_WORKER)
    assert all(row["child_id"] > child for row in after.json())
    elsewhere = await alone.get("planning", "/children?limit=500", role=SOCIAL_WORKER, authority="surrey")
    assert child not in {row["child_id"] for row in elsewhere.json()}
    versions = await alone.get("planning", f"{at}/plan-versions", role=SOCIAL_WORKER)
    assert [(row["version"], row["ratified_by"]) for row in versions.json()] == [(1, "review")]


async def test_the_same_address_is_a_page_for_people_and_json_for_programs(alone: World) -> None:
    at = await planned(alone)
    house = alone.inhabitants["planning"]
    caller = {"Authorization": f"Bearer {alone.token(SOCIAL_WORKER)}"}
    before = UUID(int=UUID(at.rpartition("/")[2]).int - 1)
    page = await house.client.get(f"/?after={before}", headers=caller | HTML)
    assert f"{at}" in page.text
    page = await house.client.get(at, headers=caller | HTML)
    assert page.headers["content-type"].startswith("text/html"), page.text
    for told in (
        "Adoption",
        "Permanent fostering",
        "version 1, ratified by review",
        "Foster since 15 January 2026",
        "Agrees",
    ):
        assert told in page.text
    assert (await house.client.get(at, headers=caller)).headers["content-type"] == "application/json"
    assert (await house.client.get(f"/children/{uuid4()}", headers=caller | HTML)).status_code == 404


async def test_a_page_of_a_child_of_whom_little_is_known(alone: World) -> None:
    child = uuid4()
    await tell(alone, child, REGISTERED)
    caller = {"Authorization": f"Bearer {alone.token(SOCIAL_WORKER)}"}
    page = await alone.inhabitants["planning"].client.get(f"/children/{child}", headers=caller | HTML)
    for told in ("No plan agreed yet", "No decision known", "In no placement", "None held", "Not decided"):
        assert told in page.text


async def test_a_plan_whose_meeting_is_voided_is_told_as_without_ground_in_the_answer_and_on_the_page(
    alone: World,
) -> None:
    at = await planned(alone)
    entries = (await alone.get("planning", f"{at}/entries", role=SOCIAL_WORKER)).json()
    meeting = next(entry["event_id"] for entry in entries if entry["type"] == "planning.planning_meeting_held.v1")
    mended = await ask(alone, f"{at}/entries/{meeting}/void", "02-11", TEAM_MANAGER, reason="It was another child's")
    assert mended.status_code == 201, mended.text
    without = [(entry["type"], entry["lacks"]) for entry in mended.json()["without_ground"]]
    assert without == [("planning.permanence_plan_agreed.v1", "the planning meeting that it came out of")]

    caller = {"Authorization": f"Bearer {alone.token(TEAM_MANAGER)}"}
    client = alone.inhabitants["planning"].client
    page = await client.get(at, headers=caller | HTML)
    assert "1 entry has lost the ground on which it was recorded" in page.text
    assert "It lacks the planning meeting that it came out of: correct it, mark it as entered in error" in page.text
    assert "because: It was another child&#39;s" in page.text
    plan = mended.json()["without_ground"][0]["event_id"]
    assert f"{at}/entries/{plan}/void/form" in page.text
    form = await client.get(f"{at}/entries/{plan}/void/form", headers=caller | HTML)
    assert "Mark as entered in error: permanence plan agreed" in form.text

    await done(alone, f"{at}/planning-meetings", "01-26", TEAM_MANAGER, tracks=["adoption"])
    page = await client.get(at, headers=caller | HTML)
    assert "Without ground" not in page.text


async def test_what_is_shown_is_what_the_journal_would_make_of_it(alone: World, own_database: ServiceDatabase) -> None:
    await planned(alone)
    assert await rebuild(SERVICE, own_database.app_url, check=True) == dict.fromkeys(TABLES, 0)


async def test_the_tables_are_those_that_the_code_writes(own_database: ServiceDatabase) -> None:
    wanted = MetaData()
    for kind in SERVICE.kinds.values():
        for table in kind.tables:
            table.__table__.to_metadata(wanted)  # type: ignore[attr-defined]

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, type_, _parents: type_ != "table" or name in wanted.tables,
            },
        )
        return list(compare_metadata(context, wanted))

    engine = clients.engine(own_database.owner_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert set(wanted.tables) == set(TABLES)
    assert found == []


async def test_every_route_names_its_action(alone: World) -> None:
    assert unguarded_routes(alone.inhabitants["planning"].app) == []

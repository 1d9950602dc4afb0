"""Workers: who works here, chosen by name in the forms and called by name wherever they are shown."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from structlog.testing import capture_logs

from hearth.parts.provision import ServiceDatabase
from services.gateway.panel.read_model.waiting import begun_by
from services.gateway.records.workers import Worker
from shared.events.codes.roles import Role
from shared.messaging import clients
from shared.messaging.store import Store
from shared.testing.world import World
from tests.gateway.browser import Browser
from tests.gateway.office import TODAY, Office, reference_of
from tests.gateway.panel import COORDINATOR, Panel


async def hire(office: Office, *, authority: str = "warrington", **said: Any) -> tuple[UUID, str]:  # noqa: ANN401 - JSON
    """Somebody new begins to work here; answers the id and the family name."""
    worker, name = uuid4(), f"W{uuid4().hex}"
    body = {"authority": authority, "given_names": "Jo", "family_name": name, "role": "social_worker", **said}
    await office.done(f"/workers/{worker}", body, role=COORDINATOR, authority=authority)
    return worker, name


async def test_a_worker_changes_team_and_leaves_and_every_version_stays(office: Office) -> None:
    worker, name = await hire(office, team="north_team", phone="01632 960555")
    answer = await office.world.get("gateway", f"/workers/{worker}", role="director")
    assert answer.headers["etag"] == '"1"'
    body = {"authority": "warrington", "given_names": "Jo", "family_name": name, "role": "team_manager"}
    path = f"/workers/{worker}"
    said = await office.refusal(path, body, role=COORDINATOR, status=412)
    assert "this worker is at version 1, not 0; read the worker, then name the version" in said
    body |= {"team": f"t{worker.hex}", "until": "2019-01-31"}
    told = await office.done(path, body, role="team_manager", headers={"If-Match": '"1"'})
    assert (told["version"], told["recorded"]) == (2, [])
    listed = await office.read(f"/workers?team=t{worker.hex}", role="director")
    assert listed == []
    (left,) = await office.read(f"/workers?team=t{worker.hex}&gone=true&role=team_manager", role="director")
    assert (left["worker_id"], left["family_name"], left["phone"]) == (str(worker), name, None)
    assert (await office.ask(path, body, role="social_worker")).status_code == 403


async def test_two_who_work_here_do_not_sign_in_as_one(office: Office) -> None:
    signs_in_as = f"jo.{uuid4().hex}"
    await hire(office, signs_in_as=signs_in_as, until="2019-01-31")
    await hire(office, signs_in_as=signs_in_as)
    body = {"authority": "warrington", "given_names": "Jo", "family_name": "Other", "role": "iro"}
    said = await office.refusal(f"/workers/{uuid4()}", {**body, "signs_in_as": signs_in_as}, role=COORDINATOR)
    assert "another worker signs in so" in said
    child = await office.register()
    assert "a child's or a relative's" in await office.refusal(f"/workers/{child}", body, role=COORDINATOR)


async def test_of_several_who_are_given_one_sign_in_at_once_one_is_recorded(office: Office) -> None:
    body = {"authority": "warrington", "given_names": "Jo", "family_name": "Example", "role": "iro"}
    body["signs_in_as"] = f"jo.{uuid4().hex}"
    asked = [office.ask(f"/workers/{uuid4()}", body, role=COORDINATOR) for _ in range(4)]
    assert sorted([answer.status_code for answer in await asyncio.gather(*asked)]) == [201, 409, 409, 409]


async def test_who_left_is_mended_though_somebody_else_has_the_sign_in_now(office: Office) -> None:
    signs_in_as = f"jo.{uuid4().hex}"
    worker, name = await hire(office, signs_in_as=signs_in_as, until="2019-01-31")
    await hire(office, signs_in_as=signs_in_as)
    body = {"authority": "warrington", "given_names": "Joan", "family_name": name, "role": "social_worker"}
    body |= {"signs_in_as": signs_in_as, "until": "2019-01-31"}
    await office.done(f"/workers/{worker}", body, role=COORDINATOR, headers={"If-Match": '"1"'})
    assert "another worker signs in so" in await office.refusal(
        f"/workers/{worker}", body | {"until": None}, role=COORDINATOR, headers={"If-Match": '"2"'}
    )


async def test_nobody_is_both_a_worker_and_somebody_of_a_family(office: Office) -> None:
    mother = await office.meet(given_names="Mae", family_name=f"M{uuid4().hex}")
    body = {"authority": "warrington", "given_names": "Jo", "family_name": "Example", "role": "iro"}
    assert "a child's or a relative's" in await office.refusal(f"/workers/{mother}", body, role=COORDINATOR)
    assert (await office.read(f"/people/{mother}"))["details"]["given_names"] == "Mae"
    worker, _ = await hire(office)
    child = {"on": TODAY, "authority": "warrington", "date_of_birth": "2025-11-02"}
    said = await office.refusal(f"/children/{worker}/registration", child)
    assert said == "this id is a worker's; use a fresh one for a child"


async def test_workers_of_another_authority_are_not_seen(office: Office) -> None:
    worker, _ = await hire(office, authority="surrey", team="north_team")
    answer = await office.world.get("gateway", f"/workers/{worker}", role="social_worker")
    assert answer.status_code == 404
    assert f"no worker {worker} is known here; check the id, or whether the worker is yours" in answer.json()["detail"]
    body = {"authority": "warrington", "given_names": "Jo", "family_name": "Other", "role": "iro"}
    assert str(worker) not in str(await office.read("/workers"))
    taken = await office.refusal(f"/workers/{worker}", body, role=COORDINATOR, status=412)
    assert taken == "this id is taken; use a fresh one for somebody who is new"


async def test_the_names_of_a_worker_are_written_in_letters(office: Office) -> None:
    body = {"authority": "warrington", "given_names": "--", "family_name": "-", "role": "iro"}
    said = await office.refusal(f"/workers/{uuid4()}", body, role=COORDINATOR, status=422)
    assert "write the names in letters" in said


async def test_a_colleagues_name_is_read_by_all_who_read_legal_matters_and_not_noted(
    world: World, office: Office
) -> None:
    worker, name = await hire(office, team="north_team")
    child = await office.register()
    body = {"on": TODAY, "worker_id": str(worker)}
    told = await office.done(f"/children/{child}/allocations", body, role="team_manager")
    assert told["recorded"][0]["data"]["team"] == "north_team"
    with capture_logs() as lines:
        director = await Browser(world, "director").open(f"/children/{child}")
    assert f"Jo {name}, North team" in director.text
    assert f"Jo {name} Social worker North team" in director.text
    assert [line for line in lines if line["event"] == "personal details read"] == []
    page = await director.open(f"/workers/{worker}")
    assert await reference_of(world, child) in page.text
    person: dict[str, Any] = {"authority": "warrington", "details": {"given_names": "Jo"}}
    headers = {"If-Match": '"1"'}
    assert "the worker's own record" in await office.refusal(f"/people/{worker}", person, headers=headers)
    assert (await office.ask("/people/search", {"name": name})).json() == []


async def test_a_child_is_allocated_to_somebody_whose_team_is_not_known_only_with_a_team(office: Office) -> None:
    child = await office.register()
    path = f"/children/{child}/allocations"
    for worker in (uuid4(), (await hire(office))[0]):
        body = {"on": TODAY, "worker_id": str(worker)}
        assert "say which team holds the child's case" in await office.refusal(path, body, role="team_manager")
    await office.done(path, {**body, "team": "south_team"}, role="team_manager")


async def test_a_manager_records_a_worker_and_allocates_a_child_by_name(world: World, office: Office) -> None:
    child, name = await office.register(), f"W{uuid4().hex}"
    manager = Browser(world, "team_manager")
    await (await manager.open("/")).follow("Workers")
    await manager.follow("Record a worker")
    manager.write(given_names="Jo", family_name=name, role="social_worker", team="north_team", email="jo@example.org")
    await manager.press("Record")
    assert f"Jo {name}" in manager.text
    assert name not in manager.at
    worker = manager.at.partition("?")[0].rpartition("/")[2]
    await manager.follow("Change this")
    assert manager.form.fields["email"] == "jo@example.org"
    await manager.write(phone="01632 960777").press("Record")
    assert "01632 960777" in manager.text
    await (await manager.open(f"/children/{child}")).follow("Allocate the child")
    assert f"Jo {name}, social worker, north team" in manager.text
    await manager.write(worker_id=worker).press("Record")
    assert f"Jo {name} Social worker North team" in manager.text


async def test_where_no_worker_is_recorded_the_form_leads_to_recording_them(world: World, office: Office) -> None:
    child = await office.register(authority="bradford")
    manager = Browser(world, "team_manager", "bradford")
    await manager.open(f"/children/{child}/allocations/form")
    if any(one["authority"] == "bradford" for one in await office.read("/workers", authority="bradford")):
        pytest.fail("Bradford has workers here; take another authority")
    await manager.follow("Record the workers first")
    assert (manager.status, manager.at) == (200, "/workers")


async def test_a_sitting_says_who_sits_who_is_away_and_who_has_a_conflict_about_whom(
    world: World, office: Office, panel: Panel
) -> None:
    (chair, chairs), (member, sits) = await hire(office, role="gateway_chair"), await hire(office)
    child = await panel.register(details={"given_names": "Ada", "family_name": sits[1:] + "x"})
    sitting = await panel.sitting(8)
    coordinator = Browser(world, COORDINATOR)
    await (await coordinator.open(sitting)).follow("Change panel members")
    await coordinator.write(chair_id=str(chair)).tick("members", str(member)).press("Record")
    about = {"worker_id": str(member), "child_id": str(child)}
    await panel.done(f"{sitting}/conflicts", 1, COORDINATOR, **about)
    await panel.done(f"{sitting}/apologies", 1, COORDINATOR, worker_id=str(member))
    await coordinator.open(sitting)
    assert f"Jo {chairs}" in coordinator.text
    assert f"Jo {sits} (apologies)" in coordinator.text
    assert f"Jo {sits}, about Ada {sits[1:]}x" in coordinator.text
    assert f"Jo {chairs}" in (await coordinator.open("/sittings")).text


async def test_a_chair_who_manages_the_childs_team_is_known_by_the_workers_record(office: Office, panel: Panel) -> None:
    team = f"t{uuid4().hex}"
    manager, _ = await hire(office, role="team_manager", team=team)
    sitting = await panel.sitting(8, manager)
    assert (await office.read(sitting))["chair_team"] == team


async def mine(world: World, subject: str) -> list[UUID]:
    """The referrals that are somebody's own."""
    store: Store = world.inhabitants["gateway"].app.state.store
    async with store.work(frozenset({"warrington"})) as work:
        return await begun_by(work.connection, subject)


async def test_the_referrals_of_a_workers_own_children_are_mine(world: World, office: Office, panel: Panel) -> None:
    subject = f"jo.{uuid4().hex}@warrington"
    worker, _ = await hire(office, signs_in_as=subject, team="north_team")
    child = await panel.register()
    await panel.sitting(8)
    path, _ = await panel.refer(child)
    assert await mine(world, subject) == []
    await panel.done(f"/children/{child}/allocations", 0, "team_manager", worker_id=str(worker))
    assert await mine(world, subject) == [UUID(path.rpartition("/")[2])]
    assert UUID(path.rpartition("/")[2]) in await mine(world, "social_worker@warrington")
    panel.today(1)
    await panel.done(f"/children/{child}/allocations", 1, "team_manager", worker_id=str(uuid4()), team="north_team")
    assert await mine(world, subject) == []


def test_workers_do_not_show_themselves() -> None:
    worker = Worker(given_names="Zebedia", family_name="Quartermaine", role=Role.IRO, email="zebedia@example.org")
    assert "ebedia" not in f"{worker!r} {worker}"


async def test_the_record_of_workers_is_sealed_and_cannot_be_changed(
    office: Office, databases: dict[str, ServiceDatabase]
) -> None:
    _, name = await hire(office, phone="01632 960888", email="zebedia@example.org")
    async with clients.connection(databases["gateway"].app_url) as connection:
        assert await connection.fetchval("select count(*) from workers") == 0
        await connection.execute("select set_config('hearth.authorities', 'warrington', false)")
        for table in ("workers", "people", "people_keys"):
            told = str(await connection.fetch(f'select t::text from "{table}" t'))  # noqa: S608 - a constant
            assert not [secret for secret in (name, "960888", "zebedia") if secret in told]
        for change in ("update workers set version = 9", "delete from workers"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(change)

"""The whole house, with stand-ins for its services: up, asked, killed, brought back, and down without a trace."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from typer.testing import CliRunner

from hearth.cli import app
from hearth.house import House
from hearth.parts.kafka import KafkaPart
from hearth.parts.postgres import PostgresPart
from hearth.parts.process import PartFailed
from hearth.service import SERVICES, prefix
from hearth.state import HouseIsUp, RunningHouse
from shared.messaging import clients
from shared.vault import Vault

STAND_IN = Path(__file__).with_name("stand_in.py")


def command(service: str, *arguments: str) -> list[str]:
    return [sys.executable, str(STAND_IN), service, *arguments]


@pytest.fixture(scope="module")
def given_parts(postgres: PostgresPart, kafka: KafkaPart) -> object:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HEARTH_POSTGRES_ADMIN_URL", postgres.admin_url)
        environment.setenv("HEARTH_KAFKA", kafka.bootstrap)
        yield environment


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest_asyncio.fixture(scope="module")
async def house(given_parts: object, said: list[str], tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    assert given_parts
    replicas = {"tracking": 2}
    folder = tmp_path_factory.mktemp("house")
    async with House(folder, port=0, replicas=replicas, command=command, say=said.append) as up:
        yield up


@pytest_asyncio.fixture
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=house.front_url, timeout=20, trust_env=False) as asking:
        yield asking


def test_it_says_what_was_chosen_and_when_each_service_is_ready(house: House, said: list[str]) -> None:
    assert said[0].startswith(("PostgreSQL: ", "Kafka: "))
    for name in house.services:
        assert any(line.startswith(f"{name}: ready after") for line in said)
    assert f"Hearth is up: {house.front_url}" in said[-1]


async def test_each_service_was_migrated_by_its_owner(house: House) -> None:
    for service in SERVICES:
        async with clients.connection(house.databases[service].owner_url) as owner:
            assert await owner.fetchval("select count(*) from starts") == 1


async def test_a_service_is_told_its_own_database_and_no_superuser(house: House, client: httpx.AsyncClient) -> None:
    told = (await client.get("/family-finding/told")).json()
    assert told["HEARTH_DATABASE_URL"] == house.databases["family_finding"].app_url
    assert told["HEARTH_KAFKA"] == house.kafka.bootstrap
    assert told["HEARTH_ROOT_PATH"] == "/family-finding"
    assert [home["path"] for home in json.loads(told["HEARTH_HOMES"])] == [prefix(service) for service in SERVICES]
    assert told["HEARTH_GATEWAY_URL"] == house.services["gateway"].url
    assert told["HEARTH_TOKEN_PUBLIC_KEY"].startswith("-----BEGIN PUBLIC KEY-----")
    assert Vault.of(told["HEARTH_SEALING_KEYS"]).match_key("name", "nesta")
    assert told["HEARTH_DOCUMENTS"] == str(house.data_dir / "documents")
    assert "HEARTH_POSTGRES_ADMIN_URL" not in told
    assert "HEARTH_OWNER_DATABASE_URL" not in told


async def test_processes_of_one_service_take_turns(house: House, client: httpx.AsyncClient) -> None:
    assert set(house.services) == {*SERVICES, "tracking-2"}
    ports = {(await client.get("/tracking/told")).json()["HEARTH_PORT"] for _ in range(2)}
    assert len(ports) == 2


async def test_a_killed_service_answers_502_and_comes_back(
    house: House, client: httpx.AsyncClient, said: list[str]
) -> None:
    planning = house.services["planning"]
    pid = planning.pid
    planning.kill()
    down = await client.get("/planning/told")
    assert down.status_code == 502
    assert down.headers["content-type"] == "application/problem+json"
    assert "send the request again with the same Idempotency-Key" in down.json()["detail"]
    assert (await client.get("/health")).status_code == 503
    async with asyncio.timeout(20):
        while (await client.get("/planning/told")).status_code != 200:
            pass
    assert planning.pid != pid
    assert "planning ended with -9; it is started again in 0.5 s" in said


async def test_a_stopped_service_stays_down_until_its_restart(house: House, client: httpx.AsyncClient) -> None:
    gateway = house.services["gateway"]
    await gateway.stop()
    assert (await client.get("/health")).json()["services"] == {name: name != "gateway" for name in SERVICES}
    await gateway.restart()
    assert (await client.get("/health")).json() == {"ready": True, "services": dict.fromkeys(SERVICES, True)}


async def test_status_reads_the_figures_and_fails_when_something_is_down(house: House) -> None:
    asked = ["status", "--data", str(house.data_dir)]
    all_up = await asyncio.to_thread(CliRunner().invoke, app, asked)
    assert all_up.exit_code == 0
    assert "family_finding" in all_up.output
    await house.services["gateway"].stop()
    one_down = await asyncio.to_thread(CliRunner().invoke, app, asked)
    assert one_down.exit_code == 1
    assert "Something is down" in one_down.output
    await house.services["gateway"].restart()


async def test_two_houses_never_share_a_folder(house: House) -> None:
    with pytest.raises(HouseIsUp, match="already up"):
        await House(house.data_dir, port=0, command=command).start()
    assert RunningHouse.read(house.data_dir) is not None


@pytest.mark.usefixtures("given_parts")
async def test_a_service_that_does_not_start_is_told_with_its_log_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAND_IN_FAILS", "1")
    house = House(tmp_path, port=0, command=command, say=lambda _line: None)
    with pytest.raises(PartFailed, match=r"instead of starting[\s\S]*the settings are wrong"):
        await house.start()
    assert [service.pid for service in house.services.values()] == [None] * len(SERVICES)
    assert list((tmp_path / "run").iterdir()) == []


def test_status_of_a_house_that_is_not_up_says_how_to_start_it(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["status", "--data", str(tmp_path)])
    assert told.exit_code == 1
    assert "start it with `hearth up`" in told.output

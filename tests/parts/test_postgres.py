"""PostgreSQL keeps its port and its data through restart and kill, and gives each service its own corner."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from hearth.parts.postgres import PostgresPart, choose_postgres
from hearth.parts.provision import provision


async def execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_data_and_port_survive_restart_and_kill(postgres: PostgresPart) -> None:
    url = postgres.admin_url
    await execute(url, "create table kept (n int)", "insert into kept values (1)")
    await asyncio.to_thread(postgres.restart)
    await execute(url, "insert into kept values (2)")
    await asyncio.to_thread(postgres.kill)
    with pytest.raises(OSError, match="Connect call failed"):
        await ask(url, "select 1")
    await asyncio.to_thread(postgres.start)
    assert await ask(url, "select sum(n) from kept") == 3


async def test_a_stale_pid_file_does_not_block_the_next_start(tmp_path: Path) -> None:
    with choose_postgres(tmp_path, fsync=False) as first:
        url = first.admin_url
    # As a power cut leaves it, with the pid of a process that lives now and is something else.
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"1\n{tmp_path / 'postgres'}\n0\n5432\n\n\n0 0\n")
    (tmp_path / "run" / "postgres.pid").write_text('{"pid": 1, "started": 1.0}')
    with choose_postgres(tmp_path, fsync=False) as second:
        assert second.admin_url == url
        assert await ask(url, "show fsync") == "off"


async def test_provision_twice_is_provision_once(postgres: PostgresPart) -> None:
    first = await asyncio.to_thread(provision, postgres, "planning")
    await execute(first.owner_url, "create table kept (n int)")
    assert await asyncio.to_thread(provision, postgres, "planning") == first
    assert await ask(first.owner_url, "select count(*) from kept") == 0


async def test_the_app_role_sees_only_what_a_policy_grants(postgres: PostgresPart) -> None:
    urls = await asyncio.to_thread(provision, postgres, "tracking")
    await execute(
        urls.owner_url,
        "create table child (authority text)",
        "insert into child values ('warrington'), ('surrey')",
        "alter table child enable row level security",
        "grant select on child to tracking",
    )
    assert await ask(urls.app_url, "select count(*) from child") == 0
    await execute(urls.owner_url, "create policy own on child using (authority = current_setting('app.a', true))")
    assert await ask(urls.app_url, "select count(*) from child") == 0
    assert await ask(f"{urls.app_url}?options=-c%20app.a%3Dsurrey", "select count(*) from child") == 1


async def test_the_app_role_is_limited(postgres: PostgresPart) -> None:
    urls = await asyncio.to_thread(provision, postgres, "gateway")
    other = await asyncio.to_thread(provision, postgres, "family_finding")
    assert await ask(urls.app_url, "show idle_in_transaction_session_timeout") == "15s"
    assert (
        await ask(urls.app_url, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user") is False
    )
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(urls.app_url, "create table mine (n int)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await ask(other.app_url.removesuffix("family_finding") + "gateway", "select 1")


def test_passwords_are_readable_by_their_owner_only(postgres: PostgresPart) -> None:
    files = list(postgres.passwords.iterdir())
    assert files
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}

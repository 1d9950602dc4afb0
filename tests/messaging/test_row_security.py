"""Row-level security fails closed: no authority named, no row; another's, none; and the record cannot be changed."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.messaging import clients
from shared.testing.world import Apps
from tests.conftest import MONDAY, PLANS

# Tables without an authority, and why nobody's rows are shown by them.
WITHOUT_AUTHORITY = {
    "alembic_version": "says which migrations ran",
    "parked": "a message may lack a readable authority; read by engineers only, and never its contents",
    "drafts": "what one person has written and not recorded: every question names the writer",
    "parked_acts": "what engineers did about those",
    "relay_watermark": "one row: how far the journal was carried",
}
# The same, in those services that have them.
SOME_HAVE = {"short_references": "what a case is called on the telephone, once in the house, and nothing else of it"}
TABLES = """
select c.relname as name, c.relrowsecurity as guarded, c.relowner::regrole::text as owner,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'authority') as has_authority
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1
"""
CHANGES = (
    "update journal set recorded_by = 'x'",
    "delete from journal",
    "truncate journal",
    "update inbox set source = 'x'",
    "delete from inbox",
    "update answers set caller = 'x'",
    "delete from answers",
    "delete from parked",
    "update parked_acts set act = 'x'",
    "delete from parked_acts",
    "drop table journal",
    "alter table journal disable row level security",
    "create table mine (id int)",
)


@pytest_asyncio.fixture(scope="module")
async def known(databases: dict[str, ServiceDatabase], apps: Apps) -> dict[str, ServiceDatabase]:
    """The databases, once every service knows of a child of Warrington."""
    world = await apps.world(FixedClock(MONDAY))
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    await world.post("gateway", f"/children/{uuid4()}/registration", body, role="social_worker")
    await world.settle()
    return databases


@pytest_asyncio.fixture(params=PLANS)
async def service(
    request: pytest.FixtureRequest, known: dict[str, ServiceDatabase]
) -> AsyncIterator[asyncpg.Connection]:
    """The service's own role in its database."""
    async with clients.connection(known[request.param].app_url) as connection:
        yield connection


async def guarded(service: asyncpg.Connection) -> list[str]:
    return [table["name"] for table in await service.fetch(TABLES) if table["has_authority"]]


async def test_every_table_with_an_authority_is_guarded_and_every_other_has_a_reason(
    service: asyncpg.Connection,
) -> None:
    tables = {table["name"]: table for table in await service.fetch(TABLES)}
    unguarded = {name for name, table in tables.items() if not table["guarded"]}
    reasoned = {*WITHOUT_AUTHORITY, *(SOME_HAVE.keys() & tables.keys())}
    assert {name for name, table in tables.items() if not table["has_authority"]} == reasoned
    assert unguarded == reasoned


async def test_the_service_owns_nothing_and_passes_no_guard(service: asyncpg.Connection) -> None:
    role = await service.fetchrow("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
    assert (role["rolsuper"], role["rolbypassrls"]) == (False, False)
    assert role["rolname"] not in {table["owner"] for table in await service.fetch(TABLES)}


async def rows(service: asyncpg.Connection, table: str, authorities: str | None) -> int:
    async with service.transaction():
        if authorities is not None:
            await service.execute("select set_config('hearth.authorities', $1, true)", authorities)
        found: int = await service.fetchval(f"select count(*) from {table}")  # noqa: S608 - a name of the catalogue
    return found


async def test_who_names_no_authority_or_another_sees_nothing(service: asyncpg.Connection) -> None:
    seen = 0
    for table in await guarded(service):
        seen += await rows(service, table, "*")
        for nobody in (None, "", "nowhere", "warringto", "warrington2", "%", "**", "*,"):
            assert await rows(service, table, nobody) == 0, (table, nobody)
    assert seen > 0


async def test_who_names_it_among_others_sees_it(service: asyncpg.Connection) -> None:
    table = "journal" if await rows(service, "journal", "*") else "inbox"
    assert 0 < await rows(service, table, "surrey,warrington") <= await rows(service, table, "*")


async def test_a_named_authority_is_forgotten_with_its_transaction(service: asyncpg.Connection) -> None:
    await rows(service, "journal", "*")
    assert await service.fetchval("select count(*) from journal") == 0
    assert await service.fetchval("select count(*) from inbox") == 0


INSERT = """
insert into journal
(event_id, case_kind, case_id, version, type, authority, occurred_on, data, recorded_at, recorded_by) values
(gen_random_uuid(), 'child', gen_random_uuid(), 1, 'gateway.child_registered.v1', 'warrington', now(), '{}', now(), 'x')
"""


async def write(service: asyncpg.Connection, authorities: str | None) -> None:
    async with service.transaction():
        if authorities is not None:
            await service.execute("select set_config('hearth.authorities', $1, true)", authorities)
        await service.execute(INSERT)


async def test_nobody_writes_under_an_authority_not_named(service: asyncpg.Connection) -> None:
    for authorities in (None, "", "surrey", "surrey,bradford"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await write(service, authorities)


async def test_what_is_on_the_record_cannot_be_changed(service: asyncpg.Connection) -> None:
    for change in CHANGES:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(change)

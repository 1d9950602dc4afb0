"""Read tables are what the journal and the inbox make them: corrected with the record, and mended from it."""

from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID, uuid4

import asyncpg
import pytest

from hearth.parts.provision import ServiceDatabase
from services.gateway.child.domain.matter import LegalMatter
from services.gateway.court.domain.grounds import should_be_placed_by
from services.gateway.main import SERVICE
from shared.messaging.journal import Signature
from shared.messaging.rebuild import rebuild
from shared.messaging.store import Store
from shared.messaging.unit_of_work import EVERY_AUTHORITY, UnitOfWork
from shared.testing.world import World
from tests.messaging.conftest import Hearer
from tests.messaging.messages import corrected, decided, message, recorded, voided
from tests.messaging.test_unit_of_work import REFERRAL, refer, registered

Rebuild = Callable[..., Awaitable[int]]


@pytest.fixture
async def rebuilding(databases: dict[str, ServiceDatabase], gateway: Hearer) -> Rebuild:
    """How many rows of legal matters differ from the record; all are right at the start of the test."""
    name = gateway.inhabitant.plan.service.name

    async def rows(*, check: bool = False) -> int:
        return (await rebuild(SERVICE, databases[name].app_url, check=check))["legal_matters"]

    await rows()
    return rows


async def test_rows_kept_from_day_to_day_are_those_a_rebuild_makes(rebuilding: Rebuild, world: World) -> None:
    await refer(world, await registered(world))
    assert await rebuilding(check=True) == 0


async def test_a_tampered_row_is_found_and_mended(rebuilding: Rebuild, world: World, owner: asyncpg.Connection) -> None:
    child = UUID(await registered(world))
    await owner.execute("update legal_matters set date_of_birth = '2020-01-01' where child_id = $1", child)
    assert await rebuilding(check=True) == 1
    assert await rebuilding(check=True) == 1
    assert await rebuilding() == 1
    assert await rebuilding(check=True) == 0
    assert await day_of_birth(owner, child) == date(2025, 11, 2)


async def test_a_lost_row_comes_back(rebuilding: Rebuild, world: World, owner: asyncpg.Connection) -> None:
    child = UUID(await registered(world))
    await owner.execute("delete from legal_matters where child_id = $1", child)
    assert await rebuilding() == 1
    assert await day_of_birth(owner, child) == date(2025, 11, 2)


async def test_processes_share_the_cases_and_leave_none_out(
    rebuilding: Rebuild, world: World, owner: asyncpg.Connection, databases: dict[str, ServiceDatabase]
) -> None:
    children = [UUID(await registered(world)) for _ in range(3)]
    await owner.execute("delete from legal_matters where child_id = any($1)", children)
    url = databases["gateway"].app_url
    parts = [await rebuild(SERVICE, url, check=False, part=part, of=2) for part in (1, 2)]
    assert sum(part["legal_matters"] for part in parts) == len(children)
    assert await rebuilding(check=True) == 0


async def test_a_row_of_nobody_on_record_goes(rebuilding: Rebuild, world: World, owner: asyncpg.Connection) -> None:
    nobody = uuid4()
    await registered(world)
    await owner.execute(
        "insert into legal_matters (child_id, authority, version, registered_on, last_on)"
        " values ($1, 'warrington', 1, '2026-03-30', '2026-03-30')",
        nobody,
    )
    assert await rebuilding() == 1
    assert await rebuilding(check=True) == 0


async def test_a_correction_changes_what_is_shown_with_the_next_word(
    rebuilding: Rebuild, world: World, owner: asyncpg.Connection
) -> None:
    child = UUID(await registered(world))
    await amend(world, child, "gateway.child_registered.v1", date_of_birth="2025-10-31")
    assert await day_of_birth(owner, child) == date(2025, 10, 31)
    assert await owner.fetchval("select version from legal_matters where child_id = $1", child) == 2
    assert await rebuilding(check=True) == 0


async def test_a_voided_referral_never_was(rebuilding: Rebuild, world: World, owner: asyncpg.Connection) -> None:
    child = await registered(world)
    assert (await refer(world, child)).status_code == 201
    assert (await refer(world, child)).status_code == 409
    await amend(world, UUID(child), "gateway.referred_to_legal_gateway.v1")
    assert await owner.fetchval("select panel_date from legal_matters where child_id = $1", UUID(child)) is None
    assert await rebuilding(check=True) == 0
    assert (await refer(world, child, REFERRAL)).status_code == 201


@pytest.mark.parametrize("turned", [False, True])
async def test_a_decision_heard_is_voided_and_corrected_in_either_order(gateway: Hearer, *, turned: bool) -> None:
    mistaken, wrong = recorded(decided(uuid4())), recorded(decided(uuid4()))
    messages = [
        message(mistaken),
        message(recorded(voided(mistaken.case_id, mistaken.event_id))),
        message(wrong),
        message(recorded(corrected(wrong.case_id, wrong.event_id, should_be_placed=False))),
    ]
    await gateway.hear(*(reversed(messages) if turned else messages))
    assert not should_be_placed_by(await gateway.matter(mistaken.case_id), date.max)
    assert not should_be_placed_by(await gateway.matter(wrong.case_id), date.max)


async def amend(world: World, child: UUID, wire_name: str, **changes: str) -> None:
    """Correct an entry of the gateway's own record, or void it where nothing is to be changed."""
    one = world.inhabitants["gateway"]
    wrong = await one.connection.fetchval(
        "select event_id from journal where case_id = $1 and type = $2", child, wire_name
    )

    async def handler(child: UUID, _command: None, work: UnitOfWork) -> None:
        await work.load(LegalMatter, child)
        work.record(corrected(child, wrong, **changes) if changes else voided(child, wrong))

    store: Store = one.app.state.store
    await store.ask(handler, child, None, authorities=EVERY_AUTHORITY, signature=Signature("team_manager@warrington"))


async def day_of_birth(owner: asyncpg.Connection, child: UUID) -> date | None:
    found: date | None = await owner.fetchval("select date_of_birth from legal_matters where child_id = $1", child)
    return found

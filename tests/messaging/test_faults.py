"""Faults while hearing: what passes is waited out, what does not is parked with its child, and nobody else notices."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest

from hearth.parts.postgres import PostgresPart
from hearth.parts.provision import ServiceDatabase
from shared.clock import FixedClock
from shared.messaging import clients
from shared.messaging.inbox_writer import passes
from shared.testing.world import World, apps_of
from tests.conftest import PLANS
from tests.messaging.conftest import IMPATIENT, Hearer
from tests.messaging.messages import decided, message, recorded

ENGINEER = "ops_engineer@warrington"

# A fault of one child's own: whatever is to be heard of it fails, as a rule gone wrong would.
FAIL = """
create function fail_for_one() returns trigger language plpgsql as
$$ begin if new.case_id = '{child}' then raise '{words}'{using}; end if; return new; end $$;
create trigger fail_for_one before insert on inbox for each row execute function fail_for_one();
"""
MEND = "drop trigger if exists fail_for_one on inbox; drop function if exists fail_for_one cascade"
TO_BE_CUT = "application_name=to_be_cut"
# Only those that asked something already: asyncpg leaks a connection that is cut while it signs in.
CUT = """
select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'to_be_cut' and query <> ''
"""
# A number is taken at each attempt and not given back by a rollback, so it counts attempts.
PASS_AFTER = """
create sequence attempts; grant usage on sequence attempts to public;
create function fail_for_one() returns trigger language plpgsql as
$$ begin if nextval('attempts') <= {attempts} then raise 'busy' using errcode = '{code}'; end if; return new; end $$;
create trigger fail_for_one before insert on inbox for each row execute function fail_for_one();
"""


@pytest.fixture
async def broken(owner: asyncpg.Connection) -> AsyncIterator[asyncpg.Connection]:
    """A database in which a test breaks something; it is whole again afterwards."""
    yield owner
    await owner.execute(MEND + "; drop sequence if exists attempts")


async def fail_for(database: asyncpg.Connection, child: UUID, using: str = "") -> None:
    await database.execute(FAIL.format(child=child, words="Sam Secret", using=using))


async def test_a_message_that_keeps_failing_is_parked_with_its_child_and_the_rest_of_the_batch_goes_through(
    gateway: Hearer, broken: asyncpg.Connection
) -> None:
    failing, *others = (uuid4() for _ in range(4))
    said = {child: [recorded(decided(child)) for _ in range(2)] for child in (failing, *others)}
    await fail_for(broken, failing)
    await gateway.hear(*(message(said[child][turn]) for turn in range(2) for child in said))
    for child in others:
        assert await gateway.heard(child) == [one.event_id for one in said[child]]
    assert [one["cause"] for one in await gateway.parked()] == ["RaiseError", "waits-behind"]
    assert "ecret" not in str(await gateway.parked())
    await broken.execute(MEND)
    await gateway.parked_actions.retry_all(ENGINEER)
    assert await gateway.heard(failing) == [one.event_id for one in said[failing]]


async def test_a_retry_of_what_still_fails_is_recorded_and_stays_parked(
    gateway: Hearer, broken: asyncpg.Connection
) -> None:
    child = uuid4()
    await fail_for(broken, child)
    await gateway.hear(message(recorded(decided(child))))
    [parked] = await gateway.parked(child)
    assert (await gateway.parked_actions.retry(parked["id"], ENGINEER)).failed == 1
    [act] = await gateway.parked_actions.acts(parked["id"])
    assert (act["act"], act["outcome"], act["acted_by"]) == ("retry", "failed: RaiseError", ENGINEER)


@pytest.mark.parametrize("code", ["40001", "40P01", "53300", "55P03", "57014", "57P01", "57P03"])
async def test_a_fault_that_passes_is_waited_out_and_nothing_is_parked(
    gateway: Hearer, broken: asyncpg.Connection, code: str
) -> None:
    child = uuid4()
    said = recorded(decided(child))
    await broken.execute(PASS_AFTER.format(attempts=7, code=code))
    await gateway.hear(message(said))
    assert await gateway.heard(child) == [said.event_id]
    assert await gateway.parked() == []


@pytest.fixture
async def cut_off(
    databases: dict[str, ServiceDatabase], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Hearer]:
    """A legal gateway with connections that serve no other test."""
    async with apps_of([PLANS["gateway"]()], {"gateway": f"{databases['gateway'].app_url}?{TO_BE_CUT}"}) as apps:
        hearer = Hearer((await apps.world(clock)).inhabitants["gateway"])
        monkeypatch.setattr(hearer.subscribers, "patience", IMPATIENT)
        yield hearer


async def test_connections_that_are_cut_cost_time_and_nothing_else(
    cut_off: Hearer, owner: asyncpg.Connection, postgres: PostgresPart
) -> None:
    said = [recorded(decided(uuid4())) for _ in range(30)]
    cuts = 0
    async with clients.connection(postgres.admin_url) as superuser:
        for one in said:
            hearing = asyncio.create_task(cut_off.hear(message(one)))
            cuts += await superuser.fetchval(CUT)
            await hearing
    assert cuts > 0
    heard = "select event_id from inbox where event_id = any($1) order by place"
    event_ids = [one.event_id for one in said]
    assert [one for (one,) in await owner.fetch(heard, event_ids)] == event_ids
    assert await owner.fetchval("select count(*) from parked") == 0


async def test_a_database_that_is_away_is_told_as_such(world: World, broken: asyncpg.Connection) -> None:
    await broken.execute(PASS_AFTER.format(attempts=1, code="57P03"))
    await broken.execute("drop trigger fail_for_one on inbox")
    await broken.execute(
        "create trigger fail_for_one before insert on journal for each row execute function fail_for_one()"
    )
    path = f"/children/{uuid4()}/registration"
    body = {"on": "2026-03-30", "authority": "warrington", "date_of_birth": "2025-11-02"}
    refused = await world.post("gateway", path, body, role="social_worker")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    assert refused.json()["detail"].endswith("try again")
    assert (await world.post("gateway", path, body, role="social_worker")).status_code == 201


async def test_a_value_that_fits_no_column_is_no_fault_that_passes(owner: asyncpg.Connection) -> None:
    with pytest.raises(asyncpg.DataError) as told:
        await owner.fetchval("select $1::integer", 2**40)
    assert not passes(told.value)
    assert passes(asyncpg.InterfaceError("connection is closed"))

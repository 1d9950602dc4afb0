"""A whole course over real databases: is every step accepted, and does the checker see a row that goes?"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

import pytest

from hearth.faults.check.violations import violations
from hearth.faults.collect import receives
from hearth.faults.courses import Course
from hearth.faults.databases import Database
from hearth.faults.obligations import kept, reckoned
from hearth.faults.snapshot import Answer, Command, ServiceState, Snapshot
from hearth.parts.postgres import PostgresPart
from shared.clock import london_day
from shared.messaging import clients
from shared.testing.world import World

ADOPTED = "family_finding.adoption_application_lodged.v1"


@pytest.fixture
def databases_from_outside(postgres: PostgresPart, world: World) -> Mapping[str, Database]:
    return {name: Database(postgres.admin_url, name) for name in world.inhabitants}


async def adopted(world: World, name: str) -> tuple[Course, list[Command]]:
    """Walk the first course of these seeds that ends with an adoption order; every step must be accepted."""
    seed = next(
        seed
        for seed in (f"{name} {number}" for number in range(50))
        if any(step.path.endswith("/application") for step in Course(seed).steps())
    )
    course, commands = Course(seed), []
    for number, step in enumerate(course.steps()):
        key = f"{seed.replace(' ', '-')}-{number}"
        headers = {"Idempotency-Key": key, "On-Behalf-Of": key}
        answer = await world.post(
            step.service, step.path, step.body, role=step.role, authority=step.authority, headers=headers
        )
        assert answer.status_code == 201, (step, answer.text)
        commands.append(Command(key, step.service, step.case_id, (Answer(answer.status_code, answer.json()),)))
        await world.settle()
    return course, commands


async def snapshot_of(
    world: World, databases: Mapping[str, Database], course: Course, commands: list[Command]
) -> Snapshot:
    """The snapshot of one course: what other tests left in the databases is not about it."""
    cases, keys = {course.child, course.family}, {command.key for command in commands}
    services: dict[str, ServiceState] = {}
    for name, database in databases.items():
        holdings = await database.holdings()
        services[name] = ServiceState(
            journal=tuple(row for row in holdings.journal if row.case_id in cases or row.key in keys),
            # The world's clock stands still, the database's goes on.
            inbox=tuple(replace(row, heard_at=row.recorded_at) for row in holdings.inbox if row.case_id in cases),
            answers=tuple(answer for answer in holdings.answers if answer.key in keys),
            hears=receives(world.inhabitants[name].app.state.asyncapi),
        )
    return Snapshot(
        commands=tuple(commands),
        services=services,
        due=frozenset(one for one in await kept(databases["tracking"]) if one.child_id == course.child),
        reckoned=reckoned(services, london_day(world.clock.now())),
        messages=sum(len(messages) for messages in world.topics.messages.values()),
    )


@asynccontextmanager
async def without(postgres: PostgresPart, service: str, table: str, condition: str) -> AsyncIterator[None]:
    """The database without these rows for as long as the block runs."""
    async with clients.connection(postgres.admin_url.rpartition("/")[0] + f"/{service}") as connection:
        await connection.execute(f"create table put_aside as select * from {table} where {condition}")  # noqa: S608 - this test's own words
        try:
            await connection.execute(f"delete from {table} where {condition}")  # noqa: S608 - this test's own words
            yield
        finally:
            await connection.execute(f"insert into {table} overriding system value select * from put_aside")  # noqa: S608 - this test's own words
            await connection.execute("drop table put_aside")


async def test_a_course_leaves_nothing_to_complain_of_and_a_row_that_goes_is_missed(
    world: World, postgres: PostgresPart, databases_from_outside: Mapping[str, Database]
) -> None:
    course, commands = await adopted(world, "journey")
    snapshot = await snapshot_of(world, databases_from_outside, course, commands)
    assert violations(snapshot) == []
    assert {row.type for state in snapshot.services.values() for row in state.journal} >= {ADOPTED}
    assert snapshot.due

    lost: UUID = next(row.event_id for row in snapshot.services["tracking"].inbox if row.type == ADOPTED)
    async with (
        without(postgres, "tracking", "inbox", f"event_id = '{lost}'"),
        without(postgres, "planning", "journal", f"case_id = '{course.child}' and version = 2"),
    ):
        found = violations(await snapshot_of(world, databases_from_outside, course, commands))
    assert any(f"tracking never heard {ADOPTED} {lost}" in sentence for sentence in found)
    assert any(f"planning's journal of case {course.child} counts [1, 3, " in sentence for sentence in found)

    async with without(postgres, "tracking", "obligations", f"child_id = '{course.child}'"):
        found = violations(await snapshot_of(world, databases_from_outside, course, commands))
    assert found
    assert all("tracking lacks" in sentence for sentence in found)

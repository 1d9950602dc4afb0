"""The caseload: how long a what-if over a thousand children takes, and a rebuild of up to the whole country."""

import asyncio
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from random import Random
from time import perf_counter
from typing import Any

import httpx

from hearth.bench.figures import Goal, Measure
from hearth.bench.ground import NOWHERE, Ground
from hearth.bench.lives import life
from hearth.keys import kept_keys
from hearth.parts.provision import ServiceDatabase
from hearth.service import service_command
from shared.clock import SystemClock, london_day
from shared.messaging import clients

COUNCILS = ("warrington", "surrey", "bradford", "trafford", "county")
LENGTHS = (20, 60)  # events of one child and of the next
CASELOAD, COUNTRY = 1000, 84_000  # England: 81,770 looked after on 31 March 2025
SIZES = (1000, 10_000)
ALL_SIZES = (*SIZES, COUNTRY)
PROCESSES = 2
COLUMNS = (
    *("event_id", "source", "case_kind", "case_id", "version"),
    *("type", "authority", "occurred_on", "data", "recorded_at"),
)
COUNT = "select (select count(*) from obligations), (select count(*) from journal)"
AT_ONCE = 1000  # children filled in at a time
LONGEST_SECONDS = 120.0
KIB_A_MIB = 1024

Say = Callable[[str], None]


async def what_if(ground: Ground, runs: int, say: Say, children: int = CASELOAD) -> list[Measure]:
    """Seconds from request to answer of GET /what-if over so many children under the largest pack; one process."""
    database = await ground.database("tracking", "what_if")
    await _fill(database, children, ("warrington",))
    await _rebuilt(ground, database)
    service = await ground.start("tracking", database.app_url)
    asked = httpx.AsyncClient(base_url=service.url, timeout=LONGEST_SECONDS, trust_env=False)
    asked.headers["Authorization"] = f"Bearer {ground.token('service_manager')}"
    seconds: list[float] = []
    async with asked:
        for number in range(runs):
            started = perf_counter()
            answer = (await asked.get("/what-if", params={"policy": "warrington"})).raise_for_status().json()
            seconds.append(perf_counter() - started)
            if answer["children"] != children or answer["become_late"] or answer["no_longer_late"]:
                raise RuntimeError("under the policy that they have, nothing changes for the children; look why it did")
            say(f"What-if, run {number + 1} of {runs}: {seconds[-1]:.2f} s, {answer['late_then']} children late")
    remark = f"children of Warrington, {LENGTHS} events in turn, under its own pack; over HTTP, one process"
    return [Measure(f"what-if for {children:,} children", "s", seconds, goal=Goal("figure", "<=", 2), remark=remark)]


async def rebuild(ground: Ground, sizes: Sequence[int], say: Say) -> list[Measure]:
    """Time and memory of a rebuild from zero, once at each size: dates reckoned, notices recorded, tables written."""
    measures: list[Measure] = []
    for children in sizes:
        database = await ground.database("tracking", f"rebuild_{children}")
        started = perf_counter()
        events = await _fill(database, children, COUNCILS)
        say(f"Rebuild: {children:,} children have {events:,} events, filled in in {perf_counter() - started:.0f} s")
        seconds, busy, memory = await _rebuilt(ground, database)
        rows = await _count(database)
        say(
            f"Rebuild: {children:,} children in {seconds:.0f} s ({busy:.0f} s busy), {memory:.0f} MiB a process; {rows}"
        )
        goal = Goal("figure", "<=", 600) if children == COUNTRY else None
        remark = (
            f"{LENGTHS} events each in turn, five councils, {PROCESSES} processes beside PostgreSQL; {rows}; one run"
        )
        measures += [
            Measure(f"{children:,} children rebuilt from zero", "s", [seconds], goal=goal, remark=remark),
            Measure(f"processor time of rebuilding {children:,} children", "s", [busy], remark="without PostgreSQL's"),
            Measure(
                f"memory of a process at {children:,} children", "MiB", [memory], remark="resident, at its highest"
            ),
        ]
    return measures


async def _rebuilt(ground: Ground, database: ServiceDatabase) -> tuple[float, float, float]:
    """Rebuild by several processes: seconds until the last was done, their processor time, the most memory in MiB."""
    env = os.environ | {
        "HEARTH_DATABASE_URL": database.app_url,
        "HEARTH_KAFKA": NOWHERE,
        "HEARTH_ENVIRONMENT": "production",
        "HEARTH_TOKEN_PUBLIC_KEY": kept_keys(ground.folder)[1],
    }
    started = perf_counter()
    parts = await asyncio.gather(*(asyncio.to_thread(_one_part, part, env) for part in range(1, PROCESSES + 1)))
    seconds = perf_counter() - started
    return seconds, sum(one.ru_utime + one.ru_stime for one in parts), max(one.ru_maxrss for one in parts) / KIB_A_MIB


def _one_part(part: int, env: dict[str, str]) -> resource.struct_rusage:
    """Rebuild a part and answer what that took. Raises RuntimeError where it fails."""
    command = service_command("tracking", "rebuild", "--part", str(part), "--of", str(PROCESSES))
    pid = os.posix_spawn(command[0], command, env)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"part {part} of the rebuild ended with status {os.waitstatus_to_exitcode(status)}")
    return usage


async def _fill(database: ServiceDatabase, children: int, authorities: tuple[str, ...]) -> int:
    """Put invented children into the inbox as if they had been heard, and answer how many events that was."""
    random, today, events = Random(1), london_day(SystemClock().now()), 0  # noqa: S311 - the same children every time
    async with clients.connection(database.owner_url) as connection:
        for start in range(0, children, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, children))
            rows = [row for number in numbers for row in _heard(random, number, authorities, today)]
            await connection.copy_records_to_table("inbox", records=rows, columns=COLUMNS)
            events += len(rows)
        await connection.execute("analyze inbox")
    return events


def _heard(random: Random, number: int, authorities: tuple[str, ...], today: date) -> Iterator[tuple[Any, ...]]:
    """The inbox rows of one child."""
    one = life(random, LENGTHS[number % len(LENGTHS)], authorities[number % len(authorities)], today)
    for version, (event_id, event) in enumerate(one.told, 1):
        source, on = event.wire_name.partition(".")[0], event.occurred_on
        told = (event_id, source, "child", one.child, version, event.wire_name, event.authority, on)
        yield (*told, event.model_dump_json(), datetime.combine(on, time(12), UTC))


async def _count(database: ServiceDatabase) -> str:
    """How much came of it, in words."""
    async with clients.connection(database.owner_url) as connection:
        obligations, notices = await connection.fetchrow(COUNT)
    return f"{obligations:,} obligations, {notices:,} notices"

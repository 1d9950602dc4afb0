"""Rebuilding: read tables made anew from the journal and the inbox, or compared with what those would make."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from shared.clock import SystemClock, london_day
from shared.messaging import clients, journal, rows
from shared.messaging.cases import CaseKind, Service
from shared.messaging.unit_of_work import BEGIN, EVERY_AUTHORITY, Store

CHUNK = 100  # cases in one transaction: what is held in memory, and for how long others wait


async def rebuild(service: Service, url: str, *, check: bool, part: int = 1, of: int = 1) -> dict[str, int]:
    """Rebuild every read table of a service and answer how many rows differed, per table.

    With `check` nothing is changed. The service may go on working meanwhile: each chunk is its own transaction. Several
    processes share the cases where each is given another `part` from 1 to `of`.
    """
    pool = await clients.pool(url, size=2)
    store = Store(pool, service, SystemClock())
    differing = _compare if check else _mend
    try:
        differences: Counter[str] = Counter()
        for kind in service.kinds.values():
            differences.update({str(table.__tablename__): 0 for table in kind.tables})
            case_ids = (await _cases(store, kind))[part - 1 :: of]
            for start in range(0, len(case_ids), CHUNK):
                differences.update(await differing(store, kind, case_ids[start : start + CHUNK]))
        return dict(differences)
    finally:
        await pool.close()


async def _cases(store: Store, kind: CaseKind) -> list[UUID]:
    """Every case on record, and every one that only a row knows, in order."""
    known = ["select case_id from journal where case_kind = $1", "select case_id from inbox where case_kind = $1"]
    shown = [f"select {rows.case_column(table)} from {table.__tablename__}" for table in kind.tables]  # noqa: S608 - ours
    async with store.pool.acquire() as connection, connection.transaction(readonly=True):
        await connection.execute(BEGIN, "*")
        found = await connection.fetch(f"{' union '.join([*known, *shown])} order by 1", kind.name)
    return [case_id for (case_id,) in found]


async def _compare(store: Store, kind: CaseKind, case_ids: Sequence[UUID]) -> dict[str, int]:
    """How many rows of these cases differ, per table, as of one moment."""
    async with store.pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(BEGIN, "*")
        known = await journal.load(connection, case_ids)
        cases = {case_id: kind.folded(case_id, entries) for case_id, entries in known.items()}
        return await _differing(connection, kind, cases, london_day(store.clock.now()))


async def _mend(store: Store, kind: CaseKind, case_ids: Sequence[UUID]) -> dict[str, int]:
    """How many rows of these cases differed, per table, before they were made anew."""
    async with store.work(EVERY_AUTHORITY) as work:
        await work.take(kind.case_type, case_ids)
        cases = {case_id: (kept.case, kept.version) for case_id, kept in work.kept.items()}
        differences = await _differing(work.connection, kind, cases, work.today)
        await work.conclude()
        return differences


async def _differing(
    connection: asyncpg.Connection, kind: CaseKind, cases: Mapping[UUID, tuple[Any, int]], today: date
) -> dict[str, int]:
    """How many rows stand in the tables and should not, or should and do not."""
    wanted: dict[str, list[str]] = {str(table.__tablename__): [] for table in kind.tables}
    for case, version in cases.values():
        for row in kind.project(case, version, today):
            wanted[str(row.__tablename__)].append(row.model_dump_json())
    differences: dict[str, int] = {}
    for table in kind.tables:
        name = str(table.__tablename__)
        kept = await rows.stored(connection, table, list(cases))
        # Where a table is filled from nothing, every row is a difference, and none need be compared.
        differences[name] = len(_in_order(kept) ^ _in_order(wanted[name])) if kept else len(wanted[name])
    return differences


def _in_order(documents: Sequence[str]) -> set[str]:
    """JSON objects with their names in one order, so that they compare."""
    return {json.dumps(json.loads(document), sort_keys=True) for document in documents}

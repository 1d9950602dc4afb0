"""Rebuilding: read tables made anew from the journal and the inbox, or compared with what those would make."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from shared.clock import SystemClock, london_day
from shared.messaging import clients, journal, rows
from shared.messaging.cases import CaseKind, Service
from shared.messaging.store import Store
from shared.messaging.unit_of_work import BEGIN

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
    shown = [f"select {rows.key_columns(table)[0]} from {table.__tablename__}" for table in kind.tables]  # noqa: S608 - ours
    async with store.pool.acquire() as connection, connection.transaction(readonly=True):
        await connection.execute(BEGIN, "*")
        case_ids = await connection.fetch(f"{' union '.join([*known, *shown])} order by 1", kind.name)
    return [case_id for (case_id,) in case_ids]


async def _mend(store: Store, kind: CaseKind, case_ids: Sequence[UUID]) -> Mapping[str, int]:
    """Make the rows of these cases anew, and answer how many differed, per table."""
    return await store.revisit(kind.case_type, case_ids)


async def _compare(store: Store, kind: CaseKind, case_ids: Sequence[UUID]) -> Mapping[str, int]:
    """Count the rows of these cases that differ, per table, as of one moment."""
    async with store.pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(BEGIN, "*")
        wanted: dict[type[SQLModel], list[str]] = {table: [] for table in kind.tables}
        for case_id, entries in (await journal.load(connection, case_ids)).items():
            for row in kind.project(*kind.folded(case_id, entries), london_day(store.clock.now())):
                wanted[type(row)].append(row.model_dump_json())
        return {
            str(table.__tablename__): _differing(table, await rows.stored(connection, table, case_ids), wanted[table])
            for table in kind.tables
        }


def _differing(table: type[SQLModel], kept: Sequence[str], wanted: Sequence[str]) -> int:
    """Count the rows that stand in a table and should not, should and do not, or should be others."""
    there, right = _by_key(table, kept), _by_key(table, wanted)
    return sum(there.get(key) != right.get(key) for key in there.keys() | right.keys())


def _by_key(table: type[SQLModel], documents: Sequence[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows as JSON objects, by their primary keys."""
    stored = (json.loads(document) for document in documents)
    return {tuple(row[name] for name in rows.key_columns(table)): row for row in stored}

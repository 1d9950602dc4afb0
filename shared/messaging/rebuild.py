"""Rebuilding: read tables made anew from the journal and the inbox, or compared with what those would make."""

import json
from typing import Any
from uuid import UUID

from shared.clock import SystemClock, london_day
from shared.messaging import clients, journal, rows
from shared.messaging.cases import CaseKind, Service
from shared.messaging.unit_of_work import BEGIN, Store

CHUNK = 500
CASES = """
select case_id from (select case_id, case_kind from journal union select case_id, case_kind from inbox) as known
where case_kind = $1 order by case_id
"""


async def rebuild(service: Service, url: str, *, check: bool) -> dict[str, int]:
    """Rebuild every read table of a service and answer how many rows differed, per table.

    With `check` nothing is changed. The service may go on working meanwhile: each chunk is its own transaction.
    """
    pool = await clients.pool(url, size=2)
    try:
        differences: dict[str, int] = {}
        for kind in service.kinds.values():
            differences |= await _rebuild(Store(pool, service, SystemClock()), kind, check=check)
        return differences
    finally:
        await pool.close()


async def _rebuild(store: Store, kind: CaseKind, *, check: bool) -> dict[str, int]:
    """Compare, and mend unless only checking."""
    async with store.pool.acquire() as connection, connection.transaction(isolation="repeatable_read"):
        await connection.execute(BEGIN, "*")
        case_ids: list[UUID] = [case_id for (case_id,) in await connection.fetch(CASES, kind.name)]
        today = london_day(store.clock.now())
        wanted: dict[str, list[dict[str, Any]]] = {str(table.__tablename__): [] for table in kind.tables}
        for start in range(0, len(case_ids), CHUNK):
            known = await journal.load(connection, case_ids[start : start + CHUNK])
            for case_id, entries in known.items():
                for row in kind.project(*kind.folded(case_id, entries), today):
                    wanted[str(row.__tablename__)].append(json.loads(row.model_dump_json()))
        differences, strays = {}, set[UUID]()
        for table in kind.tables:
            name = str(table.__tablename__)
            kept = await rows.stored(connection, table)
            differences[name] = _differing(kept, wanted[name])
            strays |= {UUID(str(row[rows.case_column(table)])) for row in kept}.difference(case_ids)
    if not check:
        case_ids += sorted(strays)
        for start in range(0, len(case_ids), CHUNK):
            await store.revisit(kind.case_type, case_ids[start : start + CHUNK])
    return differences


def _differing(kept: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> int:
    """How many rows stand in one list and not in the other."""
    mine, theirs = ({json.dumps(row, sort_keys=True) for row in found} for found in (kept, wanted))
    return len(mine ^ theirs)

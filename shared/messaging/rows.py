"""Rows of read tables: replaced whole per case, in the transaction that changed the case.

A projection makes its rows by `model_construct`: they are only written, never changed, and the ORM's watch over every
attribute would cost eight times as much.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from uuid import UUID

import asyncpg
from sqlmodel import SQLModel


@cache
def _replace(table: type[SQLModel]) -> str:
    """One statement: drop the cases' rows that are no longer there, write the others where they differ; how many.

    `not in` is looked up in a hash; for `not exists` PostgreSQL, which takes the new rows to be few, nests loops.
    """
    columns = [column.name for column in table.__table__.columns]  # type: ignore[attr-defined]
    key, name = key_columns(table), table.__tablename__
    names = ", ".join(key)
    update = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in key)
    return f"""
    with new as (select * from jsonb_populate_recordset(null::{name}, $2::jsonb)),
    gone as (
        delete from {name} where {key[0]} = any($1) and ({names}) not in (select {names} from new) returning 1
    ),
    written as (
        insert into {name} as old ({", ".join(columns)}) select {", ".join(columns)} from new
        on conflict ({names}) do update set {update} where (old.*) is distinct from (excluded.*) returning 1
    )
    select (select count(*) from gone) + (select count(*) from written)
    """  # noqa: S608 - the names are those of our own table classes


@cache
def key_columns(table: type[SQLModel]) -> tuple[str, ...]:
    """The columns of a table's primary key. The first names the case, by convention of read tables."""
    return tuple(column.name for column in table.__table__.primary_key.columns)  # type: ignore[attr-defined]


async def replace(
    connection: asyncpg.Connection,
    tables: Sequence[type[SQLModel]],
    case_ids: Sequence[UUID],
    rows: Iterable[SQLModel],
) -> dict[str, int]:
    """Make these rows the only ones that the tables hold for these cases; answer how many changed, per table."""
    by_table: dict[type[SQLModel], list[str]] = {table: [] for table in tables}
    for row in rows:
        by_table[type(row)].append(row.model_dump_json())
    return {
        str(table.__tablename__): await connection.fetchval(_replace(table), case_ids, f"[{','.join(documents)}]")
        for table, documents in by_table.items()
    }


async def stored(connection: asyncpg.Connection, table: type[SQLModel], case_ids: Sequence[UUID]) -> list[str]:
    """Every row that a read table holds of these cases, as JSON: for comparing a rebuilt model with the kept one."""
    query = f"select to_jsonb(t) from {table.__tablename__} t where {key_columns(table)[0]} = any($1)"  # noqa: S608 - ours
    return [document for (document,) in await connection.fetch(query, case_ids)]

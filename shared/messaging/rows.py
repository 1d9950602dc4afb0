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
def _replace(tables: tuple[type[SQLModel], ...]) -> str:
    """One statement for all tables of a case: a round trip for each would be the dearest part of a command."""
    steps = ", ".join(_steps(table, number) for number, table in enumerate(tables, start=2))
    return f"with {steps} select {', '.join(_count(table) for table in tables)}"


def _count(table: type[SQLModel]) -> str:
    name = table.__tablename__
    return f"(select count(*) from gone_{name}) + (select count(*) from written_{name}) as {name}"  # noqa: S608 - ours


def _steps(table: type[SQLModel], number: int) -> str:
    """Drop the cases' rows that are no longer there, write the others where they differ; each returns what it changed.

    The new rows are the statement's parameter of that number, as JSON.
    `not in` is looked up in a hash; for `not exists` PostgreSQL, which takes the new rows to be few, nests loops.
    """
    columns = [column.name for column in table.__table__.columns]  # type: ignore[attr-defined]
    key, name = key_columns(table), table.__tablename__
    names = ", ".join(key)
    update = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in key)
    return f"""
    new_{name} as (select * from jsonb_populate_recordset(null::{name}, ${number}::jsonb)),
    gone_{name} as (
        delete from {name} where {key[0]} = any($1) and ({names}) not in (select {names} from new_{name}) returning 1
    ),
    written_{name} as (
        insert into {name} as old ({", ".join(columns)}) select {", ".join(columns)} from new_{name}
        on conflict ({names}) do update set {update} where (old.*) is distinct from (excluded.*) returning 1
    )
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
    if not tables:
        return {}
    by_table: dict[type[SQLModel], list[str]] = {table: [] for table in tables}
    for row in rows:
        by_table[type(row)].append(row.model_dump_json())
    documents = (f"[{','.join(written)}]" for written in by_table.values())
    return dict(await connection.fetchrow(_replace(tuple(tables)), case_ids, *documents))


async def stored(connection: asyncpg.Connection, table: type[SQLModel], case_ids: Sequence[UUID]) -> list[str]:
    """Every row that a read table holds of these cases, as JSON: for comparing a rebuilt model with the kept one."""
    query = f"select to_jsonb(t) from {table.__tablename__} t where {key_columns(table)[0]} = any($1)"  # noqa: S608 - ours
    return [document for (document,) in await connection.fetch(query, case_ids)]

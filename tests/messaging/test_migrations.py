"""Migrations and table classes say the same; running them again changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Dialect, Table, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from hearth.parts.provision import ServiceDatabase
from shared.messaging import clients
from shared.messaging.migrations.run import migrate
from tests.conftest import PLANS

Shape = dict[str, Any]
POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # published without a type


def tables(service: str) -> Iterator[type[SQLModel]]:
    """The table classes of a service."""
    for kind in PLANS[service]().service.kinds.values():
        yield from kind.tables


def said(table: Table) -> Shape:
    """What the class says of its table."""
    return {
        "columns": {column.name: (type_of(column.type), column.nullable) for column in table.columns},
        "key": [column.name for column in table.primary_key.columns],
        "refers": {(key.parent.name, key.target_fullname) for key in table.foreign_keys},
    }


def found(connection: Connection, name: str) -> Shape:
    """What the database has."""
    look = inspect(connection)
    return {
        "columns": {one["name"]: (type_of(one["type"]), one["nullable"]) for one in look.get_columns(name)},
        "key": look.get_pk_constraint(name)["constrained_columns"],
        "refers": {
            (own, f"{key['referred_table']}.{other}")
            for key in look.get_foreign_keys(name)
            for own, other in zip(key["constrained_columns"], key["referred_columns"], strict=True)
        },
    }


def type_of(column_type: TypeEngine[Any]) -> str:
    """The type as PostgreSQL writes it; a text is a text with or without a length."""
    written = column_type.compile(dialect=POSTGRESQL)
    return "TEXT" if written.startswith("VARCHAR") else written


@pytest.mark.parametrize("service", PLANS)
async def test_the_database_is_what_the_table_classes_say(service: str, databases: dict[str, ServiceDatabase]) -> None:
    engine = clients.engine(databases[service].owner_url)
    async with engine.connect() as connection:
        for table in tables(service):
            described: Table = table.__table__  # type: ignore[attr-defined]
            assert await connection.run_sync(found, described.name) == said(described), described.name
    await engine.dispose()


@pytest.mark.parametrize("service", PLANS)
async def test_migrating_again_changes_nothing(service: str, databases: dict[str, ServiceDatabase]) -> None:
    for _ in range(2):
        await migrate(service, databases[service].owner_url)

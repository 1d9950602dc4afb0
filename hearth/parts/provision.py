"""What a service gets from PostgreSQL: its own database, a role that owns it, and a role it works with."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from hearth.parts.passwords import password
from hearth.parts.postgres import PostgresPart
from shared.messaging import clients

_LIMITED = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"
# A transaction left open holds the relay back: nothing behind it is sent until it ends.
_IDLE_IN_TRANSACTION = "15s"


@dataclass(frozen=True)
class ServiceDatabase:
    """Where a service's data are: the owner's URL is for migrations only, the service itself works with `app_url`."""

    owner_url: str
    app_url: str


def provision(postgres: PostgresPart, service: str) -> ServiceDatabase:
    """Make the service's database and its two roles, or find them made. Not to be called on a running event loop.

    The app role may connect and use the schema; grants on tables are made by the service's migrations.
    """
    owner = f"{service}_owner"
    passwords = {role: password(postgres.passwords, role) for role in (owner, service)}
    asyncio.run(_provision(postgres.admin_url, service, passwords))
    owner_url, app_url = (_url(postgres.admin_url, service, role, secret) for role, secret in passwords.items())
    return ServiceDatabase(owner_url, app_url)


async def _provision(admin_url: str, service: str, passwords: dict[str, str]) -> None:
    async with clients.connection(admin_url) as server:
        for role, secret in passwords.items():
            if not await server.fetchval("select 1 from pg_roles where rolname = $1", role):
                await server.execute(f'create role "{role}"')
            await server.execute(f"alter role \"{role}\" with {_LIMITED} password '{secret}'")
        limit = f"set idle_in_transaction_session_timeout = '{_IDLE_IN_TRANSACTION}'"
        await server.execute(f'alter role "{service}" {limit}')
        if not await server.fetchval("select 1 from pg_database where datname = $1", service):
            await server.execute(f'create database "{service}" owner "{service}_owner"')
        await server.execute(f'revoke all on database "{service}" from public')
        await server.execute(f'grant connect on database "{service}" to "{service}"')
    async with clients.connection(_in_database(admin_url, service)) as database:
        await database.execute("revoke all on schema public from public")
        await database.execute(f'grant usage on schema public to "{service}"')


def _in_database(admin_url: str, database: str) -> str:
    return urlsplit(admin_url)._replace(path=f"/{database}").geturl()


def _url(admin_url: str, database: str, role: str, secret: str) -> str:
    """The admin's URL with another database, role and password; host, port and options (TLS) stay."""
    parts = urlsplit(admin_url)
    address = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{secret}@{address}", path=f"/{database}").geturl()

"""Run a service's migrations as the owner of its tables."""

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from shared.messaging import clients

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

KIT = Path(__file__).parent


def config(service: str) -> Config:
    """Alembic's settings: the kit's revisions and the service's are two branches of one history."""
    own = Path("services", service, "migrations", "versions")
    root = KIT.parents[2]
    settings = Config()
    settings.set_main_option("script_location", str(KIT))
    settings.set_main_option("path_separator", "newline")
    settings.set_main_option("version_locations", f"{KIT / 'versions'}\n{root / own}")
    settings.attributes["service"] = service
    return settings


async def migrate(service: str, owner_url: str) -> None:
    """Bring the service's database to the newest revision. Running it again changes nothing."""
    engine: AsyncEngine = clients.engine(owner_url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, service)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, service: str) -> None:
    settings = config(service)
    settings.attributes["connection"] = connection
    command.upgrade(settings, "heads")


def run_in_alembic() -> None:
    """What alembic calls through env.py."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=MetaData())
    with context.begin_transaction():
        context.run_migrations()

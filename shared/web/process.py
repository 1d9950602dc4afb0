"""A service as a process of its own: serve, migrate, or rebuild its read tables."""

import asyncio
import gc
import json
import sys
from collections.abc import Callable
from typing import Annotated

import typer
import uvicorn

from shared.messaging.migrations.run import migrate
from shared.messaging.rebuild import rebuild
from shared.settings import Settings
from shared.telemetry import set_up_telemetry
from shared.web.app import Plan, create_app

COLLECT_AFTER = (50_000, 20, 50)  # objects, then collections of the younger generation


def command_line(plan: Plan) -> typer.Typer:
    """The commands of one service: without a word it serves."""
    app = typer.Typer(add_completion=False, help=f"{plan.title}: serve, migrate or rebuild.")

    @app.callback(invoke_without_command=True)
    def serve(context: typer.Context) -> None:
        """Serve until stopped."""
        if context.invoked_subcommand is None:
            _serve(plan, Settings())

    @app.command("migrate")
    def migrate_tables() -> None:
        """Bring the database to the newest shape, as the owner of its tables."""
        settings = Settings()
        if not settings.owner_database_url:
            sys.exit("set HEARTH_OWNER_DATABASE_URL to the address of the tables' owner")
        asyncio.run(migrate(plan.service.name, settings.owner_database_url))

    @app.command("rebuild")
    def rebuild_tables(
        *,
        check: Annotated[bool, typer.Option(help="change nothing; fail where a row differs")] = False,
        part: Annotated[int, typer.Option(min=1, help="which part of the cases, where several processes share")] = 1,
        of: Annotated[int, typer.Option(min=1, help="how many processes share the cases")] = 1,
    ) -> None:
        """Make the read tables anew from the journal and the inbox."""
        differences = asyncio.run(rebuild(plan.service, Settings().database_url, check=check, part=part, of=of))
        typer.echo(json.dumps(differences))
        if check and any(differences.values()):
            raise typer.Exit(1)

    return app


def _serve(plan: Plan, settings: Settings) -> None:
    set_up_telemetry(plan.service.name, settings.environment)
    uvicorn.run(
        create_app(plan, settings),
        host=settings.host,
        port=settings.port,
        root_path=settings.root_path,
        log_config=None,
        access_log=False,
        loop="uvloop",
        http="httptools",
        timeout_graceful_shutdown=5,
        proxy_headers=True,
        server_header=False,
    )


def run(plan: Callable[[], Plan]) -> None:
    """Run a service's command line."""
    commands = command_line(plan())
    # What is loaded by now stays; of what a batch makes, hundreds of thousands of objects, hardly any are in cycles. To
    # look through all of it as often as Python does by itself took a quarter of the time of taking events in.
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    commands()

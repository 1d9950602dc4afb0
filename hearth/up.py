"""`hearth up`: the whole house on this machine, until it is told to stop."""

import asyncio
import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from hearth.house import House
from hearth.parts import logs
from hearth.parts.process import PartFailed
from hearth.service import SERVICES, Command, prefix, service_command
from hearth.state import HouseIsUp

DataDir = Annotated[Path, typer.Option("--data", help="Folder that keeps the databases, Kafka's data, keys and logs.")]
DEFAULT_DATA_DIR = Path(".hearth")


def up(
    data: DataDir = DEFAULT_DATA_DIR,
    port: Annotated[int, typer.Option(help="Front port; a free one is taken when it is in use.")] = 8000,
) -> None:
    """Run PostgreSQL, Kafka and the four services until Ctrl-C. The data are kept for the next start."""
    keep_house(data, port=port)


def keep_house(data_dir: Path, *, port: int, command: Command = service_command) -> None:
    """Keep a house up until the process is told to stop.

    Raises:
        typer.Exit: it did not start; why was written to standard error.
    """
    try:
        asyncio.run(_until_stopped(House(data_dir, port=port, command=command)))
    except (PartFailed, HouseIsUp) as reason:
        typer.echo(f"Hearth did not start: {reason}", err=True)
        raise typer.Exit(1) from reason


async def _until_stopped(house: House) -> None:
    """Keep the house up until SIGINT, SIGTERM or SIGHUP, which may come while it is still starting."""
    keeping = asyncio.create_task(_keep_up(house))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, keeping.cancel)
    with suppress(asyncio.CancelledError):
        await keeping
    typer.echo("Hearth has stopped; its data are kept.")


async def _keep_up(house: House) -> None:
    async with house:
        say_where(house)
        await stay_up(house)


async def stay_up(house: House) -> None:
    """Keep the logs of a house small until it is told to stop."""
    while True:
        await asyncio.to_thread(logs.keep_small, house.data_dir / "logs")
        await asyncio.sleep(logs.LOOK_AGAIN_SECONDS)


def say_where(house: House) -> None:
    """Say the addresses of pages, APIs and events."""
    for service in SERVICES:
        name, address = service.replace("_", " ").capitalize(), house.front_url + prefix(service)
        typer.echo(f"  {name:<15} {address}/   API: {address}/docs   events: {address}/asyncapi.json")
    typer.echo(f"Logs are in {house.data_dir / 'logs'}. `hearth status` tells how it is. Ctrl-C stops it.")

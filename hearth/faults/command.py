"""`hearth faults`: a new house, everything in it killed under load, and whether anything was lost."""

import asyncio
import logging
import shutil
from pathlib import Path
from typing import Annotated

import typer

from hearth.faults.report import Report
from hearth.faults.run import Run
from hearth.house import House
from hearth.parts.process import PartFailed
from hearth.state import HouseIsUp

DEFAULT_DATA_DIR = Path(".hearth/faults")


def faults(
    number: Annotated[int, typer.Option("--n", min=20, help="How many commands.")] = 1000,
    seed: Annotated[str, typer.Option(help="The same seed draws the same commands and faults.")] = "1",
    data: Annotated[
        Path, typer.Option("--data", help="Folder for the house, the driver's journal and report.json; made anew.")
    ] = DEFAULT_DATA_DIR,
) -> None:
    """Send N commands while every service, Kafka and PostgreSQL are killed; fail if anything is lost or doubled."""
    _make_anew(data)
    try:
        report = asyncio.run(_run(data, number, seed))
    except (PartFailed, HouseIsUp) as reason:
        typer.echo(f"The faults run could not go on: {reason}", err=True)
        raise typer.Exit(2) from reason
    report.write(data / "report.json")
    typer.echo(report.table())
    if report.violations:
        typer.echo(f"Everything to look into is kept in {data}.", err=True)
        raise typer.Exit(1)


async def _run(data: Path, number: int, seed: str) -> Report:
    # That Kafka is away is the point of the run: the driver's own client need not say so.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    async with House(data / "house", port=0) as house:
        return await Run(house, data, number, seed, typer.echo).report()


def _make_anew(data: Path) -> None:
    """Empty the folder of an earlier run; a folder of anything else is left alone."""
    if data.exists():
        known = {"house", "driver.jsonl", "report.json"}
        if strangers := {entry.name for entry in data.iterdir()} - known:
            raise typer.BadParameter(f"{data} holds {', '.join(sorted(strangers))}, no earlier run; name a new folder")
        shutil.rmtree(data)
    data.mkdir(parents=True)

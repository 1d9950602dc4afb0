"""`hearth status`: is everything running, and is anything waiting?"""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import typer
from rich.console import Console
from rich.table import Table

from hearth.state import RunningHouse, RunningService
from hearth.up import DEFAULT_DATA_DIR, DataDir

# The figures a service may give at /status, and the heading of each.
_FIGURES = {"outbox_age_seconds": "outbox age, s", "parked": "parked", "lag": "lag"}


def status(data: DataDir = DEFAULT_DATA_DIR) -> None:
    """Show whether each service is ready and what is waiting in it; exits with 1 if anything is down."""
    house = RunningHouse.read(data)
    if house is None:
        typer.echo(f"Hearth is not up on {data.resolve()}; start it with `hearth up`.")
        raise typer.Exit(1)
    answers = asyncio.run(_ask(house))
    _show(house, answers)
    if not all(ready for ready, _figures in answers):
        typer.echo(f"Something is down; the logs are in {data.resolve() / 'logs'}.")
        raise typer.Exit(1)


async def _ask(house: RunningHouse) -> list[tuple[bool, Mapping[str, Any]]]:
    """For each process, whether it is ready, and the figures of its /status."""
    async with httpx.AsyncClient(timeout=3.0, trust_env=False) as client:

        async def ask(service: RunningService) -> tuple[bool, Mapping[str, Any]]:
            try:
                ready = await client.get(f"{service.url}/readyz")
                figures = await client.get(f"{service.url}/status")
            except httpx.TransportError:
                return False, {}
            return ready.is_success, figures.json() if figures.is_success else {}

        return list(await asyncio.gather(*map(ask, house.services)))


def _show(house: RunningHouse, answers: list[tuple[bool, Mapping[str, Any]]]) -> None:
    table = Table("service", "pid", "ready", *_FIGURES.values(), title=f"Hearth at {house.front}")
    for service, (ready, figures) in zip(house.services, answers, strict=True):
        told = (str(figures.get(name, "-")) for name in _FIGURES)
        table.add_row(service.name, str(service.pid or "-"), "yes" if ready else "NO", *told)
    Console().print(table)
    typer.echo(house.postgres)
    typer.echo(house.kafka)

"""`hearth demo`: the whole house, a sample region, and one child's journey told as it happens."""

import asyncio
import signal
from contextlib import suppress
from typing import Annotated

import typer

from hearth.demo.journey import Journey
from hearth.demo.narration import tell
from hearth.demo.region import settle_in
from hearth.demo.speaking import Speaker
from hearth.house import House
from hearth.keys import kept_keys
from hearth.parts.process import PartFailed
from hearth.state import HouseIsUp
from hearth.up import DEFAULT_DATA_DIR, DataDir, say_where, stay_up
from shared.clock import SystemClock, london_day


def demo(
    data: DataDir = DEFAULT_DATA_DIR,
    port: Annotated[int, typer.Option(help="Front port; a free one is taken when it is in use.")] = 8000,
    *,
    leave: Annotated[bool, typer.Option("--exit", help="Stop at the end; fail if a step did not arrive.")] = False,
) -> None:
    """Run everything, fill a sample region, and tell one child's journey from referral to adoption order."""
    try:
        missing = asyncio.run(_until_stopped(House(data, port=port), leave=leave))
    except (PartFailed, HouseIsUp) as reason:
        typer.echo(f"Hearth did not start: {reason}", err=True)
        raise typer.Exit(1) from reason
    if missing:
        typer.echo(f"{missing} steps did not arrive", err=True)
        raise typer.Exit(1)


async def _until_stopped(house: House, *, leave: bool) -> int:
    showing = asyncio.create_task(_show(house, leave=leave))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, showing.cancel)
    with suppress(asyncio.CancelledError):
        return await showing
    return 0


async def _show(house: House, *, leave: bool) -> int:
    async with house:
        today = london_day(SystemClock().now())
        speaker = Speaker(house.front_url, kept_keys(house.data_dir)[0])
        try:
            await speaker.learn()
            await settle_in(house.data_dir, speaker, today)
            missing = await tell(Journey.ending(today), speaker)
        finally:
            await speaker.close()
        typer.echo("")
        say_where(house)
        if not leave:
            await stay_up(house)
        return missing

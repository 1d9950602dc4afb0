"""The sample region: five authorities, one regional adoption agency, and invented children somewhere on their way."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import typer

from hearth.demo.journey import Journey, Step, length
from hearth.demo.names import details
from hearth.demo.panel import call_panel
from hearth.demo.speaking import Speaker
from hearth.demo.staff import hire

AUTHORITIES = ("warrington", "surrey", "bradford", "trafford", "county")
CHILDREN = 200
AT_ONCE = 8
SEED = 1989
LAGGING = 0.3  # the share of children for whom the next steps were not taken when they were due


async def settle_in(data_dir: Path, speaker: Speaker, today: date, say: Callable[[str], None] = typer.echo) -> None:
    """Fill the region once; a second start finds it there."""
    marker = data_dir / "region-is-there"
    if marker.exists():
        say(f"Sample region: {CHILDREN} invented children are there from before")
        return
    random = Random(SEED)  # noqa: S311 - the same region every time
    courses = [invented(random, number, today) for number in range(CHILDREN)]
    turns, done = asyncio.Semaphore(AT_ONCE), 0

    async def live(journey: Journey, steps: list[Step]) -> None:
        nonlocal done
        async with turns:
            for step in steps:
                await speaker.ask_until_heard(step.asking, step.case_id, journey.authority)
        done += 1
        if done % 20 == 0:
            say(f"Sample region: {done} of {CHILDREN} invented children")

    async with asyncio.TaskGroup() as group:
        for journey, steps in courses:
            group.create_task(live(journey, steps))
    for place, authority in enumerate(AUTHORITIES):
        staff = await hire(speaker, authority, place)
        await call_panel(speaker, authority, CHILDREN + 2 * place, today, staff)
    marker.write_text("")


def course(journey: Journey, today: date) -> list[Step]:
    """What has happened by a day where everybody keeps up, in order."""
    happened = [step for step in journey.steps() if step.on <= today]
    return sorted([*happened, *journey.upkeep(today)], key=lambda step: step.on)


def invented(random: Random, number: int, today: date) -> tuple[Journey, list[Step]]:
    """A child's journey, begun some time ago, and what has happened; for some, the last steps were not taken."""
    begun = random.randint(3, length() - 20)
    journey = Journey(
        today - timedelta(days=begun),
        child=UUID(int=random.getrandbits(128), version=4),
        family=UUID(int=random.getrandbits(128), version=4),
        authority=AUTHORITIES[number % len(AUTHORITIES)],
        court_case_number=f"ZW25C{50_000 + number}",
    )
    registered, *others = course(journey, today)
    asking = replace(registered.asking, body={**registered.asking.body, "details": details(number)})
    steps = [replace(registered, asking=asking), *others]
    lags = random.random() < LAGGING
    return journey, steps[: max(1, len(steps) - random.randint(1, 6))] if lags else steps

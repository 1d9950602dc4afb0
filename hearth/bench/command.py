"""`hearth bench`: measure everything in one run, and print the medians."""

import asyncio
import json
import os
import platform
import tempfile
from collections.abc import Callable, Coroutine
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from opentelemetry import trace
from rich.console import Console

from hearth.bench import endpoint, hearing, relaying, through
from hearth.bench.figures import Measure, table
from hearth.bench.ground import Ground, standing
from shared.telemetry.traces import tracer_provider

RUNS = 5
WIDTH = 140  # of the table, also where nobody looks on
SAMPLER = "OTEL_TRACES_SAMPLER_ARG"
SAMPLED = "0.01"  # as in production: one trace in a hundred

Say = Callable[[str], None]
OnGround = Callable[[Ground, int, Say], Coroutine[Any, Any, list[Measure]]]


class Subject(StrEnum):
    """What can be measured."""

    ENDPOINT = "endpoint"
    RELAY = "relay"
    SUBSCRIBERS = "subscribers"
    THROUGH = "through"


ON_GROUND: dict[Subject, OnGround] = {
    Subject.ENDPOINT: endpoint.measure,
    Subject.RELAY: relaying.measure,
    Subject.SUBSCRIBERS: hearing.measure,
}


def bench(
    runs: Annotated[int, typer.Option(min=1, help="Runs of each measurement; the medians count.")] = RUNS,
    only: Annotated[list[Subject] | None, typer.Option(help="Measure only this; may be given again.")] = None,
) -> None:
    """Measure commands, relay, subscribers and the whole house beside bare baselines: table first, JSON on stdout."""
    os.environ[SAMPLER] = SAMPLED
    # What the kit does in this process is traced as in a service's.
    trace.set_tracer_provider(tracer_provider("bench", "production", os.environ))
    say = partial(typer.echo, err=True)
    say(f"{os.cpu_count()} processors, Python {platform.python_version()}, {SAMPLER}={SAMPLED}, {runs} runs each")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        measures = [measure for subject in only or Subject for measure in runner.run(_measure(subject, runs, say))]
    Console(stderr=True, width=WIDTH).print(table(measures))
    print(json.dumps({"runs": runs, SAMPLER: SAMPLED, "measures": [each.as_json() for each in measures]}, indent=2))


async def _measure(subject: Subject, runs: int, say: Say) -> list[Measure]:
    """Measure one subject on a ground of its own, so that none meets what another left behind."""
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder:
        if subject is Subject.THROUGH:
            return await through.measure(Path(folder), runs, say)
        async with standing(Path(folder), say) as ground:
            return await ON_GROUND[subject](ground, runs, say)

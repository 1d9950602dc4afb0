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

from hearth.bench import caseload, endpoint, hearing, policy_engine, relaying, through
from hearth.bench.figures import Measure, table
from hearth.bench.ground import Ground, standing
from shared.telemetry.traces import tracer_provider

RUNS = 5
WIDTH = 140  # of the table, also where nobody looks on
SAMPLER = "OTEL_TRACES_SAMPLER_ARG"
FULL = "Rebuild the whole country's 84,000 children too, beside 1,000 and 10,000."
SAMPLED = "0.01"  # as in production: one trace in a hundred

Say = Callable[[str], None]
OnGround = Callable[[Ground, int, Say], Coroutine[Any, Any, list[Measure]]]


class Subject(StrEnum):
    """What can be measured."""

    ENDPOINT = "endpoint"
    RELAY = "relay"
    SUBSCRIBERS = "subscribers"
    THROUGH = "through"
    POLICY = "policy"
    WHAT_IF = "what-if"
    REBUILD = "rebuild"


ON_GROUND: dict[Subject, OnGround] = {
    Subject.ENDPOINT: endpoint.measure,
    Subject.RELAY: relaying.measure,
    Subject.SUBSCRIBERS: hearing.measure,
    Subject.WHAT_IF: caseload.what_if,
}


def bench(
    *,
    runs: Annotated[int, typer.Option(min=1, help="Runs of each measurement; the medians count.")] = RUNS,
    only: Annotated[list[Subject] | None, typer.Option(help="Measure only this; may be given again.")] = None,
    full: Annotated[bool, typer.Option("--full", help=FULL)] = False,
) -> None:
    """Measure services, house and policy engine, where there is one beside a bare baseline: table, JSON on stdout."""
    os.environ[SAMPLER] = SAMPLED
    # What the kit does in this process is traced as in a service's.
    trace.set_tracer_provider(tracer_provider("bench", "production", os.environ))
    say = partial(typer.echo, err=True)
    say(f"{os.cpu_count()} processors, Python {platform.python_version()}, {SAMPLER}={SAMPLED}, {runs} runs each")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = [runner.run(_measure(subject, runs, say, full=full)) for subject in only or Subject]
    measures = [measure for some in found for measure in some]
    Console(stderr=True, width=WIDTH).print(table(measures))
    print(json.dumps({"runs": runs, SAMPLER: SAMPLED, "measures": [each.as_json() for each in measures]}, indent=2))


async def _measure(subject: Subject, runs: int, say: Say, *, full: bool) -> list[Measure]:
    """Measure one subject on a ground of its own, so that none meets what another left behind."""
    if subject is Subject.POLICY:
        return policy_engine.measure(runs, say)
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder:
        if subject is Subject.THROUGH:
            return await through.measure(Path(folder), runs, say)
        async with standing(Path(folder), say) as ground:
            if subject is Subject.REBUILD:
                return await caseload.rebuild(ground, caseload.ALL_SIZES if full else caseload.SIZES, say)
            return await ON_GROUND[subject](ground, runs, say)

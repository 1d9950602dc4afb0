"""`hearth bench`: measure everything in one run, and print the medians."""

import asyncio
import json
import os
import platform
import tempfile
import traceback
from collections.abc import Callable, Coroutine
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from opentelemetry import trace
from rich.console import Console

from hearth.bench import caseload, endpoint, fronting, hearing, policy_engine, relaying, through
from hearth.bench.figures import Measure, table
from hearth.bench.ground import Ground, standing
from shared.telemetry.traces import tracer_provider

RUNS = 5
WIDTH = 140  # of the table, also where nobody looks on
SAMPLER = "OTEL_TRACES_SAMPLER_ARG"
SHORT = "Measure each once and as small as can be, to see that it can be measured."
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
    FRONT = "front"
    WHAT_IF = "what-if"
    REBUILD = "rebuild"


ON_GROUND: dict[Subject, OnGround] = {
    Subject.ENDPOINT: endpoint.measure,
    Subject.RELAY: relaying.measure,
    Subject.SUBSCRIBERS: hearing.measure,
    Subject.FRONT: fronting.measure,
    Subject.WHAT_IF: caseload.what_if,
}
# Each once and as small as still means something: to see that every subject can be measured, not what it comes to.
SHORTLY: dict[Subject, OnGround] = {
    Subject.ENDPOINT: partial(endpoint.measure, seconds=0.5),
    Subject.RELAY: partial(relaying.measure, rows=2_000),
    Subject.SUBSCRIBERS: partial(hearing.measure, events=3_500),
    Subject.FRONT: partial(fronting.measure, requests=20),
    Subject.WHAT_IF: partial(caseload.what_if, children=50),
}


def bench(
    *,
    runs: Annotated[int, typer.Option(min=1, help="Runs of each measurement; the medians count.")] = RUNS,
    only: Annotated[list[Subject] | None, typer.Option(help="Measure only this; may be given again.")] = None,
    full: Annotated[bool, typer.Option("--full", help=FULL)] = False,
    short: Annotated[bool, typer.Option("--short", help=SHORT)] = False,
) -> None:
    """Measure services, house and policy engine, where there is one beside a bare baseline: table, JSON on stdout.

    What one subject fails of is told, the others are measured all the same, and the command fails at the end.
    """
    runs = 1 if short else runs
    os.environ[SAMPLER] = SAMPLED
    # What the kit does in this process is traced as in a service's.
    trace.set_tracer_provider(tracer_provider("bench", "production", os.environ))
    say = partial(typer.echo, err=True)
    say(f"{os.cpu_count()} processors, Python {platform.python_version()}, {SAMPLER}={SAMPLED}, {runs} runs each")
    measures: list[Measure] = []
    failed: list[Subject] = []
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        for subject in only or Subject:
            try:
                measures += runner.run(_measure(subject, runs, say, full=full, short=short))
            except Exception:  # noqa: BLE001 - whatever it is, what was measured before is not lost
                failed.append(subject)
                say(f"{subject} failed, and the others go on:\n{traceback.format_exc()}")
    Console(stderr=True, width=WIDTH).print(table(measures))
    print(json.dumps({"runs": runs, SAMPLER: SAMPLED, "measures": [each.as_json() for each in measures]}, indent=2))
    if failed:
        say(f"Not measured: {', '.join(failed)}")
        raise typer.Exit(1)


async def _measure(subject: Subject, runs: int, say: Say, *, full: bool, short: bool) -> list[Measure]:
    """Measure one subject on a ground of its own, so that none meets what another left behind."""
    if subject is Subject.POLICY:
        return policy_engine.measure(runs, say, children=10 if short else policy_engine.CHILDREN)
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder:
        if subject is Subject.THROUGH:
            return await through.measure(Path(folder), runs, say, seconds=2.0 if short else through.SECONDS)
        async with standing(Path(folder), say) as ground:
            if subject is Subject.REBUILD:
                sizes = (100,) if short else caseload.ALL_SIZES if full else caseload.SIZES
                return await caseload.rebuild(ground, sizes, say)
            return await (SHORTLY if short else ON_GROUND)[subject](ground, runs, say)

"""The command endpoint beside the bare one: how many registrations a second, and how long each takes?"""

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from hearth.bench.figures import Goal, Measure
from hearth.bench.ground import BARE, Ground

SECONDS = 3.0
WARM_UP_SECONDS = 2.0
SIDES = ("gateway", "gateway-relaying", "bare")
REMARK = "12 connections; the bare endpoint leaves out caller, row security, idempotency, locks, rule, traces and logs"


async def measure(ground: Ground, runs: int, say: Callable[[str], None], seconds: float = SECONDS) -> list[Measure]:
    """Registrations per second with the relay resting and at work, each beside the bare endpoint, turn by turn."""
    ports = await _started(ground)
    token = ground.token("social_worker")
    for port in ports.values():
        await _load(port, WARM_UP_SECONDS, token)
    told: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for number in range(runs):
        # The order turns round, so that none always comes first.
        for side in SIDES if number % 2 == 0 else reversed(SIDES):
            told[side].append(await _load(ports[side], seconds, token))
        rates = ", ".join(f"{side} {told[side][-1]['per_second']:,.0f}/s" for side in SIDES)
        say(f"Command endpoint, run {number + 1} of {runs}: {rates}")
    await ground.stop()
    return _measures(told)


async def _started(ground: Ground) -> dict[str, int]:
    """The three servers over a database each, so that no relay carries what another wrote."""
    databases = [await ground.database("gateway", f"{side}_endpoint") for side in SIDES]
    resting, relaying, bare = databases
    servers = (
        await ground.start("gateway", resting.app_url),
        await ground.start("gateway-relaying", relaying.app_url, kafka=ground.kafka.bootstrap),
        await ground.start("bare", bare.owner_url, command=BARE),
    )
    return {side: urlsplit(server.url).port or 0 for side, server in zip(SIDES, servers, strict=True)}


async def _load(port: int, seconds: float, token: str) -> dict[str, float]:
    """One run of the load. Raises RuntimeError where it failed."""
    command = (sys.executable, "-m", "hearth.bench.load", str(port), str(seconds))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    told, _nothing = await process.communicate(token.encode())
    if process.returncode != 0:
        raise RuntimeError("the load broke off; see above")
    figures: dict[str, float] = json.loads(told)
    return figures


def _measures(told: dict[str, Sequence[dict[str, float]]] | dict[str, list[dict[str, float]]]) -> list[Measure]:
    def of(side: str, figure: str) -> list[float]:
        return [run[figure] for run in told[side]]

    bare, goal = of("bare", "per_second"), Goal("ratio", ">=", 0.75)
    return [
        Measure("command endpoint", "requests/s", of("gateway", "per_second"), bare, goal, REMARK),
        Measure(
            "command endpoint, its relay at work",
            "requests/s",
            of("gateway-relaying", "per_second"),
            bare,
            remark="the same process also carries every row to Kafka meanwhile",
        ),
        Measure("command endpoint p50", "ms", of("gateway", "p50_ms"), of("bare", "p50_ms")),
        Measure("command endpoint p99", "ms", of("gateway", "p99_ms"), of("bare", "p99_ms")),
    ]

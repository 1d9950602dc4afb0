"""The front port beside the service itself: what does a request cost that passes through it?"""

from collections.abc import Callable
from time import perf_counter

import httpx

from hearth.bench.figures import Goal, Measure, percentile
from hearth.bench.ground import Ground
from hearth.front import front
from hearth.front_server import FrontServer
from hearth.service import prefix

REQUESTS = 300
MILLISECONDS = 1000
REMARK = "one connection, one request after another, GET /livez; bare: the same asked of the service itself"


async def measure(ground: Ground, runs: int, say: Callable[[str], None], requests: int = REQUESTS) -> list[Measure]:
    """Milliseconds of a request through the front port and of one to the service, and what is between the two."""
    database = await ground.database("gateway")
    service = await ground.start("gateway", database.app_url)
    serving = FrontServer(front({"gateway": [service.url]}), 0)
    await serving.start()
    through, direct = [], []
    try:
        for number in range(runs):
            direct.append(await _median(f"{service.url}/livez", requests))
            through.append(await _median(f"{serving.url}{prefix('gateway')}/livez", requests))
            say(f"Front, run {number + 1} of {runs}: {through[-1]:.2f} ms, the service itself {direct[-1]:.2f} ms")
    finally:
        await serving.stop()
    own = [passed - asked for passed, asked in zip(through, direct, strict=True)]
    return [
        Measure("a request through the front", "ms", through, direct, remark=REMARK),
        Measure("the front's own cost", "ms", own, goal=Goal("figure", "<=", 5), remark=REMARK),
    ]


async def _median(url: str, requests: int) -> float:
    """The median of so many requests, in milliseconds, once the connection stands."""
    seconds = []
    async with httpx.AsyncClient(trust_env=False) as client:
        (await client.get(url)).raise_for_status()
        for _ in range(requests):
            started = perf_counter()
            await client.get(url)
            seconds.append(perf_counter() - started)
    return percentile(seconds, 0.5) * MILLISECONDS

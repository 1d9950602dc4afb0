"""The load: as many registrations as a service answers, from a process of its own.

`python -m hearth.bench.load PORT SECONDS`, the token on standard input; prints requests per second and the p50 and
p99 of an answer in milliseconds, as JSON.
"""

import asyncio
import json
import sys
from time import perf_counter
from uuid import uuid4

import uvloop

from hearth.bench.connection import Connection, registration
from hearth.bench.figures import percentile

CONNECTIONS = 12
CREATED = 201


async def load(port: int, seconds: float, token: str) -> dict[str, float]:
    """Every connection asks again as soon as it is answered. Raises RuntimeError when a command is not accepted."""
    waits: list[float] = []
    connections = [await Connection.opened(port) for _ in range(CONNECTIONS)]
    started = perf_counter()
    ends = started + seconds

    async def keep_asking(connection: Connection) -> None:
        while (asked := perf_counter()) < ends:
            status, answer = await connection.ask(registration(uuid4(), token))
            if status != CREATED:
                raise RuntimeError(f"a registration was answered {status}: {answer.decode()}")
            waits.append(perf_counter() - asked)

    await asyncio.gather(*map(keep_asking, connections))
    took = perf_counter() - started
    for connection in connections:
        connection.close()
    return {
        "per_second": len(waits) / took,
        "p50_ms": percentile(waits, 0.5) * 1000,
        "p99_ms": percentile(waits, 0.99) * 1000,
    }


if __name__ == "__main__":
    port, seconds = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(load(int(port), float(seconds), sys.stdin.read()))))

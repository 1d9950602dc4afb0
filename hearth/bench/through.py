"""Through the whole house: how long from a command to the tracker that shows it, and how much memory that takes?"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import psutil

from hearth.bench.connection import Connection, referral, registration
from hearth.bench.figures import Goal, Measure, percentile
from hearth.house import House
from hearth.keys import kept_keys
from hearth.parts.kept import free_port
from hearth.service import SERVICES
from services.tracking.subscribers import HEARS
from shared.messaging import clients
from shared.web.development import development_token

PER_SECOND = 200
SECONDS = 20.0
WARM_UP_SECONDS = 3.0
CONNECTIONS = 16
LOOK_SECONDS = 0.005
LONGEST_SECONDS = 60.0
CREATED = 201
MEBIBYTE = 1024 * 1024
HEARD = frozenset(event.wire_name for event in HEARS)  # of what is recorded, tracking hears a part
# A heard event and what follows from it are committed together, so its inbox row is there when the tracker shows it.
SHOWN = "select event_id from inbox where event_id = any($1)"
REMARK = (
    f"{PER_SECOND} commands/s at fixed moments over many children; from the moment a command is due to be sent until "
    f"tracking's committed row is seen, by looking every {LOOK_SECONDS * 1000:.0f} ms; one clock"
)


class Watch:
    """Which commands are on their way, and how long those took that have arrived."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        """`connection` sees tracking's whole inbox."""
        self.connection = connection
        self.under_way: dict[UUID, float] = {}
        self.seconds: list[float] = []

    async def look(self) -> None:
        """Look once which have arrived."""
        found = await self.connection.fetch(SHOWN, list(self.under_way))
        now = perf_counter()
        self.seconds += [now - self.under_way.pop(event_id) for (event_id,) in found]

    async def keep_looking(self, all_sent: asyncio.Event) -> None:
        """Look until all were sent and have arrived."""
        while self.under_way or not all_sent.is_set():
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)


async def measure(folder: Path, runs: int, say: Callable[[str], None], seconds: float = SECONDS) -> list[Measure]:
    """The p50 and p99 from command to tracker, and the resident memory of each service's process afterwards."""
    async with House(folder, port=free_port(), say=say) as house:
        port = urlsplit(house.services["gateway"].url).port or 0
        token = development_token(kept_keys(house.data_dir)[0], "social_worker", "warrington")
        async with clients.connection(house.databases["tracking"].owner_url) as connection:
            watch = Watch(connection)
            await _run(watch, port, token, WARM_UP_SECONDS)
            waits = []
            for number in range(runs):
                waits.append(await _run(watch, port, token, seconds))
                p50, p99 = (percentile(waits[-1], share) * 1000 for share in (0.5, 0.99))
                say(f"Command to tracker, run {number + 1} of {runs}: p50 {p50:.0f} ms, p99 {p99:.0f} ms")
        memory = {name: psutil.Process(process.pid).memory_info().rss for name, process in house.services.items()}
    return [*_latency(waits), *(Measure(f"memory of {name}", "MiB", [memory[name] / MEBIBYTE]) for name in SERVICES)]


def _latency(waits: list[list[float]]) -> list[Measure]:
    p50, p99 = ([percentile(run, share) * 1000 for run in waits] for share in (0.5, 0.99))
    goal = Goal("figure", "<=", 250)
    return [
        Measure("command to tracker p50", "ms", p50, remark=REMARK),
        Measure("command to tracker p99", "ms", p99, goal=goal, remark=REMARK),
    ]


async def _run(watch: Watch, port: int, token: str, seconds: float) -> list[float]:
    """Send commands at fixed moments, whatever the answers take, and wait until all have arrived: seconds of each."""
    watch.seconds = []
    registered: deque[UUID] = deque()
    idle: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        idle.put_nowait(await Connection.opened(port))

    async def send(request: bytes, due: float) -> None:
        connection = await idle.get()
        status, answer = await connection.ask(request)
        idle.put_nowait(connection)
        if status != CREATED:
            raise RuntimeError(f"a command was answered {status}: {answer.decode()}")
        told = json.loads(answer)
        watch.under_way |= {UUID(fact["event_id"]): due for fact in told["recorded"] if fact["type"] in HEARD}
        if told["version"] == 1:
            registered.append(UUID(told["case_id"]))

    all_sent = asyncio.Event()
    async with asyncio.timeout(seconds + LONGEST_SECONDS), asyncio.TaskGroup() as looking:
        looking.create_task(watch.keep_looking(all_sent))
        started = perf_counter()
        async with asyncio.TaskGroup() as sending:
            for number, request in enumerate(islice(commands(token, registered), int(PER_SECOND * seconds))):
                due = started + number / PER_SECOND
                await asyncio.sleep(max(0.0, due - perf_counter()))
                sending.create_task(send(request, due))
        all_sent.set()
    while not idle.empty():
        idle.get_nowait().close()
    return watch.seconds


def commands(token: str, registered: deque[UUID]) -> Iterator[bytes]:
    """Registrations of ever new children and, in between, the referral of one whose registration was answered."""
    while True:
        yield registration(uuid4(), token)
        if registered:
            yield referral(registered.popleft(), token)

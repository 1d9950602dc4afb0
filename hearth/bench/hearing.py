"""The subscribers beside a bare consumer: how many events a second does one process of a service take in?"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from time import perf_counter
from uuid import UUID, uuid4

from aiokafka.admin import AIOKafkaAdminClient

from hearth.bench.bare_hearing import bare_hearing
from hearth.bench.figures import Goal, Measure
from hearth.bench.ground import Ground
from shared.clock import SystemClock, london_day
from shared.events.base import Event, load
from shared.events.samples.files import samples
from shared.messaging import clients
from shared.messaging.envelope import RecordedEvent, encode, key_of

TOPIC = "gateway.events"
EVENTS = 20_000
# How many each takes in during a run; tracking reckons every rule anew for each of them, so fewer tell its pace.
MEASURED = {"planning": EVENTS, "tracking": 3_000}
# What is told of each child, a day apart, the last of it today: news, as services tell it. A past in which whatever was
# ever due is late by now, and escalated, is what a rebuild measures.
LIFE = (
    "gateway.child_registered.v1",
    "gateway.gateway_decision_made.v1",
    "gateway.proceedings_issued.v1",
    "gateway.interim_care_order_granted.v1",
    "gateway.care_order_granted.v1",
    "gateway.placement_order_granted.v1",
    "gateway.adoption_order_granted.v1",
)
LOOK_SECONDS = 0.02
LONGEST_SECONDS = 120.0
REMARK = (
    "from the first batch on, to lag 0 for planning; news of the last week, cases folded, conclusions recorded, read "
    "tables written; the bare consumer parses JSON and writes inbox rows in batches as large"
)


async def measure(ground: Ground, runs: int, say: Callable[[str], None], events: int = EVENTS) -> list[Measure]:
    """Events per second of a process of planning, of one of tracking, and of a bare consumer, over the same topic."""
    databases = {service: await ground.database(service) for service in MEASURED}
    bare_url = (await ground.database("planning", "bare_hearing")).owner_url
    rates: dict[str, list[float]] = {side: [] for side in ("bare", *MEASURED)}
    async with clients.admin(ground.kafka.bootstrap) as admin:

        async def heard_by(side: str) -> float:
            if side == "bare":
                return await bare_hearing(ground.kafka.bootstrap, bare_url, TOPIC, events)
            progress = partial(_committed, admin, f"hearth-{side}")
            before = await progress()
            process = await ground.start(side, databases[side].app_url, kafka=ground.kafka.bootstrap)
            rate = await per_second(progress, before, before + min(events, MEASURED[side]))
            await process.stop()
            await _see_all_taken_in(databases[side].owner_url, await progress())
            return rate

        for number in range(runs):
            await _fill(ground.kafka.bootstrap, Random(number), events)  # noqa: S311 - the same events every time
            for side in rates if number % 2 == 0 else reversed(rates):
                rates[side].append(await heard_by(side))
            told = ", ".join(f"{side} {figures[-1]:,.0f}/s" for side, figures in rates.items())
            say(f"Subscribers, run {number + 1} of {runs}: {told}")
    goal = Goal("figure", ">=", 3000)
    return [
        Measure(f"subscribers of {side}", "events/s", rates[side], rates["bare"], goal, REMARK) for side in MEASURED
    ]


async def _see_all_taken_in(url: str, events: int) -> None:
    """Raises RuntimeError where fewer were than were acknowledged: the rest would have cost nothing."""
    async with clients.connection(url) as connection:
        taken_in = await connection.fetchval("select count(*) from inbox")
    if taken_in < events:
        raise RuntimeError(f"{taken_in} of {events} events were taken in; the others are parked, or not heard")


async def per_second(progress: Callable[[], Awaitable[int]], before: int, until: int) -> float:
    """The pace from the first progress seen beyond `before` to `until`. Raises TimeoutError when it does not end."""
    first, started = before, perf_counter()
    async with asyncio.timeout(LONGEST_SECONDS):
        while (done := await progress()) < until:
            if first == before:
                first, started = done, perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
    if first == before:
        raise RuntimeError("all was over at the first look; measure over more")
    return (done - first) / (perf_counter() - started)


async def _committed(admin: AIOKafkaAdminClient, group: str) -> int:
    """How many messages the group has acknowledged."""
    offsets = await admin.list_consumer_group_offsets(group)
    return sum(max(0, place.offset) for place in offsets.values())


async def _fill(bootstrap: str, random: Random, count: int) -> None:
    """Publish so many events of new children, in any order of the children."""
    children = -(-count // len(LIFE))
    lives = [_life(UUID(int=random.getrandbits(128), version=4)) for _ in range(children)]
    turns = [number for number, life in enumerate(lives) for _ in life]
    random.shuffle(turns)
    told = [0] * len(lives)
    async with clients.started(clients.producer(bootstrap, "bench-fill")) as producer:
        sent = []
        for turn in turns[:count]:
            event = lives[turn][told[turn]]
            told[turn] += 1
            value, headers = encode(RecordedEvent(uuid4(), event, "gateway", told[turn], datetime.now(UTC)))
            sent.append(await producer.send(TOPIC, value, key_of(event.case_id), headers=headers))
        await asyncio.gather(*sent)


def _life(child: UUID) -> list[Event]:
    """What the gateway tells of a child in a week, of what planning hears too, so that nobody is idle."""
    known, first = samples(), london_day(SystemClock().now()) - timedelta(days=len(LIFE) - 1)
    days = (str(first + timedelta(days=number)) for number in range(len(LIFE)))
    about = {"child_id": str(child)}
    return [load(name, known[name][0] | about | {"occurred_on": day}) for name, day in zip(LIFE, days, strict=True)]

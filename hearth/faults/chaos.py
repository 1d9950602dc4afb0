"""Chaos: a schedule of faults, the same for the same seed, each striking while commands are under way."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import httpx

from hearth.faults.engineer import Engineer
from hearth.faults.gate import Gate
from hearth.faults.offsets import rewind
from hearth.house import House
from hearth.parts.process import PartFailed
from hearth.parts.switch import NotOurs
from hearth.service import SERVICES

RANDOM_KILLS = 6
LONGEST_WAIT = 60.0  # seconds until the next share of commands goes on in any case
LONGEST_ABSENCE = 90.0  # seconds for a service to be back

Fault = Callable[[], Awaitable[None]]


@dataclass
class Chaos:
    """Strikes the house. `done` counts the faults by kind; `skipped` names what is not ours to break."""

    house: House
    gate: Gate
    engineer: Engineer
    seed: str
    say: Callable[[str], None]
    done: Counter[str] = field(default_factory=Counter, init=False)
    skipped: list[str] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Begin the draw."""
        self._chance = Random(f"{self.seed} chaos")  # noqa: S311 - the same faults for the same seed

    def schedule(self) -> list[tuple[str, Fault]]:
        """Every service in turn, each part in every way, every topic again; then at random, in a drawn order."""
        in_turn: list[tuple[str, Fault]] = [(f"{name} is killed", self._killing(name)) for name in SERVICES]
        drawn: list[tuple[str, Fault]] = [
            ("Kafka is stopped and started", self._kafka_stops),
            ("Kafka is killed, and a service with it", self._kafka_dies),
            ("PostgreSQL is restarted", self._postgres_restarts),
            ("PostgreSQL is killed", self._postgres_dies),
            ("every journal is published again", self._replays),
            *((f"{name} reads its topics again from the start", self._rewinding(name)) for name in SERVICES),
        ]
        for _ in range(RANDOM_KILLS):
            names = self._chance.sample(SERVICES, self._chance.choice((1, 1, 2)))
            drawn.append((f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} killed", self._killing(*names)))
        self._chance.shuffle(in_turn)
        self._chance.shuffle(drawn)
        return [*in_turn, *drawn]

    async def run(self) -> None:
        """Strike while each share of the commands passes, then let the rest pass."""
        faults = self.schedule()
        share = self.gate.total / (len(faults) + 1)
        for number, (what, fault) in enumerate(faults):
            await self.gate.release(round(share * (number + 1)))
            await self._passed(round(share * (number + self._chance.uniform(0.2, 0.8))))
            self.say(f"{self.gate.passed:>6} of {self.gate.total} commands: {what}")
            try:
                await fault()
            except NotOurs as reason:
                self.skipped.append(f"{what}: {reason}")
            await self._all_ready()
        await self.gate.release(self.gate.total)

    async def _passed(self, commands: int) -> None:
        """Wait until so many commands have passed, but not for ever: children may be waiting for what comes next."""
        try:
            await asyncio.wait_for(self.gate.until(commands), LONGEST_WAIT)
        except TimeoutError:
            self.say("the driver is slow; the next fault does not wait for it")

    async def _all_ready(self) -> None:
        """Wait until every service runs and is ready; the house starts again those that ended.

        Raises PartFailed when one stays away.
        """
        deadline = time.monotonic() + LONGEST_ABSENCE
        while away := [name for name, service in self.house.services.items() if not await service.is_ready()]:
            if time.monotonic() > deadline:
                raise PartFailed(f"{' and '.join(away)} did not come back within {LONGEST_ABSENCE:.0f} s; see the logs")
            await asyncio.sleep(0.2)

    def _killing(self, *names: str) -> Fault:
        async def kill() -> None:
            for name in names:
                self.house.services[name].kill()
                self.done[f"kill -9 {name}"] += 1
            # The house has to notice before anybody is asked whether all is well again.
            await asyncio.sleep(0.5)

        return kill

    def _must_be_a_real_kafka(self) -> None:
        """Refuse to break what has no memory: the mock forgets topics and offsets while its consumers go on."""
        if self.house.kafka.in_memory:
            raise NotOurs("Kafka is in memory; install Java and Maven for one that can be broken")

    async def _kafka_stops(self) -> None:
        self._must_be_a_real_kafka()
        await asyncio.to_thread(self.house.kafka.stop)
        self.done["Kafka stopped and started"] += 1
        await self._under_load()
        await asyncio.to_thread(self.house.kafka.start)

    async def _kafka_dies(self) -> None:
        self._must_be_a_real_kafka()
        await asyncio.to_thread(self.house.kafka.kill)
        self.done["Kafka killed"] += 1
        await self._killing(self._chance.choice(SERVICES))()
        await self._under_load()
        await asyncio.to_thread(self.house.kafka.start)

    async def _postgres_restarts(self) -> None:
        self.done["PostgreSQL restarted"] += 1
        await asyncio.to_thread(self.house.postgres.restart)

    async def _postgres_dies(self) -> None:
        await asyncio.to_thread(self.house.postgres.kill)
        self.done["PostgreSQL killed"] += 1
        await asyncio.to_thread(self.house.postgres.start)

    async def _under_load(self) -> None:
        """Some more commands, and time for every client to notice."""
        await self.gate.release(self.gate.passed + max(1, self.gate.total // 100))
        await asyncio.sleep(3)

    async def _replays(self) -> None:
        for name in SERVICES:
            try:
                await self.engineer.replay(name)
                self.done["journal published again"] += 1
            except httpx.HTTPError as fault:
                self.say(f"{name} did not take the replay ({type(fault).__name__}); it is asked again")
                await self._all_ready()
                await self.engineer.replay(name)
                self.done["journal published again"] += 1

    def _rewinding(self, name: str) -> Fault:
        async def read_again() -> None:
            self._must_be_a_real_kafka()
            service = self.house.services[name]
            await service.stop()
            await rewind(self.house.kafka.bootstrap, name)
            service.start()
            self.done["topics read again"] += 1

        return read_again

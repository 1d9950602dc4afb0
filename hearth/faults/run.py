"""A faults run from start to end: the house, the driver and the chaos at once, then quiet, snapshot and report."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import httpx
from aiokafka import AIOKafkaProducer

from hearth.faults.chaos import Chaos
from hearth.faults.check.violations import violations
from hearth.faults.collect import collect, heard_by
from hearth.faults.databases import Database
from hearth.faults.driver import Driver
from hearth.faults.engineer import Engineer
from hearth.faults.gate import Gate
from hearth.faults.poison import Poisoner
from hearth.faults.record import DriverJournal, read
from hearth.faults.report import Report, kinds, outcomes
from hearth.faults.settle import Waiting, settle, waiting
from hearth.faults.snapshot import Outcome, Snapshot
from hearth.house import House
from hearth.keys import kept_keys
from hearth.service import SERVICES
from shared.web.development import development_token

ENGINEER_EVERY = 8.0  # seconds between two looks at what is parked
CHILDREN_SHARE = 50  # one child at a time for so many commands
FEWEST_CHILDREN = 8
REQUEST_SECONDS = 15.0


class Run:
    """One run over a house that is up."""

    def __init__(self, house: House, folder: Path, total: int, seed: str, say: Callable[[str], None]) -> None:
        """`folder` gets the driver's journal."""
        self.house = house
        self.journal_path = folder / "driver.jsonl"
        self.seed = seed
        self.say = say
        self.gate = Gate(total)
        self.urls = {name: house.services[name].url for name in SERVICES}
        self.databases = {name: Database(house.postgres.admin_url, name) for name in SERVICES}
        private_key, _ = kept_keys(house.data_dir)
        self.token = cache(lambda role, authority: development_token(private_key, role, authority))

    async def report(self) -> Report:
        """Send, break, settle and check."""
        since = time.monotonic()
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=100)
        async with httpx.AsyncClient(timeout=REQUEST_SECONDS, limits=limits, trust_env=False) as client:
            engineer = Engineer(client, self.urls, self.token("ops_engineer", "warrington"))
            chaos = Chaos(self.house, self.gate, engineer, self.seed, self.say)
            hears = await heard_by(self.house, client)
            driver = await self._drive(client, chaos, engineer)
            self.say("The last command is answered; waiting until nothing waits any more")
            topics = {name: [f"{source}.events" for source in told] for name, told in hears.items()}

            async def look() -> Waiting:
                return await waiting(self.house, self.databases, topics)

            quiet = await settle(look, engineer)
            self.say("All is quiet; comparing")
            snapshot = await collect(self.house, self.databases, hears, self.journal_path, quiet)
        return self._report(snapshot, driver, chaos, engineer, time.monotonic() - since)

    async def _drive(self, client: httpx.AsyncClient, chaos: Chaos, engineer: Engineer) -> Driver:
        """Send every command while everything breaks and the engineer looks in from time to time."""
        journal = DriverJournal(self.journal_path)
        producer = AIOKafkaProducer(
            bootstrap_servers=self.house.kafka.bootstrap,
            acks="all",
            enable_idempotence=True,
            metadata_max_age_ms=10_000,
        )
        await producer.start()
        poisoner = Poisoner(producer, journal, self.seed)
        driver = Driver(self.seed, self.gate, journal, client, self.urls, self.token, poisoner)
        looking = asyncio.create_task(_look_in(engineer))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(driver.run(max(FEWEST_CHILDREN, self.gate.total // CHILDREN_SHARE)))
                group.create_task(chaos.run())
        except ExceptionGroup as failed:  # one of the two ended the other: it says why
            raise failed.exceptions[0] from failed
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            await producer.stop()
            journal.close()
        return driver

    def _report(self, snapshot: Snapshot, driver: Driver, chaos: Chaos, engineer: Engineer, seconds: float) -> Report:
        commands, poison = read(self.journal_path)
        found = outcomes(commands)
        return Report(
            seed=self.seed,
            kafka=self.house.kafka.chosen,
            postgres=self.house.postgres.chosen,
            children=driver.children,
            commands=len(commands),
            requests=sum(len(command.attempts) for command in commands),
            accepted=found[Outcome.ACCEPTED],
            rejected=found[Outcome.REJECTED],
            unknown=found[Outcome.UNKNOWN],
            sent_twice=driver.twice,
            answered_late=sum(one.answered_late for one in commands),
            poison=dict(kinds(poison)),
            faults=dict(chaos.done),
            skipped=chaos.skipped,
            settled=dict(engineer.done),
            events={name: len(state.journal) for name, state in snapshot.services.items()},
            heard={name: len(state.inbox) for name, state in snapshot.services.items()},
            obligations=len(snapshot.due),
            messages=snapshot.messages,
            seconds_to_lag_0=snapshot.caught_up,
            seconds=seconds,
            broken_off=driver.broken_off,
            violations=violations(snapshot),
        )


async def _look_in(engineer: Engineer) -> None:
    while True:
        await asyncio.sleep(ENGINEER_EVERY)
        await engineer.settle()

"""The driver: many children at once, each walking its course through the services' HTTP APIs, every request noted."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import httpx

from hearth.faults.courses import Course
from hearth.faults.gate import Gate
from hearth.faults.record import DriverJournal
from hearth.faults.snapshot import CREATED, REFUSED
from hearth.faults.step import Step, spoilt

# Another service may not have heard yet what this step needs; asked again, it has.
NOT_YET = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT})
PATIENCE = 60.0  # seconds for one command
LONGEST_RUN = 300.0  # seconds after which nothing is waited for any more: a house that stands still must not hold up CI
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 2.0
TWICE, INVALID, POISONED = 5, 100, 100  # one command in so many
LEFT_UNKNOWN = 0.02  # of the requests without an answer

Token = Callable[[str, str], str]
Poisoner = Callable[[int, UUID], Coroutine[Any, Any, None]]


@dataclass
class Driver:
    """Sends the commands that the gate lets pass. `token(role, authority)` signs a user in."""

    seed: str
    gate: Gate
    journal: DriverJournal
    client: httpx.AsyncClient
    urls: Mapping[str, str]
    token: Token
    poison: Poisoner
    twice: int = field(default=0, init=False)
    broken_off: list[str] = field(default_factory=list, init=False)
    children: int = field(default=0, init=False)
    _ends_at: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        """Draw which of the commands are sent twice, are invalid, or come with poison."""
        numbers, draw = range(self.gate.total), Random(f"{self.seed} which")  # noqa: S311 - the same for a seed
        self._twice = frozenset(draw.sample(numbers, self.gate.total // TWICE))
        self._invalid = frozenset(draw.sample(numbers, self.gate.total // INVALID))
        self._poisoned = frozenset(draw.sample(numbers, self.gate.total // POISONED))

    async def run(self, at_once: int) -> None:
        """Walk so many children's courses at a time, until all commands have passed and were answered or given up."""
        numbers = count()
        self._ends_at = asyncio.get_running_loop().time() + LONGEST_RUN
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._walk_children(numbers, group))

    async def _walk_children(self, numbers: "count[int]", group: asyncio.TaskGroup) -> None:
        while self.gate.passed < self.gate.total:
            self.children += 1
            for step in Course(f"{self.seed} child {next(numbers)}").steps():
                if not await self._next(step, group):
                    break

    async def _next(self, step: Step, group: asyncio.TaskGroup) -> bool:
        """Send a step as the next command, after a spoilt one where that is drawn; whether the course goes on."""
        while (number := await self.gate.take()) is not None:
            if number in self._poisoned:
                group.create_task(self.poison(number, step.case_id))
            chance = Random(f"{self.seed} command {number}")  # noqa: S311 - the same for a seed
            if number not in self._invalid:
                return await self._send(number, step, chance)
            await self._send(number, spoilt(step, chance), chance)
        return False

    async def _send(self, number: int, step: Step, chance: Random) -> bool:
        key = f"faults-{self.seed}-{number}"
        if number not in self._twice:
            return await self._until_settled(key, step, chance)
        self.twice += 1
        if chance.random() < 1 / 2:
            first, second = await asyncio.gather(self._ask(key, step), self._ask(key, step))
            if CREATED in (first, second):
                return True
            return await self._until_settled(key, step, chance)
        done = await self._until_settled(key, step, chance)
        await self._ask(key, step)
        return done

    async def _until_settled(self, key: str, step: Step, chance: Random) -> bool:
        """Ask until it is accepted, refused for good, left alone or patience is over; whether it was accepted."""
        pause = FIRST_PAUSE
        deadline = min(self._ends_at, asyncio.get_running_loop().time() + PATIENCE)
        while (status := await self._ask(key, step)) != CREATED:
            answered = status in REFUSED
            if answered and (not step.valid or status not in NOT_YET):
                break
            if not answered and chance.random() < LEFT_UNKNOWN:
                break
            if asyncio.get_running_loop().time() > deadline:
                break
            await asyncio.sleep(pause * chance.uniform(0.5, 1.0))
            pause = min(LONGEST_PAUSE, pause * 2)
        if step.valid and status in REFUSED:
            self.broken_off.append(f"{key}: {step.service} {step.path.split('/', 3)[-1]} was refused with {status}")
        return status == CREATED

    async def _ask(self, key: str, step: Step) -> int | None:
        """One request, noted before and after; its status, or None where there was no answer."""
        user = f"{step.role}@{step.authority}"
        self.journal.asked(key, step.service, step.case_id, {"path": step.path, "user": user, "body": step.body})
        headers = {
            "authorization": f"Bearer {self.token(step.role, step.authority)}",
            "content-type": "application/json",
            "idempotency-key": key,
            "on-behalf-of": key,
        }
        try:
            answer = await self.client.post(self.urls[step.service] + step.path, content=step.content, headers=headers)
        except httpx.TransportError as fault:
            self.journal.unanswered(key, type(fault).__name__)
            return None
        self.journal.answered(key, answer.status_code, _json(answer))
        return answer.status_code


def _json(answer: httpx.Response) -> dict[str, Any]:
    """The body of an answer; empty where it is not a JSON object."""
    try:
        body = json.loads(answer.content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}

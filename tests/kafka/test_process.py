"""A service as a process: ready without Kafka, and out within 10 seconds of being asked, whatever is under way."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from uuid import uuid4

import httpx
import psutil
import pytest

from hearth.parts.kafka import KafkaPart
from hearth.parts.kept import free_port
from hearth.parts.provision import ServiceDatabase
from hearth.parts.switch import ProcessSwitch
from shared.vault import new_key
from shared.web.development import development_token
from tests.kafka.conftest import REGISTRATION
from tests.kafka.waiting import until

LONGEST_STOP_SECONDS = 10


@dataclass
class Process:
    """`python -m services.gateway`, and a client that speaks to it."""

    running: asyncio.subprocess.Process
    client: httpx.AsyncClient

    async def is_ready(self) -> bool:
        try:
            return (await self.client.get("/readyz")).is_success
        except httpx.TransportError:
            return False

    async def hears(self) -> bool:
        return bool((await self.client.get("/readyz")).json()["kafka"] == "connected")

    async def stop(self) -> float:
        """Ask it to stop, and answer how many seconds that took."""
        asked = monotonic()
        self.running.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.running.wait(), 3 * LONGEST_STOP_SECONDS)
        return monotonic() - asked


Launch = Callable[[], AbstractAsyncContextManager[Process]]


@pytest.fixture
def launch(kafka: KafkaPart, homes: dict[str, ServiceDatabase], keys: tuple[str, str]) -> Launch:
    @asynccontextmanager
    async def launched() -> AsyncIterator[Process]:
        port = free_port()
        told = {
            "HEARTH_DATABASE_URL": homes["gateway"].app_url,
            "HEARTH_KAFKA": kafka.bootstrap,
            "HEARTH_PORT": str(port),
            "HEARTH_TOKEN_PUBLIC_KEY": keys[1],
            "HEARTH_SEALING_KEYS": new_key(),
            "HEARTH_DOCUMENTS": "memory://",
            "HEARTH_DEVELOPMENT_PRIVATE_KEY": keys[0],
            "HEARTH_ENVIRONMENT": "development",
        }
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services.gateway", env=os.environ | told, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
                process = Process(running, client)
                await until(process.is_ready)
                yield process
        finally:
            if running.returncode is None:
                running.kill()
                await running.wait()

    return launched


async def register(process: Process, private_key: str) -> None:
    token = development_token(private_key, "social_worker", "warrington")
    headers = {"Authorization": f"Bearer {token}"}
    answer = await process.client.post(f"/children/{uuid4()}/registration", json=REGISTRATION, headers=headers)
    assert answer.status_code == 201


async def test_it_stops_in_time_with_everything_running(launch: Launch, keys: tuple[str, str]) -> None:
    async with launch() as process:
        await until(process.hears)
        await register(process, keys[0])
        assert await process.stop() < LONGEST_STOP_SECONDS
        assert process.running.returncode == -signal.SIGTERM  # uvicorn hands the signal on after an orderly end


async def test_it_stops_in_time_when_kafka_went_away_with_events_under_way(
    launch: Launch, kafka: KafkaPart, keys: tuple[str, str]
) -> None:
    async with launch() as process:
        await until(process.hears)
        await register(process, keys[0])
        await until(lambda: nothing_waits(process))
        await asyncio.to_thread(kafka.stop)
        try:
            for _ in range(5):
                await register(process, keys[0])
            assert await process.stop() < LONGEST_STOP_SECONDS
        finally:
            await asyncio.to_thread(kafka.start)


async def test_it_stops_in_time_when_kafka_hangs(launch: Launch, kafka: KafkaPart, keys: tuple[str, str]) -> None:
    assert isinstance(kafka.switch, ProcessSwitch)
    broker = psutil.Process(kafka.switch.process.pid)
    async with launch() as process:
        await until(process.hears)
        await register(process, keys[0])
        await until(lambda: nothing_waits(process))
        broker.suspend()
        try:
            await register(process, keys[0])
            assert await process.stop() < LONGEST_STOP_SECONDS
        finally:
            broker.resume()


async def test_it_starts_without_kafka_accepts_commands_and_finds_kafka_later(
    launch: Launch, kafka: KafkaPart, keys: tuple[str, str]
) -> None:
    await asyncio.to_thread(kafka.stop)
    try:
        async with launch() as process:
            assert not await process.hears()
            await register(process, keys[0])
            await asyncio.to_thread(kafka.start)
            await until(process.hears)
            await until(lambda: nothing_waits(process))
            assert await process.stop() < LONGEST_STOP_SECONDS
    finally:
        await asyncio.to_thread(kafka.start)


async def nothing_waits(process: Process) -> bool:
    return bool((await process.client.get("/status")).json()["outbox_rows"] == 0)

"""Collecting: the snapshot out of the driver's journal, the databases, the services' contracts and their rebuild."""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from hearth.faults.databases import Database
from hearth.faults.obligations import kept, reckoned
from hearth.faults.record import read
from hearth.faults.settle import Quiet
from hearth.faults.snapshot import ServiceState, Snapshot
from hearth.house import House
from hearth.service import SERVICES, service_command
from shared.clock import SystemClock, london_day

RECEIVE = "receive_"


async def heard_by(house: House, client: httpx.AsyncClient) -> dict[str, dict[str, frozenset[str]]]:
    """For each service, which types it hears from whom, as its published contract (AsyncAPI) says."""
    documents = {name: (await client.get(f"{house.services[name].url}/asyncapi.json")).json() for name in SERVICES}
    return {name: receives(document) for name, document in documents.items()}


def receives(document: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Which types a service hears, by the service that publishes them, out of its AsyncAPI document."""
    return {
        name.removeprefix(RECEIVE).partition(".")[0]: frozenset(
            message["$ref"].rpartition("/")[2] for message in operation["messages"]
        )
        for name, operation in document["operations"].items()
        if operation["action"] == "receive"
    }


async def collect(
    house: House,
    databases: Mapping[str, Database],
    hears: Mapping[str, Mapping[str, frozenset[str]]],
    journal: Path,
    quiet: Quiet,
) -> Snapshot:
    """The snapshot of a house in which all is quiet. Poison counts only where the topics outlive a broker's end."""
    commands, poison = read(journal)
    services: dict[str, ServiceState] = {}
    for name, database in databases.items():
        holdings = await database.holdings()
        services[name] = ServiceState(
            journal=holdings.journal,
            inbox=holdings.inbox,
            answers=holdings.answers,
            parked=holdings.parked,
            hears=hears[name],
            differing=await _differing(house, name),
            unsent=quiet.left.unsent[name],
            unheard=quiet.left.unheard[name],
        )
    return Snapshot(
        commands=commands,
        services=services,
        poison=() if house.kafka.in_memory else poison,
        due=await kept(databases["tracking"]),
        reckoned=reckoned(services, london_day(SystemClock().now())),
        messages=quiet.left.messages,
        caught_up=quiet.caught_up,
    )


async def _differing(house: House, service: str) -> dict[str, int]:
    """How many rows of each read table differ from those made anew, as the service's own command tells."""
    process = await asyncio.create_subprocess_exec(
        *service_command(service, "rebuild", "--check"),
        env=dict(house.services[service].process.env or os.environ),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    told, complaint = await process.communicate()
    lines = told.decode().splitlines()
    if not lines:
        raise RuntimeError(f"{service} could not be rebuilt: {complaint.decode()[-2000:]}")
    differences: dict[str, int] = json.loads(lines[-1])
    return differences

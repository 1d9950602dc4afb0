"""Parked messages: what could not be taken in or sent waits here with its child until a person decides."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg

from shared.messaging.envelope import TOLD_SINCE

OF_THE_SENDING = {"traceparent", TOLD_SINCE}


class Direction(StrEnum):
    """Whether the message was heard, or could not be sent."""

    HEARD = "heard"
    SENT = "sent"


class ParkedState(StrEnum):
    """What became of a parked message."""

    PARKED = "parked"
    RETRIED = "retried"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Message:
    """A message as Kafka gave it, or as it would have been sent."""

    topic: str
    place: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]

    @property
    def fingerprint(self) -> str:
        """The same message heard again has the same one, wherever it stands and whichever sending brought it."""
        kept = self.as_json()
        kept["headers"] = sorted((header for header in kept["headers"] if header[0] not in OF_THE_SENDING), key=str)
        return hashlib.sha256(json.dumps(kept).encode()).hexdigest()

    @property
    def case_id(self) -> UUID | None:
        """The case that the key names, if it names one."""
        try:
            return UUID((self.key or b"").decode())
        except ValueError:
            return None

    def as_json(self) -> dict[str, Any]:
        """The message in full, bytes as latin-1 text so that none is lost."""
        return {
            "key": _text(self.key),
            "value": _text(self.value),
            "headers": [[name, _text(value)] for name, value in self.headers],
        }

    @classmethod
    def from_parked(cls, parked: asyncpg.Record) -> "Message":
        """The message that was parked."""
        kept = json.loads(parked["message"])
        return cls(
            parked["topic"],
            parked["place"],
            _bytes(kept["key"]),
            _bytes(kept["value"]),
            [(name, _bytes(value)) for name, value in kept["headers"]],
        )


@dataclass(frozen=True)
class Cause:
    """Why a message is parked: a code that groups, and a sentence without any value of the message."""

    code: str
    sentence: str
    behind: bool = False


PARK = """
insert into parked (fingerprint, direction, case_id, event_id, type, topic, place, cause, sentence, behind,
                    parked_at, message)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (fingerprint) do update set attempts = parked.attempts + 1
returning state = 'parked'
"""
HELD = "select distinct case_id from parked where state = 'parked' and direction = $1 and case_id = any($2)"
WAITING = "select min(parked_at) from parked where state = 'parked' and direction = $1 and case_id = $2"
DISMISSED = "select event_id from parked where state = 'dismissed' and event_id = any($1)"


async def park(  # noqa: PLR0913 - what is known of a parked message
    connection: asyncpg.Connection,
    message: Message,
    cause: Cause,
    *,
    direction: Direction,
    now: datetime,
    case_id: UUID | None,
    event_id: UUID | None = None,
    type_: str | None = None,
) -> bool:
    """Park a message, and answer whether it holds its child.

    One that is parked already only counts another attempt; one that was dismissed stays dismissed.
    """
    holds: bool = await connection.fetchval(
        PARK,
        message.fingerprint,
        direction,
        case_id,
        event_id,
        type_,
        message.topic,
        message.place,
        cause.code,
        cause.sentence,
        cause.behind,
        now,
        json.dumps(message.as_json()),
    )
    return holds


async def held(connection: asyncpg.Connection, direction: Direction, case_ids: Sequence[UUID]) -> set[UUID]:
    """The children of these that have a parked message, so that later ones wait behind it."""
    return {case_id for (case_id,) in await connection.fetch(HELD, direction, case_ids)}


async def waiting_since(connection: asyncpg.Connection, case_id: UUID) -> datetime | None:
    """Since when a message about this case has waited here to be taken in, itself parked or behind a parked one."""
    since: datetime | None = await connection.fetchval(WAITING, Direction.HEARD, case_id)
    return since


async def dismissed(connection: asyncpg.Connection, event_ids: Sequence[UUID]) -> set[UUID]:
    """The events of these that a person dismissed before."""
    return {event_id for (event_id,) in await connection.fetch(DISMISSED, event_ids)}


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")


def _bytes(value: str | None) -> bytes | None:
    return None if value is None else value.encode("latin-1")

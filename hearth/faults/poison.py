"""Poison: messages that no service can read, of every kind, some under the key of a child whose events go on."""

import asyncio
import json
from collections.abc import Callable
from random import Random
from uuid import UUID

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from hearth.faults.record import DriverJournal
from hearth.faults.snapshot import Poison

TOPICS = ("gateway.events", "planning.events", "family_finding.events", "tracking.events")
MARK = "faults-mark"

Headers = dict[str, bytes]
Message = tuple[bytes | None, bytes | None, Headers]  # key, value, headers


def good(case_id: UUID, mark: str) -> Message:
    """What poison is made of: a message that would be in order, with a mark among its headers."""
    body = {"authority": "warrington", "occurred_on": "2026-01-05", "child_id": str(case_id), "entry": "referral"}
    headers = {
        "ce_specversion": "1.0",
        "ce_id": str(UUID(int=case_id.int ^ hash_of(mark))),
        "ce_source": "/hearth/gateway",
        "ce_type": "gateway.child_registered.v1",
        "ce_time": "2026-01-05T09:00:00+00:00",
        "ce_subject": str(case_id),
        "ce_sequence": "1",
        "ce_authority": "warrington",
        "content-type": "application/json",
        MARK: mark,
    }
    return str(case_id).encode(), json.dumps(body).encode(), {name: text.encode() for name, text in headers.items()}


def hash_of(mark: str) -> int:
    """A number that is the same for the same mark."""
    return int.from_bytes(mark.encode()[-8:], "big")


def _not_json(message: Message) -> Message:
    key, _, headers = message
    return key, b"{ this is no JSON", headers


def _not_utf_8(message: Message) -> Message:
    key, _, headers = message
    return key, b'{"authority": "\xff\xfe"}', headers


def _no_value(message: Message) -> Message:
    key, _, headers = message
    return key, None, headers


def _no_event(message: Message) -> Message:
    key, _, headers = message
    return key, b'{"authority": "warrington"}', headers


def _no_headers(message: Message) -> Message:
    key, _, headers = message
    return key, b"nothing says what this is: " + headers[MARK], {}


def _no_key(message: Message) -> Message:
    _, value, headers = message
    return None, value, headers


def _wrong_key(message: Message) -> Message:
    key, value, headers = message
    return key, value, {**headers, "ce_subject": b"00000000-0000-4000-8000-000000000000"}


def _header(name: str, value: bytes | None) -> Callable[[Message], Message]:
    """The message with another header, or without it."""

    def changed(message: Message) -> Message:
        key, body, headers = message
        kept = {known: text for known, text in headers.items() if known != name}
        return key, body, kept if value is None else {**kept, name: value}

    return changed


KINDS: dict[str, Callable[[Message], Message]] = {
    "not JSON": _not_json,
    "wrong type": _header("ce_type", b"gateway.nothing_like_it.v1"),
    "unknown version": _header("ce_type", b"gateway.child_registered.v99"),
    "missing header": _header("ce_id", None),
    "header not UTF-8": _header("ce_authority", b"\xff\xfe"),
    "wrong key": _wrong_key,
    "no headers": _no_headers,
    "no value": _no_value,
    "value not UTF-8": _not_utf_8,
    "no event": _no_event,
    "no key": _no_key,
    "wrong authority": _header("ce_authority", b"surrey"),
    "wrong envelope version": _header("ce_specversion", b"0.3"),
    "malformed sequence": _header("ce_sequence", b"first"),
    "malformed time": _header("ce_time", b"yesterday"),
    "malformed source": _header("ce_source", b"elsewhere"),
}


class Poisoner:
    """Puts poison on the topics, of each kind in turn, and notes what Kafka has taken."""

    def __init__(self, producer: AIOKafkaProducer, journal: DriverJournal, seed: str) -> None:
        """The producer is started and stopped by the caller."""
        self._producer = producer
        self._journal = journal
        self._seed = seed
        self._sent = 0

    async def __call__(self, number: int, case_id: UUID) -> None:
        """Send the next kind, under this child's key two times out of three; while Kafka is away, wait for it."""
        chance = Random(f"{self._seed} poison {number}")  # noqa: S311 - the same for a seed
        kind = list(KINDS)[self._sent % len(KINDS)]
        self._sent += 1
        if chance.randrange(3) == 0:
            case_id = UUID(int=chance.getrandbits(128), version=4)
        poison = Poison(f"{MARK}-{self._seed}-{number:08}", kind, chance.choice(TOPICS))
        key, value, headers = KINDS[kind](good(case_id, poison.mark))
        while True:
            try:
                await self._producer.send_and_wait(poison.topic, value, key, headers=list(headers.items()))
            except KafkaError:
                await asyncio.sleep(1)
            else:
                return self._journal.poisoned(poison)

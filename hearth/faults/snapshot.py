"""A snapshot: what the driver noted and what every service holds once all is quiet, as plain data for the checker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

CREATED = 201
REFUSED = range(400, 500)


class Outcome(StrEnum):
    """What whoever sent a command knows of it."""

    ACCEPTED = "accepted"  # answered 201 at least once
    REJECTED = "rejected"  # every attempt was refused
    UNKNOWN = "unknown"  # no answer, or a fault of the server, and never a 201


@dataclass(frozen=True)
class Answer:
    """An answer over HTTP: its status, and its body where that is JSON."""

    status: int
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Command:
    """A command of the driver, under a key of its own. `attempts` has None for each that was not answered."""

    key: str
    service: str
    case_id: UUID
    attempts: tuple[Answer | None, ...]

    @property
    def outcome(self) -> Outcome:
        """What the driver knows of it."""
        if self.accepted:
            return Outcome.ACCEPTED
        refused = all(attempt and attempt.status in REFUSED for attempt in self.attempts)
        return Outcome.REJECTED if refused else Outcome.UNKNOWN

    @property
    def answered_late(self) -> bool:
        """Whether it was accepted although a request for it failed."""
        failed = any(attempt is None or attempt.status not in (CREATED, *REFUSED) for attempt in self.attempts)
        return bool(self.accepted) and failed

    @property
    def accepted(self) -> list[Mapping[str, Any]]:
        """The bodies of the answers that say that it was done."""
        return [attempt.body for attempt in self.attempts if attempt and attempt.status == CREATED]


@dataclass(frozen=True)
class Poison:
    """A message that no service can read. `mark` is a text found in it and nowhere else."""

    mark: str
    kind: str
    topic: str


@dataclass(frozen=True)
class Recorded:
    """A row of a journal. `key` is the driver's key, written as the person for whom it was recorded."""

    event_id: UUID
    type: str
    case_id: UUID
    version: int
    authority: str
    data: Mapping[str, Any]
    recorded_at: datetime
    by: str
    key: str | None
    caused_by: UUID | None
    transaction: int


@dataclass(frozen=True)
class Heard:
    """A row of an inbox. `place` counts up in the order of hearing."""

    event_id: UUID
    source: str
    type: str
    case_id: UUID
    version: int
    authority: str
    data: Mapping[str, Any]
    recorded_at: datetime
    heard_at: datetime
    place: int


@dataclass(frozen=True)
class Kept:
    """An answer that a service keeps for a key: the events that it says were recorded."""

    key: str
    event_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Parked:
    """A parked message. `text` is all of it, for the marks of poison."""

    state: str
    topic: str
    cause: str
    text: str


@dataclass(frozen=True, order=True)
class Due:
    """An obligation as far as it matters here: of which child, which one, and how it stands."""

    child_id: UUID
    obligation_id: UUID
    rule_id: str
    due_on: str
    state: str


@dataclass(frozen=True)
class ServiceState:
    """What one service holds. `hears` names the types that it hears, by the service that publishes them.

    `differing` is how many rows of each read table differ from those made anew; `unsent` and `unheard` are the rows
    not yet carried to Kafka and the messages not yet taken from it.
    """

    journal: tuple[Recorded, ...]
    inbox: tuple[Heard, ...] = ()
    answers: tuple[Kept, ...] = ()
    parked: tuple[Parked, ...] = ()
    hears: Mapping[str, frozenset[str]] = field(default_factory=dict)
    differing: Mapping[str, int] = field(default_factory=dict)
    unsent: int = 0
    unheard: int = 0


@dataclass(frozen=True)
class Snapshot:
    """Everything that the checker is told.

    `messages` is how many the topics hold, each event at least once; `caught_up` is after how many seconds there was no
    lag; None is never.
    """

    commands: tuple[Command, ...]
    services: Mapping[str, ServiceState]
    poison: tuple[Poison, ...] = ()
    due: frozenset[Due] = frozenset()
    reckoned: frozenset[Due] = frozenset()
    messages: int = 0
    caught_up: float | None = 0.0

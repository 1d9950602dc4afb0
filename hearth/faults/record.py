"""The driver's own journal: what it asked, and what it was answered, written down before and after each request."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from hearth.faults.snapshot import Answer, Command, Poison


class DriverJournal:
    """A file of JSON lines. Every line is with the operating system before anything else happens."""

    def __init__(self, path: Path) -> None:
        """Begin a new journal."""
        self._file = path.open("x", encoding="utf-8")

    def asked(self, key: str, service: str, case_id: UUID, request: Mapping[str, Any]) -> None:
        """A request is about to be sent."""
        self._write({"asked": key, "service": service, "case_id": str(case_id), **request})

    def answered(self, key: str, status: int, body: Mapping[str, Any]) -> None:
        """A request was answered."""
        self._write({"answered": key, "status": status, "body": body})

    def unanswered(self, key: str, fault: str) -> None:
        """A request was not answered: nobody knows whether it was done."""
        self._write({"unanswered": key, "fault": fault})

    def poisoned(self, poison: Poison) -> None:
        """Kafka has taken a poison message."""
        self._write({"poisoned": poison.mark, "kind": poison.kind, "topic": poison.topic})

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, line: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def read(path: Path) -> tuple[tuple[Command, ...], tuple[Poison, ...]]:
    """The commands and the poison messages of a driver's journal, each in the order in which it was first named."""
    asked: dict[str, tuple[str, UUID]] = {}
    requests: dict[str, int] = {}
    answers: dict[str, list[Answer]] = {}
    poison: list[Poison] = []
    for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        match line:
            case {"asked": key, "service": service, "case_id": case_id}:
                asked[key] = (service, UUID(case_id))
                requests[key] = requests.get(key, 0) + 1
            case {"answered": key, "status": status, "body": body}:
                answers.setdefault(key, []).append(Answer(status, body))
            case {"poisoned": mark, "kind": kind, "topic": topic}:
                poison.append(Poison(mark, kind, topic))
    return tuple(
        Command(key, service, case_id, _attempts(answers.get(key, []), requests[key]))
        for key, (service, case_id) in asked.items()
    ), tuple(poison)


def _attempts(answered: list[Answer], requests: int) -> tuple[Answer | None, ...]:
    """Every request that has no answer counts as one without, also where the driver was stopped before it knew."""
    return (*answered, *(None for _ in range(requests - len(answered))))

"""The report of a faults run: its figures as a table and as JSON."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from hearth.faults.snapshot import Command, Outcome, Poison


@dataclass(frozen=True)
class Report:
    """What was done, and what the checker found. Times are seconds."""

    seed: str
    kafka: str
    postgres: str
    children: int
    commands: int
    requests: int
    accepted: int
    rejected: int
    unknown: int
    sent_twice: int
    answered_late: int
    poison: Mapping[str, int]
    faults: Mapping[str, int]
    skipped: list[str]
    settled: Mapping[str, int]
    events: Mapping[str, int]
    heard: Mapping[str, int]
    obligations: int
    messages: int
    seconds_to_lag_0: float | None
    seconds: float
    broken_off: list[str]
    violations: list[str]

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    def table(self) -> str:
        """The figures, one a line, then the violations."""
        return "\n".join([*(f"  {name:<34}{value}" for name, value in self._lines()), *self._violations()])

    def _lines(self) -> list[tuple[str, object]]:
        seconds = self.seconds_to_lag_0
        lag = "never" if seconds is None else f"{seconds:.1f} s after the last fault and command"
        return [
            ("seed", self.seed),
            ("commands", f"{self.commands} about {self.children} children, in {self.requests} requests"),
            ("  accepted", self.accepted),
            ("  rejected", self.rejected),
            ("  unknown", self.unknown),
            ("  sent twice with one key", self.sent_twice),
            ("  accepted after a failed request", self.answered_late),
            *_listed("poison", self.poison),
            *_listed("faults", self.faults),
            *(("not ours to break", what) for what in self.skipped),
            *_listed("parked, and settled", self.settled),
            *_listed("events recorded", self.events),
            *_listed("events heard", self.heard),
            ("messages on the topics", self.messages),
            ("obligations compared", self.obligations),
            ("courses that stayed refused", len(self.broken_off)),
            ("lag 0", lag),
            ("time in all", f"{self.seconds:.0f} s"),
            ("VIOLATIONS", len(self.violations)),
        ]

    def _violations(self) -> list[str]:
        shown = [f"    {sentence}" for sentence in self.violations[:SHOWN]]
        more = len(self.violations) - SHOWN
        return [*shown, f"    and {more} more"] if more > 0 else shown


SHOWN = 20


def _listed(what: str, counts: Mapping[str, int]) -> list[tuple[str, object]]:
    return [(what, sum(counts.values())), *((f"  {name}", count) for name, count in sorted(counts.items()))]


def outcomes(commands: tuple[Command, ...]) -> Counter[Outcome]:
    """How many commands came to which outcome."""
    return Counter(command.outcome for command in commands)


def kinds(poison: tuple[Poison, ...]) -> Counter[str]:
    """How many poison messages there were of each kind."""
    return Counter(message.kind for message in poison)

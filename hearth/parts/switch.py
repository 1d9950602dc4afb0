"""What every part can be told: start, stop, and fail without warning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from hearth.parts.process import LeashedProcess


class NotOurs(Exception):
    """The part was given by its address: whoever runs it starts, stops and kills it."""


class Switch(Protocol):
    """Starts, stops and kills one part; it keeps its address through all of them."""

    def start(self) -> None:
        """Start, and return when it answers. Nothing happens if it runs."""
        ...

    def stop(self) -> None:
        """Stop in order."""
        ...

    def kill(self) -> None:
        """Fail without warning, as `kill -9` does."""
        ...

    def close(self) -> None:
        """Stop for good, leaving nothing behind but the data."""
        ...


@dataclass
class ProcessSwitch:
    """A part that is a process of ours, ready as soon as `ready()`."""

    process: LeashedProcess
    ready: Callable[[], bool]
    within: float = 60.0

    def start(self) -> None:
        """Start the process and wait until the part answers.

        Raises:
            PartFailed: it did not; the sentence quotes its log.
        """
        self.process.start()
        try:
            self.process.wait_until(self.ready, self.within)
        except BaseException:
            self.process.kill()
            raise

    def stop(self) -> None:
        """Ask the process to stop."""
        self.process.stop()

    def kill(self) -> None:
        """Kill the process and its children."""
        self.process.kill()

    def close(self) -> None:
        """Ask the process to stop."""
        self.process.stop()


@dataclass
class ElsewhereSwitch:
    """A part somebody else runs: there to be used, not to be switched."""

    name: str
    variable: str

    def start(self) -> None:
        """Nothing: it runs."""

    def stop(self) -> None:
        """Refuse.

        Raises:
            NotOurs: always.
        """
        raise NotOurs(f"{self.name} was given by {self.variable}; unset it to let Hearth run one it may stop")

    def kill(self) -> None:
        """Refuse, as `stop` does."""
        self.stop()

    def close(self) -> None:
        """Nothing: it goes on running for others."""

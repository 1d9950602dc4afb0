"""A process on a leash dies with the one that started it, and what is left behind is cleared at the next start."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from hearth.parts.process import LeashedProcess, PartFailed

STARTER = """
import sys
from pathlib import Path
from hearth.parts.process import LeashedProcess
folder = Path(sys.argv[1])
process = LeashedProcess("sleeper", ["sleep", "600"], run=folder, log=folder / "log")
process.start()
print(process.pid, flush=True)
sys.stdin.read()
"""


def sleeper(folder: Path, *command: str) -> LeashedProcess:
    return LeashedProcess("sleeper", command or ["sleep", "600"], run=folder, log=folder / "log")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start clears what was left behind")
def test_it_dies_with_its_starter_even_by_kill(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", STARTER, str(tmp_path)], stdin=pipe, stdout=pipe) as starter:
        assert starter.stdout is not None
        leashed = psutil.Process(int(starter.stdout.readline()))
        starter.kill()
    _gone, alive = psutil.wait_procs([leashed], timeout=10)
    assert all(process.status() == psutil.STATUS_ZOMBIE for process in alive)


def test_what_an_earlier_run_left_behind_is_ended(tmp_path: Path) -> None:
    earlier, later = sleeper(tmp_path), sleeper(tmp_path)
    earlier.start()
    later.start()
    assert not earlier.running
    assert later.running
    later.stop()
    assert later.exit_code == -signal.SIGTERM


def test_a_pid_that_belongs_to_somebody_else_now_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (tmp_path / "sleeper.pid").write_text(f'{{"pid": {other.pid}, "started": 1.0}}')
        process = sleeper(tmp_path)
        process.start()
        assert other.poll() is None
        process.stop()
        other.kill()


def test_a_process_that_ends_instead_of_starting_is_told_with_its_log(tmp_path: Path) -> None:
    process = sleeper(tmp_path, "sh", "-c", "echo the disk is full; exit 3")
    process.start()
    with pytest.raises(PartFailed, match=r"sleeper ended with 3 instead of starting[\s\S]*the disk is full"):
        process.wait_until(lambda: False, within=10)

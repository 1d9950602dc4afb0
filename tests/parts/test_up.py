"""`hearth up` leaves nothing behind, told to stop or killed, and its next start finds what was kept."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

UP = Path(__file__).with_name("stand_in_up.py")
STOPS_WITHIN = 15


def started(data_dir: Path) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    """A house that is up, and the processes below it."""
    env = {**os.environ, "PYTHONPATH": str(UP.parents[2])}
    house = subprocess.Popen([sys.executable, "-u", UP, data_dir], stdout=subprocess.PIPE, text=True, env=env)
    assert house.stdout is not None
    assert any("Ctrl-C stops it" in line for line in house.stdout)
    return house, psutil.Process(house.pid).children(recursive=True)


def alive(processes: list[psutil.Process], within: float) -> list[psutil.Process]:
    """Which of them are still there after so many seconds; a zombie nobody reaps is gone."""
    _gone, left = psutil.wait_procs(processes, timeout=within)
    return [process for process in left if process.status() != psutil.STATUS_ZOMBIE]


def test_killed_it_takes_everything_with_it_and_told_to_stop_it_stops_in_time(tmp_path: Path) -> None:
    killed, below = started(tmp_path)
    assert len(below) > 4
    with killed:
        killed.kill()
    assert alive(below, within=STOPS_WITHIN) == []

    again, below = started(tmp_path)
    with again:
        again.send_signal(signal.SIGTERM)
        assert again.wait(STOPS_WITHIN) == 0
    assert alive(below, within=0) == []
    assert list((tmp_path / "run").iterdir()) == []
    assert not (tmp_path / "up.json").exists()

"""Logs stay small while their processes go on writing, and the newest lines are there."""

import subprocess
import sys
from pathlib import Path

from hearth.parts.logs import keep_small

MOST = 1_000
LINE = 20
# One line for each that it is told, so that the test knows what was written.
WRITER = "import sys\nfor line in sys.stdin: sys.stderr.write(line); sys.stderr.flush(); print(flush=True)"


def test_a_log_stays_small_while_it_is_written_to(tmp_path: Path) -> None:
    log, before = tmp_path / "service.log", tmp_path / "service.log.1"
    pipe = subprocess.PIPE
    with log.open("ab") as file:
        writer = subprocess.Popen([sys.executable, "-c", WRITER], stdin=pipe, stdout=pipe, stderr=file, text=True)
    assert writer.stdin is not None
    assert writer.stdout is not None
    with writer:
        for number in range(500):
            writer.stdin.write(f"{number:{LINE - 1}}\n")
            writer.stdin.flush()
            writer.stdout.readline()
            keep_small(tmp_path, MOST)
            assert log.stat().st_size <= MOST
    kept = [int(line) for line in (before.read_text() + log.read_text()).splitlines()]
    assert kept == list(range(500 - len(kept), 500))
    assert MOST < len(kept) * LINE <= 2 * MOST + LINE
    assert sorted(path.name for path in tmp_path.iterdir()) == [log.name, before.name]


def test_a_small_log_and_what_is_no_log_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "service.log").write_text("x" * MOST)
    (tmp_path / "notes").write_text("x" * 2 * MOST)
    keep_small(tmp_path, MOST)
    assert sorted((path.name, path.stat().st_size) for path in tmp_path.iterdir()) == [
        ("notes", 2 * MOST),
        ("service.log", MOST),
    ]

"""Logs that stay small: each file and the one before it, which logrotate calls copytruncate."""

import shutil
from pathlib import Path

MOST_BYTES = 16 * 1024 * 1024
LOOK_AGAIN_SECONDS = 10.0


def keep_small(folder: Path, most: int = MOST_BYTES) -> None:
    """Move what is in a `*.log` of more than `most` bytes to `*.log.1`, in the place of what was there.

    The process goes on writing to the same file, which it opened for appending, so it need not know. What it writes
    between the copy and the cut, microseconds, is lost.
    """
    for log in folder.glob("*.log"):
        if log.stat().st_size > most:
            shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            with log.open("r+b") as file:
                file.truncate()

"""Ending tasks: told again until they end, because a library on the way may swallow the first word."""

import asyncio
from typing import Any

TOLD_SECONDS = 0.5
TIMES = 6


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel these tasks and wait until they have ended, some seconds at most; what they failed of is over."""
    pending = set(tasks)
    for _ in range(TIMES):
        for task in pending:
            task.cancel()
        if pending:
            _, pending = await asyncio.wait(pending, timeout=TOLD_SECONDS)
    await asyncio.gather(*(task for task in tasks if task.done()), return_exceptions=True)

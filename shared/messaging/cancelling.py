"""Cancelling tasks: told again until they end, because a library on the way may swallow the first word."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

TOLD_SECONDS = 3.0  # longer than anything takes that a task does in order before it ends
TIMES = 2


async def end(*tasks: "asyncio.Task[Any]", seconds: float = TOLD_SECONDS) -> None:
    """Cancel these tasks and wait until they have ended, so many seconds each time; what they failed of is over."""
    pending = set(tasks)
    for _ in range(TIMES):
        for task in pending:
            task.cancel()
        if pending:
            _, pending = await asyncio.wait(pending, timeout=seconds)
    await asyncio.gather(*(task for task in tasks if task.done()), return_exceptions=True)


async def uncut(act: Coroutine[Any, Any, T], *, within: float) -> T:
    """Await an act that leaves something behind where it is cut: told to end, it is given so many seconds to finish."""
    task = asyncio.create_task(act)
    try:
        return await asyncio.shield(task)
    finally:
        await asyncio.wait([task], timeout=within)
        await end(task)

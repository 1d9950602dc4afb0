"""The one place where a test waits for something that nothing tells it of: another process, or a whole service."""

import asyncio
from collections.abc import Awaitable, Callable

LOOK_AGAIN_SECONDS = 0.02


async def until(holds: Callable[[], Awaitable[bool]], within: float = 60.0) -> None:
    """Return as soon as it holds. Raises TimeoutError when it does not within so many seconds."""
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 - what is waited for knows nothing of this loop
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

"""The gate: lets the driver's commands pass, N in all, in shares that the schedule of faults releases."""

import asyncio


class Gate:
    """Counts commands. `passed` is how many there were; the rest wait until more are released."""

    def __init__(self, total: int) -> None:
        """`total` commands may pass in the end; none may before the first release."""
        self.total = total
        self.passed = 0
        self._released = 0
        self._moved = asyncio.Condition()

    async def take(self) -> int | None:
        """Pass, and answer as the how manieth from 0; None when all have passed."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.passed < self._released or self.passed >= self.total)
            if self.passed >= self.total:
                return None
            self.passed += 1
            self._moved.notify_all()
            return self.passed - 1

    async def release(self, up_to: int) -> None:
        """Let that many pass in all."""
        async with self._moved:
            self._released = min(self.total, max(self._released, up_to))
            self._moved.notify_all()

    async def until(self, passed: int) -> None:
        """Wait until that many have passed."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.passed >= min(passed, self.total))

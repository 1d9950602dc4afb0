"""Ending: a task that swallows the word is told again, and what must not be cut comes through."""

import asyncio

import pytest

from shared.messaging.cancelling import TIMES, end, uncut

SOON = 0.01


class Deaf:
    """A task that takes no notice of the first words to end."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.heard = 0
        self.free = asyncio.Event()
        self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        while not self.free.is_set():
            try:
                await self.free.wait()
            except asyncio.CancelledError:
                self.heard += 1
                if self.heard > self.words:
                    raise


async def started(words: int) -> Deaf:
    deaf = Deaf(words)
    await asyncio.sleep(0)
    return deaf


async def test_a_task_that_swallows_the_first_word_is_told_again() -> None:
    deaf = await started(words=1)
    await end(deaf.task, seconds=SOON)
    assert deaf.task.cancelled()


async def test_a_task_that_hears_nothing_is_not_waited_for() -> None:
    deaf = await started(words=TIMES)
    await end(deaf.task, seconds=SOON)
    assert not deaf.task.done()
    deaf.free.set()
    await deaf.task


async def test_what_a_task_failed_of_is_over_when_it_ends() -> None:
    async def fail() -> None:
        raise LookupError

    await end(asyncio.create_task(fail()), Deaf(words=0).task)


async def test_what_must_not_be_cut_comes_through() -> None:
    may_go_on, came_through = asyncio.Event(), asyncio.Event()

    async def act() -> None:
        await may_go_on.wait()
        came_through.set()

    cut = asyncio.create_task(uncut(act(), within=60))
    await asyncio.sleep(0)
    cut.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await cut
    assert came_through.is_set()


async def test_what_takes_too_long_is_cut_all_the_same() -> None:
    act = asyncio.Event()
    cut = asyncio.create_task(uncut(act.wait(), within=SOON))
    await asyncio.sleep(0)
    cut.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cut


async def test_what_is_not_disturbed_answers_or_fails_as_it_is() -> None:
    async def fail() -> None:
        raise LookupError

    assert await uncut(asyncio.sleep(0, "an answer"), within=SOON) == "an answer"
    with pytest.raises(LookupError):
        await uncut(fail(), within=SOON)

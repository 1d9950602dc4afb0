"""Does the pace count only what was seen from the first progress on?"""

from collections.abc import Awaitable, Callable, Iterable

import pytest

from hearth.bench.hearing import per_second


def told(values: Iterable[int]) -> Callable[[], Awaitable[int]]:
    following = iter(values)

    async def progress() -> int:
        return next(following)

    return progress


async def test_what_was_there_at_the_first_look_is_not_counted() -> None:
    # One look in between takes at least 20 ms: 100 events, so at most 5,000 a second.
    assert 0 < await per_second(told([10, 10, 400, 500]), before=10, until=500) <= 5000


async def test_a_run_that_was_over_at_the_first_look_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="measure over more"):
        await per_second(told([0, 500]), before=0, until=500)

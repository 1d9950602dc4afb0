"""Counting: which number a meeting or review has among those of an episode, by their days and not as it was typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.policy.reckoning.episodes import number_of_episode
from shared.policy.reckoning.facts import Fact, KnownFacts
from shared.policy.terms import Numbered, Since

# A review that is adjourned is resumed within so many days, and is one review. The law names no such span; it is ours.
_RESUMED_WITHIN = {"ReviewHeld": timedelta(days=14)}
_SAME_DAY = timedelta()


@dataclass(frozen=True, slots=True)
class Count:
    """Which numbers fit, of what is counted since an episode began: at least `lowest`, less than `under`."""

    since: Since
    lowest: int
    under: int | None

    def among(self, facts: Sequence[Fact], known: KnownFacts) -> list[Fact]:
        """Those of these facts, all of one kind and in order, that have such a number."""
        return [
            fact
            for number, fact in numbered(facts, known, self.since)
            if number >= self.lowest and (self.under is None or number < self.under)
        ]


def count_of(wanted: Numbered) -> Count:
    """The numbers that a pattern asks for."""
    if wanted.is_ is not None:
        return Count(wanted.since, wanted.is_, wanted.is_ + 1)
    return Count(wanted.since, wanted.from_ or 1, wanted.under)


def numbered(facts: Iterable[Fact], known: KnownFacts, since: Since) -> Iterator[tuple[int, Fact]]:
    """Each of these facts, in order, with its number since an episode began.

    What was entered twice, or adjourned and resumed, is one: it has the first day, and the later ones are left out.
    """
    episode = -1
    number, sat_on = 0, date.min
    for fact in facts:
        now = number_of_episode(known, since, fact.occurred_on)
        if now != episode:
            episode, number = now, 0
        elif fact.occurred_on - sat_on <= _RESUMED_WITHIN.get(fact.type, _SAME_DAY):
            continue
        number, sat_on = number + 1, fact.occurred_on
        yield number, fact

"""Ratings over time: on which days a case turned green, amber, red or complete, and by which rule.

It follows shared/policy/reckoning/ratings.py, which rates one day, without reckoning every day of the past anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.tracking.domain.dates import closed_on, due_dates
from services.tracking.domain.permanence import Settled
from shared.events.codes.tracking import Rating
from shared.policy.reckoning.obligation import Obligation
from shared.policy.reckoning.policy import Policy

NEVER = 2 * date.max.toordinal() + 2
# Which concern rates a case when several stand: what is overdue first, then a permanent home, then what is near.
RED, LATE, COMPLETE, NEAR, GREEN = range(5)
RATINGS = (Rating.RED, Rating.AMBER, Rating.COMPLETE, Rating.AMBER, Rating.GREEN)


def beginning(day: date) -> int:
    """The beginning of a day, before anything happens on it, as a number of half days."""
    return 2 * day.toordinal()


def end(day: date) -> int:
    """The end of a day, after all that happened on it, as a number of half days."""
    return 2 * day.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Concern:
    """A reason for a rating from one half day until before another."""

    rank: int
    first: int
    until: int
    due_on: date = date.min
    rule_id: str | None = None

    def before(self) -> tuple[int, date, str]:
        """Which of several concerns decides: the gravest, and of those what was due first."""
        return (self.rank, self.due_on, self.rule_id or "")


def concerns(found: Iterable[Obligation], settled: Sequence[Settled], policy: Policy, since: date) -> Iterator[Concern]:
    """All that rated the case from a day on, as the record stands now."""
    for one in found:
        closed = closed_on(one)
        if not one.indicator and (closed is None or closed >= since):
            yield from _of(one, policy)
    for home in settled:
        yield Concern(COMPLETE, end(home.on), end(home.until) if home.until else NEVER)


def _of(one: Obligation, policy: Policy) -> Iterator[Concern]:
    limits = policy.rating
    by_law = limits.red_when_law_is_late and one.layer == "statute"
    for kept in due_dates(one, policy):
        since, until = end(kept.since), end(kept.until) if kept.until else NEVER
        late = beginning(kept.due_on) + 2
        red = late if by_law else max(late, beginning(kept.due_on) + 2 * limits.red_after_days_late)
        for rank, first, last in (
            (NEAR, beginning(kept.notice_from), late),
            (LATE, late, until),
            (RED, red, until),
        ):
            if max(first, since) < min(last, until):
                yield Concern(rank, max(first, since), min(last, until), kept.due_on, one.rule_id)


@dataclass(frozen=True, slots=True)
class Turn:
    """The case turned to a rating on a day, by a rule (none for green and complete)."""

    on: date
    to: Rating
    because: str | None


def turns(known: Iterable[Concern], last: Rating | None, since: date, today: date) -> Iterator[Turn]:
    """How the rating turned after the end of the day `since`, on which it was `last`, up to the end of `today`."""
    start, stop = end(since), end(today)
    standing = [one for one in known if one.until > start and one.first <= stop]
    throughout = [one.rank for one in standing if one.first <= start and one.until > stop]
    hidden = min(throughout, default=GREEN)  # what is graver all along hides the rest
    standing = sorted((one for one in standing if one.rank <= hidden), key=Concern.before)
    moments = {start, *(moment for one in standing for moment in (one.first, one.until) if start < moment <= stop)}
    for moment in sorted(moments):
        now = next((one for one in standing if one.first <= moment < one.until), None)
        rating = RATINGS[now.rank] if now else Rating.GREEN
        if rating is not last:
            yield Turn(date.fromordinal(moment // 2), rating, now.rule_id if now else None)
            last = rating

"""Permanence: from which day until which the child had a home for good, and by what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.events.codes.tracking import SecuredBy
from shared.policy.reckoning.permanence import securings
from shared.policy.reckoning.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Settled:
    """A home for good from a day until another; None where it still is. `days_from_entry` counts from entering care."""

    by: SecuredBy
    on: date
    until: date | None
    days_from_entry: int | None


def settled(line: Timeline) -> Iterator[Settled]:
    """Every time that permanence was secured, in order; the same means confirmed again is the same time."""
    now: Settled | None = None
    for day, found in securings(line):
        if now is not None and (found is None or found.by is not now.by):
            yield Settled(now.by, now.on, day, now.days_from_entry)
            now = None
        if now is None and found is not None:
            now = Settled(found.by, day, None, found.days_from_entry)
    if now is not None:
        yield now

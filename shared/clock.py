"""The clock: what moment it is, and which day that is where the work is done."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Says what moment it is."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that stands still until it is set: for tests and simulated years."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment


def london_day(moment: datetime) -> date:
    """The calendar day of an aware moment in Europe/London: a due date is met up to the end of that day."""
    return moment.astimezone(LONDON).date()

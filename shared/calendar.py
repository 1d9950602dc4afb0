"""The working calendar of England: which days are working days, and on what day a count of time ends.

Monday to Friday less England's bank holidays. The bank holidays come from the `holidays` library for `COVERED_YEARS`;
outside them only weekends are known, and whoever counts there must say so.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays

COVERED_YEARS = range(1990, 2041)
# Beyond these years a day is a slip of the pen, and the counting of years would run out of days.
YEARS = range(1900, 2200)

_SATURDAY = 5
_MONTHS_A_YEAR = 12
_YEARS_NOT_WEEKS = 2
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_KEPT = 20_000  # days in words


@cache
def bank_holidays() -> dict[date, str]:
    """England's bank holidays that fall on a weekday, with their names, for `COVERED_YEARS`."""
    known = holidays.country_holidays("GB", subdiv="ENG", years=COVERED_YEARS)
    return {day: name for day, name in sorted(known.items()) if day.weekday() < _SATURDAY and day.year in COVERED_YEARS}


@cache
def _free_ordinals() -> list[int]:
    """The weekday bank holidays as ordinals, in order."""
    return [day.toordinal() for day in bank_holidays()]


def covered(day: date) -> bool:
    """Whether the bank holidays of this day's year are known."""
    return day.year in COVERED_YEARS


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays()


def bank_holidays_between(first: date, last: date) -> list[tuple[date, str]]:
    """The weekday bank holidays after `first` and up to `last`, in order, with their names."""
    ordinals = _free_ordinals()
    low, high = bisect_right(ordinals, first.toordinal()), bisect_right(ordinals, last.toordinal())
    names = bank_holidays()
    return [(day, names[day]) for day in map(date.fromordinal, ordinals[low:high])]


def _weekdays_after(start: int, count: int) -> int:
    """The ordinal of the `count`-th Monday-to-Friday day after `start`, itself an ordinal."""
    weekday = (start - 1) % 7  # the ordinal 1 was a Monday
    if weekday >= _SATURDAY:  # a weekend start counts as the Friday before
        start, weekday = start - (weekday - 4), 4
    weeks, rest = divmod(count, 5)
    return start + weeks * 7 + rest + (2 if weekday + rest >= _SATURDAY else 0)


def _weekdays_before(start: int, count: int) -> int:
    """The ordinal of the `count`-th Monday-to-Friday day before `start`, itself an ordinal."""
    weekday = (start - 1) % 7
    if weekday >= _SATURDAY:  # a weekend start counts as the Monday after
        start, weekday = start + (7 - weekday), 0
    weeks, rest = divmod(count, 5)
    return start - weeks * 7 - rest - (2 if weekday - rest < 0 else 0)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`, which is itself not counted; before it where `count` is negative.

    A count of 0 is the day itself, working or not.
    """
    if count < 0:
        return _working_days_before(day, -count)
    start, ordinals = day.toordinal(), _free_ordinals()
    end = _weekdays_after(start, count) if count else start
    free = bisect_right(ordinals, start)
    while True:  # every bank holiday passed over pushes the end one weekday on, which may pass over another
        passed = bisect_right(ordinals, end) - free
        further = _weekdays_after(start, count + passed) if count else start
        if further == end:
            return date.fromordinal(end)
        end = further


def _working_days_before(day: date, count: int) -> date:
    start, ordinals = day.toordinal(), _free_ordinals()
    end = _weekdays_before(start, count)
    free = bisect_left(ordinals, start)
    while True:
        passed = free - bisect_left(ordinals, end)
        further = _weekdays_before(start, count + passed)
        if further == end:
            return date.fromordinal(end)
        end = further


def add_months(day: date, count: int) -> date:
    """The same day `count` calendar months on (or back), clamped to the month's last day."""
    years, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + count, _MONTHS_A_YEAR)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def birthday(born: date, age: int) -> date:
    """The day on which someone born on `born` is `age`; born on 29 February, 1 March in other years."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:  # noqa: PLR2004 - the month's days
        return date(year, 3, 1)
    return born.replace(year=year)


def age_on(born: date, day: date) -> int:
    """Whole years on a day; negative before birth."""
    return day.year - born.year - (day < birthday(born, day.year - born.year))


def age_in_words(born: date, day: date) -> str:
    """An age on a day as people say it: in whole weeks under two years, then in years."""
    years, weeks = age_on(born, day), (day - born).days // 7
    if years >= _YEARS_NOT_WEEKS:
        return f"{years} years"
    return "under a week" if weeks < 1 else "1 week" if weeks == 1 else f"{weeks} weeks"


def last_weekday_before(day: date, weekday: int) -> date:
    """The latest day before `day` (never itself) that is this weekday, Monday 0 to Sunday 6."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def next_weekday_from(day: date, weekday: int) -> date:
    """The first day from `day` on (itself included) that is this weekday, Monday 0 to Sunday 6."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


@lru_cache(_KEPT)
def words_of_day(day: date) -> str:
    """A day as people write it: `16 April 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

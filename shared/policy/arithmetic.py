"""Arithmetic of dates: what day a span of time leads to, and how the sum goes, in words."""

from datetime import date, timedelta
from functools import lru_cache
from math import ceil

from shared.calendar import COVERED_YEARS, add_months, add_working_days, bank_holidays_between, covered, words_of_day
from shared.policy.terms import Lasting, Span, Unit

_SUMS_KEPT = 1 << 14  # children share their days: the same sum is asked for again and again across a caseload
_A_DAY = timedelta(days=1)
_HOURS_A_DAY = 24
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


def words_of_span(span: Span) -> str:
    """A span as people write it: `10 working days`, `1 month`."""
    return _words_of_count(*span.parts)


def _words_of_count(unit: Unit, count: int) -> str:
    words = unit.replace("_", " ")
    return f"{count} {words[:-1] if count == 1 else words}"


def add_span(day: date, span: Span, sign: int = 1) -> date:
    """The day a span after `day`, or before it with `sign` -1. The starting day is not counted.

    Hours are counted to the end of the day they end on at the latest: an event says its day, not its minute.
    """
    unit, count = span.parts
    return _add(day, unit, count, sign)


def last_of(day: date, span: Span) -> date:
    """The last day of a span that begins with `day`, which is counted: a year from 29 February ends on the 28th."""
    return max(add_span(day, span) - _A_DAY, add_span(day - _A_DAY, span))


def last_day(day: date, lasting: Lasting) -> date:
    """The last day of what lasts so long from a day."""
    if lasting.beginning_with is not None:
        return last_of(day, lasting.beginning_with)
    return add_span(day, lasting.within or Span(days=0))


@lru_cache(_SUMS_KEPT)
def _add(day: date, unit: Unit, count: int, sign: int) -> date:
    match unit:
        case "working_days":
            return add_working_days(day, sign * count)
        case "weeks":
            return day + timedelta(days=sign * count * _DAYS_A_WEEK)
        case "months":
            return add_months(day, sign * count)
        case "years":
            return add_months(day, sign * count * _MONTHS_A_YEAR)
        case "hours":
            return day + timedelta(days=sign * ceil(count / _HOURS_A_DAY))
        case "days":
            return day + timedelta(days=sign * count)


def times(span: Span, number: int) -> Span:
    """The span, so many times over."""
    unit, count = span.parts
    return Span.model_validate({unit: count * number})


def sum_in_words(day: date, span: Span, end: date, sign: int = 1) -> tuple[str, ...]:
    """How `add_span` got from `day` to `end`: the count, bank holidays passed over, a warning beyond known years."""
    return _sum_in_words(day, *span.parts, end, sign)


@lru_cache(_SUMS_KEPT)
def _sum_in_words(day: date, unit: Unit, count: int, end: date, sign: int) -> tuple[str, ...]:
    if count == 0:
        return (f"that day, {words_of_day(end)}",)
    steps = [
        f"{_words_of_count(unit, count)} {'after' if sign > 0 else 'before'} {words_of_day(day)}, which is not counted"
    ]
    if unit == "working_days":
        first, last = (day, end) if sign > 0 else (end - timedelta(days=1), day - timedelta(days=1))
        steps += [
            f"{words_of_day(free)} is no working day: {name}" for free, name in bank_holidays_between(first, last)
        ]
        if not (covered(day) and covered(end)):
            steps.append(beyond_known_years())
    if unit == "hours":
        steps.append("the hour is not recorded, so the count runs to the end of the day")
    steps.append(f"comes to {words_of_day(end)}")
    return tuple(steps)


def beyond_known_years() -> str:
    """The warning where bank holidays are not known."""
    return f"bank holidays are known for {COVERED_YEARS[0]} to {COVERED_YEARS[-1]} only: check this date by hand"

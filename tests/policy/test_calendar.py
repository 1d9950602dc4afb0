"""The working calendar: checked against counting by hand, one day after another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import calendar

DAYS = st.dates(date(1995, 1, 1), date(2035, 1, 1))


def count(day: date, number: int) -> date:
    """The plain way: step by step over days that are no working days."""
    step = timedelta(days=1 if number > 0 else -1)
    while number:
        day += step
        if calendar.is_working_day(day):
            number -= 1 if number > 0 else -1
    return day


@given(DAYS, st.integers(-60, 60))
def test_working_days_are_counted_as_by_hand(day: date, number: int) -> None:
    assert calendar.add_working_days(day, number) == count(day, number)


@given(DAYS, st.integers(0, 60))
def test_the_bank_holidays_passed_over_are_those_of_the_calendar(day: date, number: int) -> None:
    end = calendar.add_working_days(day, number)
    passed = [free for free, _ in calendar.bank_holidays_between(day, end)]
    assert passed == [free for free in calendar.bank_holidays() if day < free <= end]


@pytest.mark.parametrize(
    ("friday", "next_working_day"),
    [("2026-02-20", "2026-02-23"), ("2026-05-01", "2026-05-05"), ("2026-04-02", "2026-04-07")],
)
def test_a_working_day_after_a_friday_is_the_monday_or_the_tuesday_after_a_bank_holiday(
    friday: str, next_working_day: str
) -> None:
    assert calendar.add_working_days(date.fromisoformat(friday), 1) == date.fromisoformat(next_working_day)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2012-02-29", "2026-02-28", 13),
        ("2012-02-29", "2026-03-01", 14),
        ("2012-02-29", "2028-02-28", 15),
        ("2012-02-29", "2028-02-29", 16),
        ("2010-06-10", "2026-06-09", 15),
        ("2010-06-10", "2026-06-10", 16),
    ],
)
def test_an_age_is_whole_years_on_the_day(born: str, day: str, age: int) -> None:
    assert calendar.age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@given(DAYS, st.integers(0, 30))
def test_a_birthday_is_the_first_day_of_the_age(born: date, age: int) -> None:
    day = calendar.birthday(born, age)
    assert calendar.age_on(born, day) == age
    assert age == 0 or calendar.age_on(born, day - timedelta(days=1)) == age - 1


@given(DAYS, st.integers(0, 6))
def test_the_last_weekday_before_a_day_is_never_that_day(day: date, weekday: int) -> None:
    last = calendar.last_weekday_before(day, weekday)
    assert (last.weekday(), 1 <= (day - last).days <= 7) == (weekday, True)
    assert 0 <= (calendar.next_weekday_from(day, weekday) - day).days <= 6


def test_days_outside_the_covered_years_are_known_as_such() -> None:
    assert calendar.covered(date(2026, 1, 1))
    assert not calendar.covered(date(2060, 1, 1))
    assert date(2060, 12, 27) not in calendar.bank_holidays()

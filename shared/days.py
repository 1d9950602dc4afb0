"""The days that people say: whatever happened, happened by today, and no day is beyond the years that are reckoned."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, field_validator

from shared.calendar import YEARS, words_of_day
from shared.errors import RuleBroken
from shared.written_days import WrittenDays

S = TypeVar("S")
BEYOND = f"write a day of the years {YEARS[0]} to {YEARS[-1]}"


class Reckonable(WrittenDays):
    """What somebody says, each day of it, however deep, of the years in which days can be counted."""

    @field_validator("*")
    @classmethod
    def _is_reckonable(cls, said: S) -> S:
        if beyond(said):
            raise ValueError(BEYOND)
        return said


def beyond(said: object) -> bool:
    """Whether any day of what was said is of a year in which none is counted."""
    return any(day.year not in YEARS for day in _days(said))


def must_have_come(on: date, today: date) -> None:
    """Raises RuleBroken for a day that is still to come, on which nothing can have happened."""
    if on > today:
        raise RuleBroken(f"{words_of_day(on)} is still to come; record it on the day, or check the date")


def _days(value: object) -> Iterator[date]:
    match value:
        case date():
            yield value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _days(getattr(value, name))
        case Mapping():
            for part in value.values():
                yield from _days(part)
        case tuple() | list():
            for part in value:
                yield from _days(part)

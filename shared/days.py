"""The day of what is recorded: whatever happened, happened by today."""

from datetime import date

from shared.errors import RuleBroken
from shared.policy.arithmetic import words_of_day


def must_have_come(on: date, today: date) -> None:
    """Raises RuleBroken for a day that is still to come, on which nothing can have happened."""
    if on > today:
        raise RuleBroken(f"{words_of_day(on)} is still to come; record it on the day, or check the date")

"""The words of an event: what it is called on a page, and what it says beside the day."""

import re
from datetime import date
from uuid import UUID

from shared.calendar import words_of_day
from shared.events.base import Event
from shared.words import in_words

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# Who it is about is the page's heading, and the day is the line's own.
NOT_SAID = frozenset({"child_id", "authority", "occurred_on", "version", "changes"})


def words_of(event: type[Event]) -> str:
    """`PlanningMeetingHeld` as "Planning meeting held"; as people say it where that is otherwise."""
    return event.said or in_words(CAPITAL.sub("_", event.__name__).lower())


def particulars_of(event: Event) -> tuple[tuple[str, str], ...]:
    """The particulars of an event beside the day, without identifiers: what each is called, and how it reads."""
    given = ((name, getattr(event, name)) for name in type(event).model_fields if name not in NOT_SAID)
    return tuple((in_words(name), words) for name, value in given if value is not None and (words := _words(value)))


def _words(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return words_of_day(value)
        case UUID():
            return ""
        case tuple():
            return ", ".join(words for part in value if (words := _words(part)))
        case str():
            return value.replace("_", " ")
        case _:
            return str(value)

"""iCalendar (RFC 5545): days to keep, as calendar programs read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, without the line break (section 3.1)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class DayToKeep:
    """Something due on a day. `uid` stays the same between releases of the calendar, so that it is updated in place."""

    uid: str
    on: date
    summary: str
    description: str
    categories: tuple[str, ...]


def calendar(name: str, days: Iterable[DayToKeep], stamp: datetime) -> str:
    """The calendar as text, lines ended and folded as RFC 5545 asks. `stamp` is when it was made, aware."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hearth//Tracking//EN", f"X-WR-CALNAME:{escaped(name)}"]
    for day in days:
        lines += _event(day, stamp.astimezone(UTC))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(day: DayToKeep, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(day.uid)}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",  # the end is not part of it (section 3.6.1)
        f"SUMMARY:{escaped(day.summary)}",
        f"DESCRIPTION:{escaped(day.description)}",
        f"CATEGORIES:{','.join(escaped(category) for category in day.categories)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text value with its separators escaped (section 3.3.11)."""
    return text.translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, each after the first beginning with a space; no character is cut in two."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part

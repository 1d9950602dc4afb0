"""The calendar feed as text: RFC 5545 to the letter, because calendar programs say nothing about what they drop."""

from datetime import UTC, date, datetime

from services.tracking.api.icalendar import LONGEST_LINE, DayToKeep, calendar, escaped, folded

STAMP = datetime(2026, 4, 10, 9, 30, tzinfo=UTC)


def test_separators_backslashes_and_line_breaks_are_escaped() -> None:
    assert escaped("visit; plan, review\\now\nnext\r\nlast") == "visit\\; plan\\, review\\\\now\\nnext\\nlast"


def test_a_long_line_is_folded_at_75_octets_and_no_character_is_cut() -> None:
    line = "SUMMARY:" + "Café ✓ permanence " * 12
    parts = list(folded(line))
    assert len(parts) > 3
    assert all(len(part.encode()) <= LONGEST_LINE for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def test_a_line_of_75_octets_is_left_whole() -> None:
    assert list(folded("x" * LONGEST_LINE)) == ["x" * LONGEST_LINE]
    assert [len(part) for part in folded("x" * (LONGEST_LINE + 1))] == [LONGEST_LINE, 2]


def test_an_empty_calendar_is_a_calendar() -> None:
    assert calendar("Due: IRO", [], STAMP) == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hearth//Tracking//EN\r\nX-WR-CALNAME:Due: IRO\r\nEND:VCALENDAR\r\n"
    )


def test_a_day_to_keep_lasts_the_whole_day() -> None:
    day = DayToKeep("1@hearth", date(2026, 12, 31), "Review", "Child 7a1f\nEN-REVIEW-1: regulation 33", ("Due soon",))
    lines = calendar("Due", [day], STAMP).split("\r\n")
    assert lines[4:14] == [
        "BEGIN:VEVENT",
        "UID:1@hearth",
        "DTSTAMP:20260410T093000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Review",
        "DESCRIPTION:Child 7a1f\\nEN-REVIEW-1: regulation 33",
        "CATEGORIES:Due soon",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]

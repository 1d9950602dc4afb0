"""Checking what is read of events: days to count by, owners and words are fields of the events that have them."""

from collections.abc import Iterator

from shared.policy.event_classes import EVENTS
from shared.policy.grammar import Pack, Timing
from shared.policy.parts import Start
from shared.policy.reading.source import Place, SourceFile
from shared.policy.terms import Limit
from shared.policy.words import named_in, nearest


def check_fields_read(file: SourceFile, pack: Pack) -> None:
    """Refuse a limit, an owner or words by a field that the event has not: it would never be known."""
    for index, rule in enumerate(pack.rules):
        place: Place = ("rules", index)
        _check(file, place, rule, rule.starts)
        for nth, step in enumerate(rule.steps):
            _check(file, (*place, "steps", nth), step, step.starts or rule.starts)


def _check(file: SourceFile, place: Place, part: Timing, starts: tuple[Start, ...]) -> None:
    for spot, field, event in _fields(place, part, starts):
        known = EVENTS[event].model_fields if event in EVENTS else {}
        if field not in known:
            named = event or "a start without an event"
            raise file.refused(spot, f"{named} has no field {field!r} to read; {nearest(field, known)}")


def _fields(place: Place, part: Timing, starts: tuple[Start, ...]) -> Iterator[tuple[Place, str, str]]:
    """Each field that a rule or a step reads, with its place and the event that is to have it."""
    if part.limit is not None:
        yield from _read((*place, "limit"), part.limit, starts)
    for spot, field in [("owner_from", part.owner_from), *(("due", name) for name in named_in(part.due or ""))]:
        if field is not None:
            yield from (((*place, spot), field, start.event or "") for start in starts)


def _read(place: Place, limit: Limit, starts: tuple[Start, ...]) -> Iterator[tuple[Place, str, str]]:
    """Each field that a limit reads, with its place and the event that is to have it."""
    for name in ("field", "midpoint_to"):
        field = getattr(limit, name)
        if field is not None:
            yield from (((*place, name), field, start.event or "") for start in starts)
    if limit.day_in is not None:
        events = (limit.day_in.event, *limit.day_in.also_in)
        yield from (((*place, "day_in", "field"), limit.day_in.field, event) for event in events)
    for name in ("whichever_first", "first_known"):
        for index, one in enumerate(getattr(limit, name) or ()):
            yield from _read((*place, name, index), one, starts)

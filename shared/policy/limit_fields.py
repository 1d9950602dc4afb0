"""Checking limits: the days that they count by are fields of the events that start the clock, or that they name."""

from collections.abc import Iterator

from shared.policy.event_classes import EVENTS
from shared.policy.grammar import Pack
from shared.policy.parts import Start
from shared.policy.source import Place, SourceFile
from shared.policy.terms import Limit
from shared.policy.words import nearest


def check_limit_fields(file: SourceFile, pack: Pack) -> None:
    """Refuse a limit by a field that its event has not: its day would never be known."""
    for index, rule in enumerate(pack.rules):
        place: Place = ("rules", index)
        if rule.limit is not None:
            _check(file, (*place, "limit"), rule.limit, rule.starts)
        for nth, step in enumerate(rule.steps):
            if step.limit is not None:
                _check(file, (*place, "steps", nth, "limit"), step.limit, step.starts or rule.starts)


def _check(file: SourceFile, place: Place, limit: Limit, starts: tuple[Start, ...]) -> None:
    for spot, field, event in _read(place, limit, starts):
        known = EVENTS[event].model_fields if event in EVENTS else {}
        if field not in known:
            named = event or "a start without an event"
            raise file.refused(spot, f"{named} has no field {field!r} to count by; {nearest(field, known)}")


def _read(place: Place, limit: Limit, starts: tuple[Start, ...]) -> Iterator[tuple[Place, str, str]]:
    """Each field that a limit reads, with its place and the event that is to have it."""
    for name in ("field", "midpoint_to"):
        field = getattr(limit, name)
        if field is not None:
            yield from (((*place, name), field, start.event or "") for start in starts)
    if limit.day_in is not None:
        yield (*place, "day_in", "field"), limit.day_in.field, limit.day_in.event
    for name in ("whichever_first", "first_known"):
        for index, one in enumerate(getattr(limit, name) or ()):
            yield from _read((*place, name, index), one, starts)

"""Checking a pack: its events, fields and names exist, every rule is complete, and nothing is said twice."""

from collections.abc import Iterator, Sequence
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from shared.events.base import Event
from shared.policy.event_classes import EVENTS
from shared.policy.grammar import Enforced, Pack, Rule, Timing
from shared.policy.reading.source import Place, SourceFile
from shared.policy.words import nearest


def check_pack(file: SourceFile, pack: Pack, base: Sequence[Pack]) -> None:
    """Refuse a pack that names what does not exist, leaves out what a rule needs, or says a rule twice."""
    for spot, named in _named_events(pack, ()):
        _check_event(file, spot, named)
    endings = {name for one in (*base, pack) for name in one.endings}
    origins = {name for one in (*base, pack) for name in one.origins}
    seen: dict[str, list[Rule]] = {}
    for index, rule in enumerate(pack.rules):
        place: Place = ("rules", index)
        _check_versions(file, place, rule, seen)
        parts: list[tuple[Place, Timing]] = [
            (place, rule),
            *(((*place, "steps", nth), step) for nth, step in enumerate(rule.steps)),
        ]
        for where, part in parts:
            for end in part.ends:
                if isinstance(end, str) and end not in endings:
                    raise file.refused(
                        (*where, "ends"), f"{rule.id} ends by {end!r}, which no pack defines; {nearest(end, endings)}"
                    )
            _check_counted_field(file, (*where, "counts_from"), rule, part.counts_from, origins)
        _check_complete(file, place, rule)
    for index, close in enumerate(pack.closes):
        if close not in endings:
            raise file.refused(
                ("closes", index), f"the case closes by {close!r}, which no pack defines; {nearest(close, endings)}"
            )
    _check_ids(file, pack)
    _check_statuses(file, pack, base)


def _named_events(part: Any, place: Place) -> Iterator[tuple[Place, Any]]:  # noqa: ANN401 - any part of a pack
    """Every part of a pack that names an event, with its place."""
    if isinstance(part, BaseModel):
        if getattr(part, "event", None) is not None:
            yield place, part
        for name, field in type(part).model_fields.items():
            yield from _named_events(getattr(part, name), (*place, field.alias or name))
    elif isinstance(part, tuple | list):
        for index, one in enumerate(part):
            yield from _named_events(one, (*place, index))
    elif isinstance(part, dict):
        for name, one in part.items():
            yield from _named_events(one, (*place, name))


def _check_event(file: SourceFile, place: Place, named: Any) -> None:  # noqa: ANN401 - Pattern, Start, Origin or Move
    cls = EVENTS.get(named.event)
    if cls is None:
        raise file.refused((*place, "event"), f"there is no event {named.event!r}; {nearest(named.event, EVENTS)}")
    if getattr(named, "number", None) is not None and "number" not in cls.model_fields:
        raise file.refused((*place, "number"), f"{named.event} has no number to count; leave it out")
    _check_where(file, place, named, cls)
    for name in (
        *getattr(named, "same", ()),
        *(one for one in (getattr(named, "due", None), getattr(named, "counts_from", None)) if one),
    ):
        if name not in cls.model_fields:
            raise file.refused(place, f"{named.event} has no field {name!r}; {nearest(name, cls.model_fields)}")


def _check_where(file: SourceFile, place: Place, named: Any, cls: type[Event]) -> None:  # noqa: ANN401 - as above
    for name, wanted in named.where.items():
        if name == "number":
            sentence = f"the number of {named.event} is counted, not typed; write number: {{is: 1, since: care}}"
            raise file.refused((*place, "where", name), f"{sentence} beside where, and what resets it")
        if name not in cls.model_fields:
            raise file.refused(
                (*place, "where", name), f"{named.event} has no field {name!r}; {nearest(name, cls.model_fields)}"
            )
        if isinstance(wanted, dict) and not set(wanted) <= {"from", "under", "some"}:
            raise file.refused(
                (*place, "where", name), f"{name} is asked for {sorted(wanted)}; write from, under or some"
            )
        for value in _values(wanted):
            if not _may_be(cls.model_fields[name].annotation, value):
                raise file.refused(
                    (*place, "where", name), f"{name} of {named.event} is never {value!r}; take one of its values"
                )


def _values(wanted: object) -> list[Any]:
    if isinstance(wanted, dict):
        return [number for key, number in wanted.items() if key in ("from", "under")]
    return list(wanted) if isinstance(wanted, list | tuple) else [wanted]


def _may_be(annotation: Any, value: Any) -> bool:  # noqa: ANN401 - any field and value
    """Whether a field, or one of several in it, may have this value."""
    if get_origin(annotation) in (Union, UnionType):
        return any(_may_be(one, value) for one in get_args(annotation) if one is not type(None))
    try:
        TypeAdapter(annotation).validate_python((value,) if get_origin(annotation) is tuple else value)
    except ValidationError:
        return False
    return True


def _check_counted_field(
    file: SourceFile, place: Place, rule: Rule, counts_from: str | None, origins: set[str]
) -> None:
    if counts_from is None or counts_from in origins:
        return
    for start in rule.starts:
        fields = EVENTS[start.event].model_fields if start.event else {}
        if counts_from not in fields:
            named = start.event or "a start without an event"
            near = nearest(counts_from, {*origins, *fields})
            sentence = f"{rule.id} counts from {counts_from!r}, which is no origin and no field of {named}; {near}"
            raise file.refused(place, sentence)


def _check_versions(file: SourceFile, place: Place, rule: Rule, seen: dict[str, list[Rule]]) -> None:
    for other in seen.get(rule.id, []):
        first, last = (rule.in_force_from or date.min), (rule.in_force_until or date.max)
        if first <= (other.in_force_until or date.max) and (other.in_force_from or date.min) <= last:
            raise file.refused(
                (*place, "id"),
                f"{rule.id} is written twice for the same time; give each its in_force_from and in_force_until",
            )
    seen.setdefault(rule.id, []).append(rule)


def _check_complete(file: SourceFile, place: Place, rule: Rule) -> None:
    if not rule.steps:
        if rule.due is None:
            raise file.refused(place, f"{rule.id} does not say what is due; add due")
        if rule.limit is None and rule.repeats is None:
            raise file.refused(place, f"{rule.id} has no limit; add limit or repeats")
    for nth, step in enumerate(rule.steps):
        if (step.limit or rule.limit) is None:
            raise file.refused((*place, "steps", nth), f"step {step.step} of {rule.id} has no limit; add one")
        if step.due is None:
            raise file.refused(
                (*place, "steps", nth), f"step {step.step} of {rule.id} does not say what is due; add due"
            )
    for part in (rule, *rule.steps):
        counts = any(one.start_counts or one.earlier_counts for one in (part, rule))
        if part.repeats is not None and part.repeats.anchor == "last_held" and counts:
            sentence = (
                f"{rule.id} is due again since it was last held, so that what was held before meets it without end; "
                "leave start_counts and earlier_counts out, or count by anchor: schedule"
            )
            raise file.refused((*place, "repeats") if part is rule else place, sentence)
    if not rule.verified and rule.switched_off is None:
        raise file.refused(
            place, f"{rule.id} is not verified in a primary text; switch it off (switched_off: why) until it is"
        )


def _check_ids(file: SourceFile, pack: Pack) -> None:
    seen: set[str] = {rule.id for rule in pack.rules}
    listed: list[tuple[Place, Enforced]] = [(("numbers", index), one) for index, one in enumerate(pack.numbers)]
    listed += [(("guards", index), one) for index, one in enumerate(pack.guards)]
    for place, one in listed:
        if one.id in seen:
            sentence = f"{one.id} is written twice; an entry is a rule, a number or a guard, once"
            raise file.refused((*place, "id"), sentence)
        seen.add(one.id)


def _check_statuses(file: SourceFile, pack: Pack, base: Sequence[Pack]) -> None:
    known = [row.status for one in (*base, pack) for row in one.statuses]
    named: list[tuple[Place, str]] = [(("order_ages", name), name) for name in pack.order_ages]
    for index, row in enumerate(pack.statuses):
        others = (*row.ends, *row.not_during)
        named += [(("statuses", index), name) for one in others for name in one.statuses]
        if known.count(row.status) > 1:
            raise file.refused(("statuses", index), f"{row.status} is written twice; the order table has each row once")
    for place, name in named:
        if name not in known:
            raise file.refused(place, f"there is no status {name!r}; {nearest(name, known)}")
